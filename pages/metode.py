"""Metode: where do the rules come from?"""

from smartcity import ui
from smartcity.exhibits import method


def render() -> None:
    """Draw the page."""
    page = ui.open_page("metode")
    asked = (page.warehouse, page.selection, page.words)
    ui.show(method.chain(*asked), page.selection)
    ui.show(method.weights(*asked), page.selection)
    ui.show(method.unknown(*asked), page.selection)
    ui.show(method.certainty(*asked), page.selection)
    for folded in (method.worth, method.glossary, method.sources, method.related):
        ui.show_folded(folded(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
