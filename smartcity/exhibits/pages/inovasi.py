"""Inovasi: who has reported, how far is each innovation, with whom, and what changed?"""

from smartcity.exhibits import innovations
from smartcity.exhibits.pages.parts import below

YEAR = ("year", "dimension")

SECTIONS = {
    "lapor": (below(innovations.turnout, innovations.missing, asks=(*YEAR, "reported_list", "since")),),
    "kartu": (
        below(innovations.card, asks=(*YEAR, "innovation"), when=innovations.is_one_chosen),
        below(innovations.risks, when=innovations.has_risks),
        below(innovations.overview, asks=(*YEAR, "innovation"), when=innovations.is_none_chosen),
    ),
    "belum": (below(innovations.lagging, asks=YEAR),),
    "kolaborasi": (below(innovations.collaboration, asks=YEAR),),
    "berubah": (below(innovations.changed, asks=(*YEAR, "since")),),
}
