"""Metode: where do the rules come from?"""

from smartcity import ui
from smartcity.exhibits.method import rules


def render() -> None:
    """Draw the page."""
    page = ui.open_page("metode")
    asked = (page.warehouse, page.selection, page.words)
    ui.show(rules.chain(*asked), page.selection)
    ui.show(rules.weights(*asked), page.selection)
    ui.show(rules.unknown(*asked), page.selection)
    ui.show(rules.certainty(*asked), page.selection)
    for folded in (rules.worth, rules.glossary, rules.sources, rules.related):
        ui.show_folded(folded(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
