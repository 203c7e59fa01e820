"""What makes a survey's rows doubtful: each rule by a small case, each flag by its finding."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import DIMENSIONS, FILE, YEAR, items_of, known, reading, sheet, told

from smartcity.checks import Listing, Options
from smartcity.checks.columns import MOST_NAMED
from smartcity.intake.inspection import Inspection
from smartcity.intake.verdict import judge
from smartcity.records.decisions import IGNORED, SERVICE, Decisions
from smartcity.records.findings import INFO, Finding

GOVERNANCE, LIVING = items_of("governance"), items_of("living")
PARTS = {part.code: part.names["id"] for dimension in DIMENSIONS for part in dimension.sub_dimensions}
FIRST, SECOND, *_ = [code for code in PARTS if code.startswith("living")]
PAGE = "Smart Living"
STARTED = datetime(2023, 9, 18, 8, 0)
LISTED = {
    "simas": (Listing("living", FIRST, 2),),
    "lapak": (Listing("living", SECOND), Listing("economy", None)),
    "sigap": (Listing("governance", None),),
}


def answered(*values: int | None) -> dict[str, int | None]:
    """Answer the statements of Smart Living in their order, the last value going on to the end."""
    return dict(zip(LIVING, [*values, *[values[-1]] * (len(LIVING) - len(values))]))


def mixed(number: int) -> dict[str, int]:
    """Answer Smart Living in a way of its own, and never with one value throughout a part."""
    return {item: (number // 5**place + place) % 5 for place, item in enumerate(LIVING)}


def judged(
    pages: Mapping[str, Sequence[Mapping[str, object]]],
    listed: Mapping[str, tuple[Listing, ...]] = LISTED,
    left_out: frozenset[tuple[str, int]] = frozenset(),
    **aliases: str,
) -> Inspection:
    """Judge rows by sheet; each sheet has the columns of all its rows, in the order in which they are first named."""
    sheets = []
    for name, rows in pages.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheets.append(sheet(name, [columns, *([row.get(column) for column in columns] for row in rows)]))
    reference = replace(
        known(),
        services=frozenset(listed),
        known_services=listed,
        aliases={(SERVICE, text): meaning for text, meaning in aliases.items()},
        decisions=Decisions(left_out=left_out),
    )
    return judge(reading(*sheets), FILE, Options("survey", YEAR, "regular"), reference)


def of(found: Inspection, code: str) -> list[Finding]:
    """List the findings of one code."""
    return [one for one in found.findings if one.code == code]


def flags(found: Inspection) -> list[tuple[str, int, str, str]]:
    """List the marked rows as (sheet, row, dimension, flags)."""
    rows = found.checked.tables["answers"].respondents
    marked = rows[rows["flags"] != ""]
    return list(marked[["sheet", "row", "dimension", "flags"]].itertuples(index=False, name=None))


def living(*rows: Mapping[str, object], **services: object) -> Inspection:
    """Judge respondents of Smart Living."""
    return judged({PAGE: rows}, **services)


def test_the_lowest_answer_throughout_a_part_is_named_once():
    """Three zeros for one service and ordinary answers else: the row is named with the parts meant."""
    found = living(
        {**answered(0, 0, 0, 3, 2), "Layanan": "Simas"},
        {**answered(0, 0, 1, 3, 2), "Layanan": "Simas"},
        {**answered(0, 0, None, 3, 2), "Layanan": "Simas"},
        {**answered(0, 0, 0, 1, 2, 3, 0), "Layanan": "Simas"},
    )
    assert [(one.place.cell, one.values["n"], one.values["parts"]["id"]) for one in of(found, "quality.zeros")] == [
        ("A2", 3, [PARTS[FIRST]]),
        ("A5", 6, [PARTS[FIRST], list(PARTS.values())[list(PARTS).index(SECOND) + 1]]),
    ]


def test_zeros_throughout_are_a_straight_line_as_well():
    """Both rules look at the row, each for its own reason."""
    found = living(answered(0))
    assert flags(found) == [(PAGE, 2, "living", "quality.straight_lining;quality.zeros")]


def test_more_respondents_than_users_are_named_with_both_numbers():
    """Three people for a service of two users: named at the third, and all three are marked."""
    rows = [{**mixed(number), "Layanan": name} for number, name in enumerate(["Simas", "SIMAS!", "simas", "Lapak"])]
    (one,) = of(found := living(*rows), "quality.more_than_users")
    assert (one.place.cell, one.found, dict(one.values)) == ("J4", "simas", {"n": 3, "users": 2})
    assert [(row, own) for _, row, _, own in flags(found)] == [(row, "quality.more_than_users") for row in (2, 3, 4)]


def test_as_many_respondents_as_users_are_no_wonder():
    """Everybody who uses a service may answer; a service without a stated number of users may have any number."""
    rows = [{**mixed(number), "Layanan": name} for number, name in enumerate(["Simas", "Simas", *["Lapak"] * 5])]
    assert of(living(*rows), "quality.more_than_users") == []


def test_a_service_of_another_dimension_is_named_with_where_it_belongs():
    """Lists put it under Smart Governance; the answers are about Smart Living."""
    (one,) = of(found := living({**mixed(1), "Layanan": "Sigap"}), "quality.service_elsewhere")
    assert (one.place.cell, one.found, one.values["listed"]["id"]) == ("J2", "Sigap", ["Smart Governance"])
    assert flags(found) == [(PAGE, 2, "living", "quality.service_elsewhere")]


@pytest.mark.parametrize(
    ("service", "given", "part", "expected"),
    [
        # All three parts answered: a service of any of them will do.
        ("Simas", LIVING, None, False),
        # Only the first part answered, to which the service belongs; only the second.
        ("Simas", LIVING[:3], None, False),
        ("Simas", LIVING[3:6], None, True),
        # The part is named by the respondent.
        ("Simas", LIVING, PARTS[FIRST], False),
        ("Simas", LIVING, PARTS[SECOND], True),
        # One of its listings fits, another does not.
        ("Lapak", LIVING[3:6], None, False),
        ("Lapak", LIVING[:3], None, True),
        # No list knows it.
        ("Entah", LIVING[:3], None, False),
    ],
)
def test_a_service_belongs_to_the_part_that_was_answered(service, given, part, expected):
    """A part only counts where one alone was answered or named."""
    answers = {item: value for item, value in mixed(3).items() if item in given}
    found = living({**dict.fromkeys(LIVING), **answers, "Layanan": service, "Sub-dimensi": part})
    assert bool(of(found, "quality.service_elsewhere")) is expected


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [(None, ["value.unknown_service"]), (IGNORED, []), ("Sigap", ["quality.service_elsewhere"]), ("Simas", [])],
)
def test_a_decided_service_counts_as_what_it_was_decided_to_be(meaning, expected):
    """Unknown at first; accepted as it is; or taken as a listed one, whose dimension then counts."""
    aliases = {} if meaning is None else {"entah": meaning}
    found = living({**mixed(3), "Layanan": "Entah"}, **aliases)
    codes = [one.code for one in found.findings if one.code.startswith("quality.service") or "service" in one.code]
    assert codes == expected


def test_a_blank_and_an_unknown_service_are_marked():
    """The findings of services mark their rows as well."""
    found = living({**mixed(1), "Layanan": None}, {**mixed(2), "Layanan": "Entah"}, {**mixed(3), "Layanan": "Lapak"})
    assert [(row, own) for _, row, _, own in flags(found)] == [
        (2, "quality.service_blank"),
        (3, "value.unknown_service"),
    ]


@pytest.mark.parametrize(("seconds", "is_named"), [(17, True), (18, False)])
def test_a_form_takes_at_least_two_seconds_a_statement(seconds, is_named):
    """Nine statements need 18 seconds: 17 are too few."""
    row = {**mixed(1), "start": STARTED, "end": STARTED + timedelta(seconds=seconds)}
    found = of(living(row), "quality.too_fast")
    assert [(one.place.cell, one.found, dict(one.values)) for one in found] == (
        [("A2", "17", {"seconds": 17.0, "n": 9, "least": 18.0})] if is_named else []
    )


def test_only_answered_statements_need_time():
    """Who answers four of nine statements may take eight seconds."""
    row = {**dict.fromkeys(LIVING), **dict(zip(LIVING, [1, 2, 3, 4]))}
    times = {"Waktu mulai": "18/09/2023 08:00:00", "Waktu selesai": "18/09/2023 08:00:08"}
    found = living({**row, **times})
    assert (of(found, "quality.too_fast"), found.checked.tables["answers"][0]["seconds"]) == ([], 8.0)


def test_a_time_that_cannot_be_read_is_only_told():
    """The row counts all the same, without a time; the column is told once."""
    rows = [{**mixed(number), "Waktu mulai": "pagi", "Waktu selesai": "18/09/2023 08:00:08"} for number in range(2)]
    found = living(*rows)
    assert [(one.place.cell, one.count, one.severity) for one in of(found, "cell.not_a_moment")] == [("J2", 2, "info")]
    assert [row["seconds"] for row in found.checked.tables["answers"]] == [None, None]


def test_the_same_submission_on_two_sheets_is_the_same_person():
    """A form split by dimension keeps its identifier; on one sheet the later one counts instead."""
    first = {**mixed(1), "_uuid": "a"}
    other = {item: 1 + place % 4 for place, item in enumerate(GOVERNANCE)} | {"_uuid": "a"}
    found = judged({PAGE: [first], "Smart Governance": [other, {**other, "_uuid": "b"}]})
    assert [(one.place.sheet, one.place.cell, dict(one.values)) for one in of(found, "quality.same_person")] == [
        ("Smart Governance", "A2", {"first": "A2", "first_sheet": PAGE})
    ]
    assert [own for own in flags(found) if "same_person" in own[3]] == [
        ("Smart Governance", 2, "governance", "quality.same_person")
    ]


def wide(*, governance: bool, living: bool, number: int) -> dict[str, object]:
    """Answer one form of two dimensions, or one of them."""
    row = dict.fromkeys([*GOVERNANCE, *LIVING])
    if governance:
        row |= {item: (number + place) % 5 for place, item in enumerate(GOVERNANCE)}
    return row | (mixed(number) if living else {})


def test_a_form_that_answers_two_dimensions_is_named_where_others_answer_one():
    """The row is marked in both dimensions; nobody is named as a repetition of himself."""
    rows = [wide(governance=False, living=True, number=number) for number in range(4)]
    found = judged({"Form": [wide(governance=True, living=True, number=9), *rows]})
    assert [(one.place.cell, dict(one.values)) for one in of(found, "quality.same_person")] == [
        ("A2", {"reason": "dimensions", "n": 2})
    ]
    assert [(row, dimension) for _, row, dimension, _ in flags(found)] == [(2, "governance"), (2, "living")]


def test_a_form_made_for_several_dimensions_is_told_once():
    """Where all rows answer two dimensions no row is worse than another, so none is marked."""
    rows = [
        {**wide(governance=True, living=True, number=number), "Nama": f"Warga {number}", "No HP": f"08{number}"}
        for number in range(1, 5)
    ]
    found = judged({"Form": rows})
    assert [(one.place.cell, dict(one.values)) for one in of(found, "quality.same_person")] == [
        ("A2", {"reason": "form", "n": 2, "forms": 4})
    ]
    assert [own for own in flags(found) if "same_person" in own[3]] == []


def test_findings_of_one_row_stand_once_however_many_dimensions_it_answers():
    """A blank service of a form of two dimensions is one blank cell."""
    rows = [
        {**wide(governance=True, living=True, number=number), "Layanan": None if number else "Entah"}
        for number in range(2)
    ]
    found = judged({"Form": rows})
    assert told(found.findings, "quality.service_blank", "value.unknown_service") == [
        ("quality.service_blank", "Form", "S3"),
        ("value.unknown_service", "Form", "S2"),
    ]


def test_copied_answers_are_named_with_what_they_repeat():
    """Three forms with the same mixed answers among fifty; see the tests of repeats for the arithmetic."""
    rows = [mixed(number * 37 + 11) for number in range(50)]
    copied = dict(zip(LIVING, [0, 1, 2, 3, 4, 0, 1, 2, 3]))
    for place in (3, 20, 40):
        rows[place] = copied
    found = living(*rows)
    assert [(one.place.cell, dict(one.values)) for one in of(found, "quality.same_answers")] == [
        (f"A{row}", {"first": "A5", "first_sheet": PAGE, "n": 9}) for row in (22, 42)
    ]
    assert [row for _, row, _, own in flags(found) if own == "quality.same_answers"] == [22, 42]


def test_copied_answers_over_several_dimensions_are_one_form():
    """The whole form is compared, not each dimension by itself."""
    rows = [wide(governance=True, living=True, number=number * 37 + 11) for number in range(20)]
    rows[15] = rows[2]
    found = of(judged({"Form": rows}), "quality.same_answers")
    assert [(one.place.cell, one.values["first"], one.values["n"]) for one in found] == [("A17", "A4", 18)]


def test_a_rule_names_no_more_cells_than_people_can_look_through():
    """The last finding counts the rest; the rows are marked all the same."""
    found = living(*[answered(4) for _ in range(MOST_NAMED + 5)])
    flagged = of(found, "quality.straight_lining")
    assert (len(flagged), sum(one.count for one in flagged), flagged[-1].count) == (MOST_NAMED, MOST_NAMED + 5, 6)
    assert sum("straight_lining" in own for *_, own in flags(found)) == MOST_NAMED + 5


def test_what_may_stay_blank_is_told_once_a_sheet():
    """Seven forms without a service are one remark, at the first of them; each row keeps its mark."""
    rows = [{**mixed(number), "Layanan": None if number % 2 else "Lapak"} for number in range(14)]
    found = living(*rows)
    blanks = of(found, "quality.service_blank")
    assert [(one.place.cell[1:], one.count, one.severity) for one in blanks] == [("3", 7, INFO)]
    assert sum("service_blank" in own for *_, own in flags(found)) == 7


def test_who_answers_for_one_dimension_leaves_no_statement_of_another_out():
    """On a form for all dimensions only the statements of one's own dimension are told as unanswered."""
    rows = [wide(governance=number == 0, living=number > 0, number=number) for number in range(3)]
    rows[2][LIVING[-1]] = None
    found = of(judged({"Form": rows}), "cell.answer_missing")
    assert [(one.values["item"], one.count) for one in found] == [(LIVING[-1], 1)]


def test_a_row_that_was_left_out_is_doubted_by_nobody():
    """It is told as left out, has no flag, and is no first of a repetition."""
    person = {"Nama": "Warga Satu", "No HP": "0811", "Layanan": "Lapak"}
    rows = [{**answered(4), **person}, {**mixed(2), **person}]
    found = living(*rows, left_out=frozenset({(PAGE, 2)}))
    assert told(found.findings, "row.left_out", "quality.same_person", "quality.straight_lining") == [
        ("row.left_out", PAGE, "A2")
    ]
    assert [row["row"] for row in found.checked.tables["answers"]] == [3]


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "answers": st.lists(st.integers(0, 4), min_size=9, max_size=9)
            | st.integers(0, 4).map(lambda one: [one] * 9),
            "service": st.sampled_from(["Simas", "Lapak", "Sigap", "Entah", None]),
            "person": st.sampled_from([None, "Warga Satu", "Warga Dua"]),
            "seconds": st.sampled_from([5, 60]),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS)
def test_every_mark_has_its_finding_and_every_finding_its_mark(rows):
    """A row is marked with a code exactly when a finding of that code stands in the row, or counts it."""
    filled = [
        {
            **dict(zip(LIVING, row["answers"])),
            "Layanan": row["service"],
            "Nama": row["person"],
            "No HP": row["person"] and "0811",
            "start": STARTED,
            "end": STARTED + timedelta(seconds=row["seconds"]),
        }
        for row in rows
    ]
    found = living(*filled)
    codes = {code for *_, own in flags(found) for code in own.split(";")}
    marked = {(row, code) for _, row, _, own in flags(found) for code in own.split(";")}
    named = {
        (int("".join(filter(str.isdigit, one.place.cell))), one.code)
        for one in found.findings
        if one.code.startswith("quality.") or one.code == "value.unknown_service"
    }
    counted = ("quality.more_than_users", "quality.service_blank")
    assert {own for own in marked if own[1] not in counted} == {own for own in named if own[1] not in counted}
    assert sum(one.count for one in of(found, counted[1])) == len([row for row, code in marked if code == counted[1]])
    assert codes == {code for _, code in named}
