"""What a process remembers of files it judged: the same as judging them again, for anybody, in any order."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

import daily
import pytest
from askers import analyst
from hypothesis import given
from hypothesis import strategies as st
from workbooks import (
    HOME,
    TRACK,
    YEAR,
    innovations,
    known,
    reading,
    result_row,
    results,
    sheet,
    survey,
    varied,
    with_cells,
)

from smartcity import intake
from smartcity import reading as workbook
from smartcity.checks import Checked, Options
from smartcity.checks.answers import Answers
from smartcity.intake import DataFolder, Inspection, kept
from smartcity.intake.judging import entries_of
from smartcity.intake.verdict import judge
from smartcity.reading import Reading
from smartcity.records.findings import Finding, Place

NONE = Options()
LIVING = survey({"living": varied(4, "living"), "society": varied(3, "society")})
LATER = survey({"living": varied(5, "living"), "society": varied(3, "society")})
RESULTS = results([result_row(1, HOME, YEAR + 2, 3.6)])
SERVICE = "Lapak Sehat"


@dataclass
class Reader:
    """Counts what is really read: the number of times by name."""

    times: dict[str, int] = field(default_factory=dict)

    def read(self, content: bytes, name: str, *rest: object, **named: object) -> Reading:
        """Read one file and count it."""
        self.times[name] = self.times.get(name, 0) + 1
        return workbook.read(content, name, *rest, **named)

    def read_many(self, files: list[tuple[str, bytes]]) -> list[Reading]:
        """Read files and count each."""
        for name, _ in files:
            self.times[name] = self.times.get(name, 0) + 1
        return workbook.read_many(files)


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Nothing is remembered before a test, and what it reads is counted."""
    counting = Reader()
    monkeypatch.setattr(kept, "_shared", kept._Shelf(kept.MOST))
    monkeypatch.setattr(kept, "workbook", counting)
    return counting


def alike(one: Inspection, other: Inspection) -> bool:
    """Say whether two inspections agree in every finding, row, place and answer."""
    if (one.checked is None) or (other.checked is None):
        return one == other
    same = replace(one, checked=None) == replace(other, checked=None)
    return same and replace(one.checked, tables={}) == replace(other.checked, tables={}) and same_rows(one, other)


def same_rows(one: Inspection, other: Inspection) -> bool:
    """Say whether the tables of two inspections hold the same."""
    left, right = one.checked.tables, other.checked.tables
    return list(left) == list(right) and all(
        all(getattr(rows, name).equals(getattr(right[table], name)) for name in ("respondents", "values", "raws"))
        if isinstance(rows, Answers)
        else rows == right[table]
        for table, rows in left.items()
    )


def test_a_file_is_read_once_from_check_to_rebuild(folder: DataFolder, reader: Reader) -> None:
    """Inspecting, previewing, committing and building again read a small file one time; nobody said what it is."""
    found = intake.inspect(folder, LIVING, "survei.xlsx", NONE)
    intake.changes_of(folder, LIVING, found)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.commit(folder, LIVING, "survei.xlsx", analyst("Rina"), NONE, warehouse)
        intake.commit(folder, RESULTS, "hasil.xlsx", analyst("Rina"), NONE, warehouse)
        intake.build(folder, warehouse=warehouse)
    assert (reader.times["survei.xlsx"], reader.times["hasil.xlsx"]) == (1, 1)


def test_a_long_file_is_read_once_in_a_step(
    folder: DataFolder, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file too large to be remembered is read once by a commit with its rebuild, and anew by the next step."""
    monkeypatch.setattr(kept, "LARGEST", 0)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.commit(folder, LIVING, "survei.xlsx", analyst("Rina"), NONE, warehouse)
        once = reader.times["survei.xlsx"]
        intake.build(folder, warehouse=warehouse)
    assert (once, reader.times["survei.xlsx"]) == (1, 2)


def test_a_long_file_is_read_once_while_somebody_holds_what_was_found(
    folder: DataFolder, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the page does from the check to the rebuild, which then holds up nobody else; let go, nothing stays."""
    monkeypatch.setattr(kept, "LARGEST", 0)
    found = intake.inspect(folder, LIVING, "survei.xlsx", NONE)
    intake.changes_of(folder, LIVING, found)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.commit(folder, LIVING, "survei.xlsx", analyst("Rina"), NONE, warehouse)
        once, key = reader.times["survei.xlsx"], (kept.identity(LIVING), "survei.xlsx")
        is_known = key in kept._shared
        del found
        intake.build(folder, warehouse=warehouse)
    assert (once, is_known, key in kept._shared, reader.times["survei.xlsx"]) == (1, True, False, 2)


def test_what_a_file_says_of_itself_is_what_a_person_says_of_it() -> None:
    """A file judged by what it says, or by the only track it can have, is not judged again when a line says the same.

    As what is said otherwise, or when it is to be asked about, it is.
    """
    plain = daily.export(range(4), "living")
    for content, options in ((LIVING, NONE), (plain, Options(year=YEAR))):
        read = partial(kept.read, content, "a.xlsx")
        first, stated = judge(read(), "a.xlsx", options, known()), Options("survey", YEAR, TRACK)
        judged = kept._shared._files[kept.identity(content), "a.xlsx"]
        found = judge(read(), "a.xlsx", stated, known())
        fresh = judge.__wrapped__(workbook.read(content, "a.xlsx"), "a.xlsx", stated, known())
        assert kept._shared._files[kept.identity(content), "a.xlsx"] == judged
        assert kept.said_by(first) == stated
        assert alike(replace(found, reasons={}), replace(fresh, reasons={}))
        other, unasked = (replace(stated, year=YEAR - 1), False), (stated, True)
        assert [judged[-1].as_asked(one, is_whole=is_whole) for one, is_whole in (other, unasked)] == [None, None]


def test_what_is_remembered_is_what_would_be_judged_again(folder: DataFolder) -> None:
    """After everything that can be done with a few files, each remembered judgement equals a fresh one."""
    intake.changes_of(folder, LIVING, intake.inspect(folder, LIVING, "survei.xlsx", NONE))
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, LIVING, "survei.xlsx", analyst("Rina"), NONE, warehouse)
        intake.commit(folder, RESULTS, "hasil.xlsx", analyst("Rina"), NONE, warehouse)
        intake.commit(folder, LATER, "survei.xlsx", analyst("Rina"), NONE, warehouse, replaces=line.id)
        intake.restore(folder, line.id, analyst("Rina"), "", warehouse)
        intake.build(folder, warehouse=warehouse)
    contents = {kept.identity(content): content for content in (LIVING, LATER, RESULTS)}
    fresh = {
        key: [
            judge.__wrapped__(workbook.read(contents[key[0]], key[1]), one.file, one.options, one.reference)
            for one in judged
        ]
        for key, judged in kept._shared._files.items()
        if key[0] in contents
    }
    assert len(fresh) == 3
    for key, again in fresh.items():
        assert [alike(one.found, other) for one, other in zip(kept._shared._files[key], again)] == [True] * len(again)


def spoil(checked: Checked) -> None:
    """Change everything that can be changed in a judged workbook."""
    for rows in checked.tables.values():
        if isinstance(rows, Answers):
            for frame in (rows.respondents, rows.values, rows.raws):
                frame.iloc[:, 0] = -1.0 if frame is rows.values else "rusak"
                frame["rusak"] = 1
        else:
            for row in rows:
                row.clear()


@pytest.mark.parametrize("content", [LIVING, RESULTS])
def test_what_a_caller_changes_changes_nothing_for_others(content: bytes) -> None:
    """Everybody gets rows of their own, the first one too."""
    arguments = (NONE, known())
    fresh = judge.__wrapped__(workbook.read(content, "a.xlsx"), "a.xlsx", *arguments)
    for _ in range(3):
        found = judge(kept.read(content, "a.xlsx"), "a.xlsx", *arguments)
        assert alike(found, fresh)
        spoil(found.checked)


def test_another_reference_judges_anew(folder: DataFolder) -> None:
    """A service that no list knows is known as soon as a list with it is loaded, though the file is the same."""
    content = survey({"living": varied(4, "living", service=SERVICE)})
    listed = innovations([(YEAR, "Living", "Kesehatan", SERVICE, "Dinkes", "S1"), (YEAR, "Living", "", "B", "C", "S")])

    def codes() -> set[str]:
        return {finding.code for finding in intake.inspect(folder, content, "survei.xlsx", NONE).findings}

    with intake.open_warehouse(folder, read_only=False) as warehouse:
        before = codes()
        line, _ = intake.commit(
            folder, innovations([(YEAR, "Living", "", "B", "C", "S")]), "a.xlsx", analyst("R"), NONE, warehouse
        )
        with_other = codes()
        intake.commit(folder, listed, "a.xlsx", analyst("R"), NONE, warehouse, replaces=line.id)
        with_it = codes()
    seen = ["value.unknown_service" in codes for codes in (before, with_other, with_it)]
    assert seen == [False, True, False]


def test_another_name_has_findings_of_its_own() -> None:
    """The same bytes under another name are named by that name."""
    names = ("satu.xlsx", "dua.xlsx")
    found = [judge(kept.read(LIVING, name), name, NONE, known()) for name in names]
    assert [{finding.place.file for finding in one.findings} for one in found] == [{name} for name in names]


def test_a_refusal_is_not_remembered(monkeypatch: pytest.MonkeyPatch, reader: Reader) -> None:
    """A machine too busy to read a file in time reads it the next time."""
    busy = Reading((), (Finding("file.too_many_cells", Place("a.xlsx"), "", {"reason": "time", "limit": 1}),))
    with monkeypatch.context() as patch:
        patch.setattr(reader, "read", lambda *_, **__: busy)
        refused = judge(kept.read(LIVING, "a.xlsx"), "a.xlsx", NONE, known())
    assert [refused.checked, judge(kept.read(LIVING, "a.xlsx"), "a.xlsx", NONE, known()).kind] == [None, "survey"]


def test_a_changed_snapshot_is_noticed(folder: DataFolder) -> None:
    """What is remembered of a file does not hide that its snapshot holds other bytes by now."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, RESULTS, "hasil.xlsx", analyst("Rina"), NONE, warehouse)
        (folder.raw / line.path).write_bytes(with_cells(RESULTS, "Hasil", {"E4": 1}))
        intake.build(folder, warehouse=warehouse)
    entries = entries_of(folder, intake.active(folder))
    assert [finding.code for finding in entries[-1].checked.findings] == ["file.changed"]


FILES = {bytes([count]): reading(sheet("Data", [[count]])) for count in range(5)}


def judged_as(reading: Reading, file: str, options: Options, reference: object) -> Inspection:
    """Judge a file to be a table of as many rows as its only cell says."""
    count = reading.sheets[0].rows[1][1]
    rows = tuple({"n": number} for number in range(count))
    return Inspection(file, "", reference, Checked("x", None, None, False, count, {"x": rows}, (), ()), ())


ASKED = st.tuples(
    st.sampled_from([*FILES]), st.sampled_from("ab"), st.sampled_from([NONE, Options(year=1)]), st.text("xy")
)


@given(st.lists(ASKED, max_size=12), st.integers(0, 9), st.integers(0, 5), st.booleans())
def test_whatever_is_asked_in_any_order_is_answered_as_if_fresh(
    requests: list[tuple[bytes, str, Options, str]], most: int, largest: int, is_one_step: bool
) -> None:
    """However little is remembered, answers are those of judging anew, and no more values are kept than allowed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "_shared", kept._Shelf(most))
        patch.setattr(kept, "LARGEST", largest)
        patch.setattr(kept, "_is_same", lambda one, other, _: one == other)
        patch.setattr(kept.workbook, "read", lambda content, *_, **__: FILES[content])
        patch.setattr(kept.workbook, "read_many", lambda files: [FILES[content] for _, content in files])
        judging = kept.judging(judged_as)
        for content, *rest in requests:
            expected = judged_as(FILES[content], *rest)
            if is_one_step:
                with kept.one_step():
                    answers = [judging(kept.read_many([("n", content)])[0], *rest) for _ in range(2)]
            else:
                answers = [judging(kept.read(content, "n"), *rest)]
            assert answers == [expected] * len(answers)
            sizes = [one.size for own in kept._shared._files.values() for one in own]
            assert (sum(sizes) <= most, max(sizes, default=0) <= largest) == (True, True)


def test_threads_share_what_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many threads that ask for a few files, of which not all fit, each get what they asked for."""
    contents = {f"{dimension}.xlsx": survey({dimension: varied(3, dimension)}) for dimension in ("living", "society")}
    contents |= {"hasil.xlsx": RESULTS}
    fresh = {name: judge.__wrapped__(workbook.read(c, name), name, NONE, known()) for name, c in contents.items()}
    monkeypatch.setattr(kept, "_shared", kept._Shelf(700))

    def ask(name: str) -> bool:
        found = judge(kept.read(contents[name], name), name, NONE, known())
        answer = alike(found, fresh[name])
        spoil(found.checked)
        return answer

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(ask, [*contents] * 8))
    assert answers == [True] * 24


def test_files_are_read_together_when_none_is_known(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking into one of many unknown files reads all of them in one process; a known one is not read at all."""
    judge(kept.read(RESULTS, "c.xlsx"), "c.xlsx", NONE, known())
    groups: list[list[str]] = []
    many = reader.read_many
    monkeypatch.setattr(reader, "read_many", lambda files: groups.append([name for name, _ in files]) or many(files))
    files = kept.read_many([("a.xlsx", LIVING), ("b.xlsx", LATER), ("c.xlsx", RESULTS)])
    assert [len(files[1].sheets), len(files[0].sheets) > 1, groups] == [
        len(files[0].sheets),
        True,
        [["b.xlsx", "a.xlsx"]],
    ]


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector of reference cycles runs before and after a test."""
    gc.enable()
    yield
    gc.enable()


def test_nothing_is_collected_inside_and_all_is_as_before_outside(collector: None) -> None:
    """Also within one another, and when the work fails."""
    seen = []

    def work() -> None:
        with kept.without_collector():
            with kept.without_collector():
                seen.append(gc.isenabled())
            seen.append(gc.isenabled())
            raise LookupError

    with pytest.raises(LookupError):
        work()
    assert (seen, gc.isenabled()) == ([False, False], True)


def test_a_collector_that_was_off_stays_off(collector: None) -> None:
    """Who turned it off keeps it off."""
    gc.disable()
    with kept.without_collector():
        pass
    assert not gc.isenabled()


def test_it_runs_again_when_the_last_thread_is_done(collector: None) -> None:
    """One thread that leaves does not start it for another that is still inside."""
    is_inside, may_leave = threading.Event(), threading.Event()

    def stay() -> None:
        with kept.without_collector():
            is_inside.set()
            may_leave.wait(300)

    other = threading.Thread(target=stay)
    with kept.without_collector():
        other.start()
        is_inside.wait(300)
    while_other_is_inside = gc.isenabled()
    may_leave.set()
    other.join()
    assert (while_other_is_inside, gc.isenabled()) == (False, True)
