"""Bukti: what is missing, what is it worth, who owes it, and until when?"""

from smartcity.exhibits.evidence import calendar, completeness, due, last, missing, owners
from smartcity.exhibits.pages.parts import below

SECTIONS = {
    "kurang": (below(completeness), below(missing)),
    "pemilik": (below(owners),),
    "isi": (),
    "tenggat": (below(due, asks=("today",)),),
    "jam": (below(last),),
    "kalender": (below(calendar, asks=("today",)),),
}
