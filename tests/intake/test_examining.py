"""A file that nobody vouches for is examined apart: what comes back is the same, and limits are said, never felt."""

import pickle

import pytest
import readers
from askers import analyst
from workbooks import TRACK, YEAR, known, result_row, results, survey, varied

from intake.test_kept import alike
from smartcity.checks import Options
from smartcity.checks.moments import Reader
from smartcity.intake import DataFolder, NotLoadable, commit, examining, inspect, kept, open_warehouse
from smartcity.intake.examining import examine, examined_bytes
from smartcity.intake.progress import JUDGE, READ, silent
from smartcity.intake.verdict import judge
from smartcity.reading import apart
from smartcity.reading.apart import OutOfBounds
from smartcity.reading.guard import CRASH, MEMORY, TIME
from smartcity.reading.parcels import packed, unpacked
from smartcity.records.findings import Finding, Place

SURVEY = survey({"living": varied(4, "living", service="Pasar"), "society": varied(3, "society")})
OPTIONS = Options("survey", YEAR, TRACK)
ASKED = results([result_row(1, "Kabupaten Tabalongg", YEAR, 3.5)])


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(kept, "_shared", kept._Shelf(kept.MOST))


def _found(content, options=OPTIONS):
    return examine(content, "isi.xlsx", options, known(), silent)


@pytest.mark.slow
def test_what_is_examined_apart_is_what_is_examined_here(monkeypatch):
    """Findings, questions, places, rows and the types of their columns are alike, and the way there is told."""
    told = []
    here = _found(SURVEY)
    monkeypatch.setattr(kept, "_shared", kept._Shelf(kept.MOST))
    monkeypatch.setattr(examining, "done_apart", apart.done_apart)
    monkeypatch.setattr(apart, "stand_by", readers.WAIT_AS_THE_PRODUCT)
    examining.stand_by()
    waiting = [*apart._waiting.values()]
    there = examine(SURVEY, "isi.xlsx", OPTIONS, known(), lambda *how: told.append(how))
    frames = [one.checked.tables["answers"] for one in (here, there)]
    types = [[getattr(own, name).dtypes.tolist() for name in ("respondents", "values", "raws")] for own in frames]
    assert (alike(here, there), types[0] == types[1]) == (True, True)
    assert (told[0], told[-1], len(waiting), apart._waiting) == ((READ, 0.0), (JUDGE, 0.0), 1, {})


def _out(reason):
    def ended(*_):
        raise OutOfBounds(reason)

    return ended


LIMITS = [(MEMORY, {"limit": examining.BOUNDS.memory_bytes}), (TIME, {"limit": examining.BOUNDS.seconds}), (CRASH, {})]


@pytest.mark.parametrize(("reason", "values"), LIMITS)
def test_what_needs_too_much_is_refused_with_a_sentence(monkeypatch, reason, values):
    """The limit that was reached is named; nothing else is said of the file."""
    monkeypatch.setattr(examining, "done_apart", _out(reason))
    code = "file.damaged" if reason == CRASH else "file.too_many_cells"
    found = _found(SURVEY)
    assert (found.findings, found.checked) == (
        (Finding(code, Place("isi.xlsx"), "", {"reason": reason, **values}),),
        None,
    )


def test_what_was_refused_for_its_cost_changes_nothing_and_is_tried_again(folder: DataFolder, monkeypatch):
    """It cannot be saved; once the machine has time, the same file is examined."""
    content = results([result_row(1, "Kabupaten Tabalong", YEAR, 3.5)])
    with monkeypatch.context() as busy, open_warehouse(folder, read_only=False) as warehouse:
        busy.setattr(examining, "done_apart", _out(TIME))
        with pytest.raises(NotLoadable) as refused:
            commit(folder, content, "hasil.xlsx", analyst("Rina"), Options(), warehouse)
    assert [one.code for one in refused.value.inspection.findings] == ["file.too_many_cells"]
    assert inspect(folder, content, "hasil.xlsx", Options()).kind == "results"


class Stranger:
    """A class that nobody named."""

    def __reduce__(self):
        return print, ("taken over",)


@pytest.mark.parametrize("sent", [b"", b"nothing", pickle.dumps(Stranger()), pickle.dumps(print)])
def test_what_a_taken_over_process_sends_runs_nothing(sent, monkeypatch, capsys):
    """Bytes that hold anything but the records of an inspection are a damaged file."""
    monkeypatch.setattr(examining, "done_apart", lambda *_: sent)
    assert [one.code for one in _found(SURVEY).findings] == ["file.damaged"]
    assert capsys.readouterr().out == ""


def test_only_named_classes_come_out_of_a_parcel():
    """The same record is read where its class is named, and refused where it is not."""
    place = Place("a.xlsx", "Data", "B2")
    assert unpacked(packed({"at": (place,)}), [Place]) == {"at": (place,)}
    with pytest.raises(ValueError, match="no such parcel"):
        unpacked(packed(place), [Finding])


ZONES = ("", "Z", "+08:00", "-03:30", " WITA", " UTC", " Asia/Makassar")


@pytest.mark.parametrize("zone", ZONES)
def test_a_moment_comes_back_from_another_process_in_its_zone(zone):
    """Stamps of form services have zones of several kinds; none of them makes a file a damaged one."""
    moment = Reader().moment(f"2024-09-18T10:14:00{zone}")
    again = unpacked(packed(moment), [])
    assert (again, again.utcoffset()) == (moment, moment.utcoffset())


def test_a_judgement_for_a_build_holds_no_questions_but_an_examination_serves_both(monkeypatch):
    """What a build judged is examined anew for a person; what was examined needs no judging for a build."""
    arguments = "hasil.xlsx", Options(), known()
    judged = judge(kept.read(ASKED, "hasil.xlsx"), *arguments)
    whole = examine(ASKED, *arguments, silent)
    monkeypatch.setattr(kept.workbook, "read", None)
    assert (judged.questions, [one.of for one in whole.questions]) == ((), ["region"])
    assert examine(ASKED, *arguments, silent) == whole
    assert judge(kept.read(ASKED, "hasil.xlsx"), *arguments).checked == judged.checked


def test_it_is_told_how_far_it_is():
    """Reading comes before judging."""
    told = []
    examined_bytes(SURVEY, "isi.xlsx", OPTIONS, known(), lambda *how: told.append(how))
    assert [told[0], told[-2], told[-1]] == [(READ, 0.0), (READ, 1.0), (JUDGE, 0.0)]
