"""What earlier meetings left to do: until it is done, and the meeting before in full."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from planted import frames
from workbooks import HOME

from smartcity.answers import meetings as answers
from smartcity.exhibits.meeting import following, meetings_said
from smartcity.records.meetings import Action, Meeting
from smartcity.warehouse import Warehouse
from smartcity.warehouse.met import meeting_rows
from smartcity.wording import Words

MADE = datetime(2024, 1, 1, tzinfo=UTC)


def met(code, day, *actions):
    """Make a meeting of a day with action items."""
    return Meeting(code, 2024, "evaluation", day, actions=actions, made_at=MADE, made_by="Rina")


def act(code, status, due=""):
    """Make an action item."""
    return Action(code, f"Kerjakan {code}", "Bappeda", due, status=status)


MEETINGS = (
    met("m1", "2024-03-25", act("a1", "open", "2024-04-01"), act("a2", "done"), act("a3", "dropped")),
    met("m2", "2024-06-12", act("a1", "done"), act("a2", "doing", "2024-12-01"), act("a3", "dropped")),
    met("m3", "2024-10-01"),
    met("m4", "2024-11-01", act("a1", "open")),
)


@pytest.fixture(scope="module")
def world():
    """A warehouse with four meetings."""
    made = dict(frames())
    for table, own in meeting_rows(MEETINGS).items():
        rows = [{**row, "region": HOME} for row in own]
        made[table] = pd.DataFrame(rows, columns=list(made[table].columns)).astype(made[table].dtypes.to_dict())
    with Warehouse.in_memory(made) as warehouse:
        yield warehouse


def test_what_is_open_comes_back_until_it_is_done(world):
    """Of the meeting before all that was not dropped counts; of those before it what is open; of later ones nothing."""
    found = answers.followed(world, answers.meeting(world, "m3"), date(2024, 10, 1))
    first = answers.followed(world, answers.meeting(world, "m1"), date(2024, 3, 25))

    assert list(zip(found.rows["meeting"], found.rows["what"])) == [
        ("m2", "Kerjakan a1"),
        ("m2", "Kerjakan a2"),
        ("m2", "Kerjakan a3"),
        ("m1", "Kerjakan a1"),
    ]
    assert (len(found.decided), len(found.done), len(found.late), found.last.code) == (2, 1, 1, "m2")
    assert (first.is_empty, first.last) == (True, None)
    assert [one.code for one in answers.meetings(world)] == ["m4", "m3", "m2", "m1"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "id",
            "1 dari 2 tindak lanjut rapat 12 Jun 2024 selesai; 1 dari rapat sebelumnya masih terbuka; 1 lewat tenggat",
        ),
        (
            "en",
            "1 of 2 action items of the meeting of 12 Jun 2024 are done; 1 of earlier meetings is still open; "
            "1 is late",
        ),
    ],
)
def test_how_far_it_is_is_said_in_one_sentence(world, language, sentence):
    """Done of the meeting before, open of the earlier ones, late of all."""
    shown = following(world, answers.meeting(world, "m3"), Words(language), date(2024, 10, 1))

    assert (shown.message, len(shown.table.frame)) == (sentence, 4)


def test_meetings_of_a_day_are_told_apart():
    """Of the same kind and day the one made later has a number; a title tells them apart by itself."""
    newest, later, first = met("m3", "2024-06-12"), met("m2", "2024-06-12"), met("m1", "2024-06-12")
    titled = replace(newest, title="Tahap akhir")
    name = "Rapat evaluasi, 12 Jun 2024"

    assert meetings_said([titled, later, first], Words("id")) == {
        "m3": f"{name}: Tahap akhir",
        "m2": f"{name} (2)",
        "m1": name,
    }
