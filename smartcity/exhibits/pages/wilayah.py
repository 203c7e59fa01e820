"""Wilayah: which region is behind with what, how were the surveys filled in, and how do all regions stand?"""

from smartcity.exhibits.pages.parts import alone, below
from smartcity.exhibits.regions import beside

SECTIONS = {
    "tertinggal": (alone(below(beside.behind, asks=("province",))),),
    "mutu": (alone(below(beside.quality, asks=("province",))),),
    "indeks": (below(beside.standing),),
}
