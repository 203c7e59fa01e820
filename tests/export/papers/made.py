"""Papers to write: small planted ones, and whole pages of the shipped data."""

from functools import cache

import folders
import pandas as pd
from charts.test_figures import BUILDERS, FRAMES

from smartcity import intake
from smartcity.charts.native import native_of
from smartcity.exhibits import pages
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import DATE, INTEGER, SCORE, SHARE, SIGNED, Column, Empty, Exhibit, Stamp, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.papers import Paper, paper
from smartcity.wording import Words

STAMP = Stamp("2026-11-21T10:42:00+08:00", "3f9a77c01b2d", 9)
COLUMNS = (
    Column("region", "Daerah"),
    Column("index", "Indeks", SCORE),
    Column("change", "Perubahan", SIGNED),
    Column("n", "Responden", INTEGER),
    Column("share", "Bagian", SHARE, 0),
    Column("day", "Tanggal", DATE),
)
ROWS = [
    ("Kabupaten Tabalong <b>", 3.379, -0.0125, 1050, 0.125, "2023-09-18"),
    ("=Kota & Banjarmasin", None, 0.26, 0, None, None),
]


def table(rows=ROWS):
    """Make a table of every kind of value."""
    return Table(pd.DataFrame(rows, columns=[column.code for column in COLUMNS]), COLUMNS)


def exhibit(key="tabel", **others):
    """Make an exhibit that has everything."""
    values = {"message": f"Temuan {key}", "source": "Surat B-1384", "caption": "2 daerah, 2023", "alt": f"Bagan {key}"}
    values |= {"note": "Catatan panjang.", "bases": ("official", "press"), "table": table()}
    return Exhibit(**({"key": key, "stamp": STAMP} | values | others))


def drawn(name, words):
    """Make an exhibit with the chart of one form."""
    return exhibit(name, figure=BUILDERS[name](FRAMES[name], words))


EMPTY = exhibit("kosong", table=None, empty=Empty("Belum ada.", "Perlu.", "Unggah."))


def planted(words, *exhibits):
    """Put exhibits together for a choice of 2023."""
    return paper("Peringkat", {"Posisi": exhibits}, Selection(year=2023), words, "http://127.0.0.1/peringkat")


UNCHARTED = tuple(name for name in BUILDERS if native_of(BUILDERS[name](FRAMES[name], Words("id"))) is None)
CHARTED = tuple(name for name in BUILDERS if name not in UNCHARTED)
"""The forms that office programs have no chart for, and those that they have."""


@cache
def real(page: str, language: str) -> Paper:
    """Put a whole page of the shipped data together."""
    words = Words(language)
    with intake.open_warehouse(folders.shipped()) as warehouse:
        selection = pages.usual(warehouse, Selection(language=language, year=2024))
        shown = pages.shown(page, warehouse, selection, words)
        return paper(words(f"ui.page.{page}.title"), shown, selection, words, names=available(warehouse).lists)
