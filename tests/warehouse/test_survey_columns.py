"""What a survey's checks know of a respondent reaches the warehouse, and what they must not tell does not."""

from dataclasses import replace
from datetime import UTC, datetime

from workbooks import FILE, HOME, YEAR, checked, items_of, known, reading, sheet

from smartcity.checks import Checked, Options
from smartcity.intake.verdict import judge
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.records.decisions import Decisions
from smartcity.warehouse import Entry, assemble

ITEMS = items_of("living")
COLUMNS = ("_uuid", "start", "end", "Nama", "No HP", "Saran", "Layanan")


def frames(judged: Checked):
    """Build the tables of one file."""
    entry = Entry("0" * 64, "e1", FILE, datetime(2026, 1, 1, tzinfo=UTC), "Rina", judged)
    return assemble([entry], load_methods(), load_site())


def test_respondents_bear_their_time_their_comment_and_their_flags():
    """Moments as ISO text with their zone, seconds, the comment without what tells a person, the codes of the rules."""
    first = ("u1", "2023-09-18T08:00:00+08:00", "2023-09-18T08:00:05+08:00", "Ani Rahayu", "0811", "Dari Ani", None)
    second = ("u2", "18/09/2023 08:00:00", None, None, None, None, "Lapak")
    answers = [[place % 5 for place in range(9)], [4] * 9]
    rows = [[*COLUMNS, *ITEMS], [*first, *answers[0]], [*second, *answers[1]]]
    judged = checked(reading(sheet("Smart Living", rows)), kind="survey", year=YEAR, track="regular")
    names = ["started", "ended", "seconds", "comment", "flags"]
    found = frames(judged)["respondents"][names].astype(object)
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        [
            "2023-09-18T08:00:00+08:00",
            "2023-09-18T08:00:05+08:00",
            5.0,
            "Dari •••",
            "quality.service_blank;quality.too_fast",
        ],
        ["2023-09-18T08:00:00", None, None, None, "quality.straight_lining"],
    ]


def test_answers_on_another_scale_keep_what_stands_in_the_file():
    """A fractional answer is a number of the warehouse, its cell and its text are those of the form."""
    page = sheet("Smart Living", [[*ITEMS], [1, 2, 3, 4, 1, 2, 3, 4, 1]])
    reference = replace(known(), decisions=Decisions(scale="1-4"))
    judged = judge(reading(page), FILE, Options("survey", YEAR, "regular"), reference).checked
    answers = frames(judged)["answers"].iloc[:3]
    assert (answers["value"].tolist(), answers["raw"].tolist(), answers["cell"].tolist()) == (
        [0, 4 / 3, 8 / 3],
        ["1", "2", "3"],
        ["A2", "B2", "C2"],
    )


def test_an_innovation_keeps_its_number_of_users():
    """Stated users stand beside the innovation; where none are stated there is no number, not zero."""
    header = ["Tahun", "Dimensi", "Sub-dimensi", "Inovasi", "Pemilik", "Jumlah pengguna"]
    rows = [[YEAR, "Smart Living", None, "Simas", HOME, 120], [YEAR, "Smart Living", None, "Lapak", HOME, None]]
    judged = checked(reading(sheet("Inovasi", [header, *rows])), kind="innovations")
    users = frames(judged)["innovations"]["users"].astype(object)
    assert users.where(users.notna(), None).tolist() == [120, None]
