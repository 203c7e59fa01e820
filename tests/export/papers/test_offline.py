"""Offline pages: whole in one file, nothing is fetched, and what they say is what the exhibits say."""

import re
from html import unescape

import pandas as pd
import pytest
from charts.test_figures import BUILDERS

from export.papers.made import EMPTY, ROWS, drawn, exhibit, planted, real
from smartcity.exhibits.kit.exhibit import INTEGER, Column, Table
from smartcity.exhibits.kit.spelling import spelled_rows
from smartcity.export.papers.offline import html_bytes
from smartcity.wording import LANGUAGES, Words

ID = Words("id")
LARGEST = 6_000_000


def page_of(*exhibits, words=ID):
    """Write exhibits as one page."""
    return html_bytes(planted(words, *exhibits), words).decode()


def test_a_page_needs_nothing_else_and_may_fetch_nothing():
    """No address is loaded from, and its own policy forbids it."""
    page = page_of(exhibit(), *(drawn(name, ID) for name in BUILDERS))
    loaded = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]{0,20})""", page)

    assert {one for one in loaded if not one.startswith(("#", "data:font/woff2;"))} == set()
    assert "default-src 'none'" in page
    assert "@import" not in page


def test_a_page_says_all_that_its_exhibits_say():
    """Marks, finding, coverage, source, choice and build are written; markup in data is only text."""
    page = unescape(page_of(exhibit(is_sample=True, rules="Aturan 2024."), EMPTY))

    for sentence in (
        "Pemerintah Kabupaten Tabalong", "CONTOH: data rekaan", "Aturan sementara [?]", "memuat angka pers",
        "2 daerah, 2023", "Surat B-1384", "Tahun: 2023", "versi data 3f9a", "Temuan kosong", "Kabupaten Tabalong <b>",
    ):  # fmt: skip
        assert sentence in page
    assert "<b>" not in page_of(exhibit())


def test_numbers_can_be_read_back():
    """Each number stands beside its spelling at full precision, what is missing has none."""
    page = page_of(exhibit())
    values = [float(value) for value in re.findall(r'data-value="([^"]*)"', page)]

    assert values == [value for row in ROWS for value in row[1:5] if value is not None]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_page_stays_small_and_whole(language):
    """Every cell of every table is in it, and it can be sent by mail."""
    words = Words(language)
    made = real("survei", language)
    written = html_bytes(made, words)
    page = unescape(written.decode())
    cells = {
        cell for one in made.exhibits if one.table is not None for row in spelled_rows(one.table, words) for cell in row
    }

    assert len(written) < LARGEST
    assert [cell for cell in cells if cell not in page] == []


def test_a_count_that_is_missing_is_written_and_sorts_last():
    """A column of counts may lack one; its cell has no number to sort by, and a zero has."""
    columns = (Column("region", "Daerah"), Column("n", "Responden", INTEGER))
    frame = pd.DataFrame({"region": ["A", "B"], "n": pd.array([0, None], dtype="Int64")})
    page = page_of(exhibit(table=Table(frame, columns)))

    assert (page.count('data-value="0.0"'), page.count(' data-value="')) == (1, 1)
