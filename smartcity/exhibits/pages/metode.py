"""Metode: where do the rules come from?"""

from smartcity.exhibits.method import adopted, rules
from smartcity.exhibits.pages.parts import below, folded

SECTIONS = {
    "": (
        below(rules.chain, rules.weights, adopted.adopted, rules.unknown, rules.certainty),
        folded(rules.worth, rules.glossary, rules.sources, rules.related),
    )
}
