"""Tables to type in and paste into: whatever is typed is read or refused with a sentence, never left out."""

from pathlib import Path

import pytest

from smartcity import ui
from smartcity.checks.reports import partner_of, problem_said, risk_of
from smartcity.records.reports import Report, problems
from smartcity.wording import Words

WORDS = Words("id")


def test_no_table_has_a_list_that_leaves_out_what_is_pasted():
    """The browser drops what is none of the options of such a column, and nobody is told."""
    sources = {path.name: path.read_text("utf-8") for path in Path(ui.__file__).parent.rglob("*.py")}
    assert [name for name, text in sources.items() if "SelectboxColumn" in text] == []


@pytest.mark.parametrize("typed", ["Pemerintah", "  PEMERINTAH ", "government"])
def test_the_kind_of_a_partner_is_read_as_people_write_it(typed):
    """Capitals and spaces do not matter, and both languages are read."""
    assert partner_of(("Bank Kalsel", typed, "")).kind == "government"


def test_what_cannot_be_read_is_refused_by_row_with_what_is_expected():
    """A kind that is none of both and a likelihood beyond the scale."""
    partners = (partner_of(("PMI", "pemerintah", "")), partner_of(("Bank Kalsel", "swasta", "")))
    sentences = [
        problem_said(one, WORDS)
        for one in problems(Report(partners=partners, risks=(risk_of(("Banjir", "6", "tinggi", "")),)), ())
    ]

    assert sentences == [
        "Mitra ke-2 (Bank Kalsel): tertulis “swasta”, seharusnya pemerintah atau bukan pemerintah.",
        "Risiko ke-1 (Banjir): kemungkinan “6”, seharusnya bilangan bulat 1 sampai 5.",
        "Risiko ke-1 (Banjir): dampak “tinggi”, seharusnya bilangan bulat 1 sampai 5.",
    ]
