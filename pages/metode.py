"""Metode: where do the rules come from?"""

from smartcity.exhibits.method import adopted, rules
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    page = open_page("metode")
    page.show(rules.chain, rules.weights, adopted.adopted, rules.unknown, rules.certainty)
    page.show_folded(rules.worth, rules.glossary, rules.sources, rules.related)


if __name__ == "__main__":
    enter()
