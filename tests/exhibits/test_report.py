"""The yearly report on planted opposite years: its sentences say what its figures say."""

from datetime import date

import pytest
from laws import paired
from planted import BANJAR, HOME, KOTA, SITE, STAMP, entries, places_of_the_province, result, results, warehouse

from smartcity.exhibits import pages, report
from smartcity.exhibits.evidence.calendar import entry_said
from smartcity.exhibits.kit.exhibit import Exhibit, Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import methods_in_force
from smartcity.office.calendar import TASK, Entry
from smartcity.records.meetings import Action, Meeting, Point
from smartcity.warehouse import Supposed, Warehouse, assemble
from smartcity.wording import LANGUAGES, Words

TODAY = date(2024, 2, 1)
RISING, FALLING = {"id": "naik", "en": "up"}, {"id": "turun", "en": "down"}
WORLDS = {
    "falling": ([(2022, HOME, 3.4), (2022, KOTA, 3.0), (2023, HOME, 3.1), (2023, KOTA, 3.3)], "2", FALLING),
    "tied": ([(2022, HOME, 3.0), (2022, KOTA, 3.1), (2023, HOME, 3.3), (2023, KOTA, 3.3)], "1", RISING),
    "first": ([(2022, HOME, 3.0), (2022, KOTA, 3.1), (2023, HOME, 3.38), (2023, KOTA, 3.31)], "1", RISING),
    "alone": ([(2022, HOME, 3.0), (2023, HOME, 3.38)], None, RISING),
    "unpublished": ([(2022, HOME, 3.0), (2022, KOTA, 3.1), (2023, KOTA, 3.3)], None, None),
    "equal": ([(2022, HOME, 3.2), (2022, KOTA, 3.0), (2023, HOME, 3.2), (2023, KOTA, 3.0)], "1", None),
}
"""The results of two years, our rank in the second (None where nobody is compared), and which way we went."""


def composed(made, language, *, is_public=False, shown=None):
    """Compose the report of 2023; *shown* is what each of its meetings looked at, by point."""
    selection = pages.usual(made, Selection(language=language, year=2023))
    return report.annual(made, selection, Words(language), TODAY, lambda meeting: shown or {}, is_public=is_public)


def sentences(chapters):
    """Give all that the report says in sentences, in lower case."""
    every = [text for one in chapters for text in (*one.sentences, *(exhibit.message for exhibit in one.exhibits))]
    return " \n".join(every).casefold()


@pytest.mark.parametrize(("name", "language"), paired(WORLDS, LANGUAGES))
def test_a_report_never_contradicts_its_figures(name, language):
    """What fell does not rise, who is tied is not alone above, who stands alone has no rank, what is equal stays."""
    rows, rank, way = WORLDS[name]
    made = warehouse(places_of_the_province(), results([result(*row) for row in rows]))
    chapters = composed(made, language)
    summary, text = " ".join(chapters[0].sentences).casefold(), sentences(chapters)
    figures = [f"{value:.2f}".replace(".", "," if language == "id" else ".") for year, at, value in rows if at == HOME]
    ranks = {"id": f"peringkat {rank} dari 2", "en": f"rank {rank} of 2"}
    lone = {"id": "peringkat 1 dari 1", "en": "rank 1 of 1"}

    assert (figures[-1] in summary) == (name != "unpublished")
    assert (ranks[language] in text) == (rank is not None)
    assert lone[language] not in text
    for word, other in ((RISING, FALLING), (FALLING, RISING)):
        tokens = text.replace(",", " ").replace(".", " ").split()
        assert way is not other or word[language] not in tokens
    if way is None:
        assert not {RISING[language], FALLING[language]} & set(summary.replace(",", " ").split())
    above = {"id": "di atas kota banjarmasin", "en": "above kota banjarmasin"}
    assert (above[language] in text) == (name in ("first", "equal"))


def test_the_public_reads_nothing_internal():
    """Minutes, action items and who owes what are the Bupati's; the public has the published figures alone."""
    met = Meeting(
        "m1",
        2023,
        "evaluation",
        "2023-06-12",
        points=(
            Point("p1", topic="Anggaran", note="belum disetujui", decisions=("Kejar P1",)),
            Point("p2", exhibit="jarak-skor"),
        ),
        actions=(Action("a1", "Kirim bukti P1", "Dinas Rahasia", "2023-06-30"),),
    )
    files = entries(places_of_the_province(), results([result(2023, HOME, 3.38), result(2023, BANJAR, 3.1)]))
    tables = assemble(files, methods_in_force(), SITE, supposed={SITE.home: Supposed(meetings=(met,))})
    with Warehouse.in_memory(tables) as made:
        made.rebuild(tables, STAMP)
        shown = {"p1": None, "p2": Exhibit("jarak-skor", "Kita di atas Banjar", "", Stamp("", "", 0))}
        whole, public = (composed(made, "id", is_public=is_public, shown=shown) for is_public in (False, True))
        # The office works in the years of the plan, also where nothing is published of them.
        assert report.years(made, TODAY)[-1] == max(2023, TODAY.year)
        selection = pages.usual(made, Selection(language="id", year=2022))
        due = report.sheet(made, selection, Words("id"), date(2023, 7, 1))[-1].sentences
        ahead = report.sheet(made, selection, Words("id"), date(2026, 7, 1))[-1].sentences

    def texts(chapters):
        frames = [one.table.frame for chapter in chapters for one in chapter.exhibits if one.table is not None]
        return sentences(chapters) + " ".join(frame.to_csv() for frame in frames).casefold()

    # A point is named by what was shown there, never by the key of an exhibit.
    assert "jarak-skor" not in texts(whole)
    for inner in ("kita di atas banjar", "belum disetujui", "kejar p1", "kirim bukti", "dinas rahasia"):
        assert inner in texts(whole)
        assert inner not in texts(public)
    assert [one.key for one in public[-1].exhibits] == ["kalender-acara"]
    # Whatever year the head of office looks at, what is due is that of the day.
    assert due[0].startswith("Kesiapan menuju Tahap II 2023")
    assert due[1:] == ("Lewat tenggat sejak 30 Jun 2023: Kirim bukti P1 (Dinas Rahasia).",)
    assert not any("sementara" in one for one in due)
    assert ahead[-1] == "Aturan 2026 jalur Reguler belum diketahui; yang dipakai aturan 2024, sementara [?]."


def test_a_step_of_the_plan_is_named_by_what_it_asks():
    """Nobody outside the desk knows an item by its code; one that the rules of the year do not have keeps it."""
    method = methods_in_force().require(2024, SITE.track)
    item = method.items[0]
    names = [entry_said(Entry(TASK, code, TODAY, TODAY), method, Words("id")) for code in (item.code, "output", "X9")]

    assert names[0] == f"Tindak lanjut rencana {item.code}: {item.meaning['id']}"
    assert names[1:] == ["Tindak lanjut rencana: Output", "Tindak lanjut rencana: X9"]
