import pytest
from workbooks import (
    DIMENSIONS,
    TRACK,
    YEAR,
    errors,
    items_of,
    judged,
    method_of,
    reading,
    respondent,
    sheet,
    survey,
    told,
    varied,
    with_cells,
)

LIVING = items_of("living")
QUOTA = method_of().survey.quota
FIRST = "Smart Living"


def living(*rows: dict[str, object], **services: object):
    """Judge a survey in which only Smart Living has respondents."""
    return judged(survey({"living": rows}), **services)


def full(value: int = 3, **changes: object) -> dict[str, object]:
    """Answer every statement of Smart Living with one value but for *changes*."""
    answers = dict.fromkeys(LIVING, value)
    return {**answers, LIVING[0]: 1, **changes}


def test_answers_are_kept_by_item_and_missing_ones_are_no_zeros():
    """A respondent's answers are what he gave; a statement left blank is told and stays missing."""
    found = living(respondent("R1", full(**{LIVING[3]: None, LIVING[4]: 0})))
    row = found.checked.tables["answers"][0]
    assert (row["answers"], told(found.findings, "cell.answer_missing")) == (
        {item: {LIVING[0]: 1, LIVING[4]: 0}.get(item, 3) for item in LIVING if item != LIVING[3]},
        [("cell.answer_missing", FIRST, "N2")],
    )


def test_all_bad_answers_of_all_sheets_are_named_at_once():
    """Text, a number out of scale, a fraction, an error and an uncomputed formula: each with its sheet and cell."""
    content = survey({"living": varied(3, "living"), "society": varied(2, "society")})
    content = with_cells(content, FIRST, {"K2": "empat", "L2": 5, "M3": 2.5, "N4": "=1+2", "O4": "#N/A"})
    content = with_cells(content, "Smart Society", {"S3": -1})
    assert errors(judged(content).findings) == [
        ("cell.not_a_number", FIRST, "K2"),
        ("cell.out_of_scale", FIRST, "L2"),
        ("cell.not_an_integer", FIRST, "M3"),
        ("cell.formula_not_computed", FIRST, "N4"),
        ("cell.error_value", FIRST, "O4"),
        ("cell.out_of_scale", "Smart Society", "S3"),
    ]


def test_the_day_is_that_of_the_end_where_a_form_asks_for_none():
    """A form service stamps it, in the zone of the phone; a column of days is never overruled."""
    stamps = ("2024-09-18T23:50:00.000+08:00", "2024-09-19T00:04:00.000+08:00")
    rows = [[*stamps, "2024-09-20", *(3, 1) * 4, 2], [*stamps, None, *(1, 2) * 4, 0]]
    days = {}
    for more, head in (("", ["start", "end", "catatan"]), ("Tanggal", ["start", "end", "Tanggal"])):
        found = judged(reading(sheet("Form", [[*head, *LIVING], *rows])), kind="survey", year=YEAR, track=TRACK)
        days[more] = [str(row["date"]) for row in found.checked.tables["answers"]]
    assert days == {"": ["2024-09-19", "2024-09-19"], "Tanggal": ["2024-09-20", "None"]}


def test_respondent_without_one_answer_is_an_error():
    """A row with a person but no answer is no respondent."""
    found = living(respondent("R1", full()), respondent("R2", {}, district="Kelua"))
    assert errors(found.findings) == [("row.incomplete", FIRST, "A3")]


def test_row_that_was_only_prepared_is_passed_over():
    """A number and a service that the recording sheet holds before anybody answered are told once, and no error."""
    found = living(respondent("R1", full()), respondent("R2", {}), respondent("R3", {}))
    told_of = [(one.place.cell, one.count) for one in found.findings if one.code == "row.prepared"]
    assert (told_of, errors(found.findings), len(found.checked.tables["answers"])) == ([("A3", 2)], [], 1)


@pytest.mark.parametrize(
    ("count", "code", "gap"), [(QUOTA - 3, "quota.under", 3), (QUOTA, None, None), (QUOTA + 2, "quota.over", 2)]
)
def test_respondents_are_counted_against_the_quota(count, code, gap):
    """Below and above the quota are told with the number of respondents; the quota itself is nothing to tell."""
    found = [one for one in living(*varied(count, "living")).findings if one.values.get("dimension") == FIRST]
    assert [(one.code, one.place.sheet, one.found, one.values["gap"]) for one in found] == (
        [(code, FIRST, str(count), gap)] if code else []
    )


@pytest.mark.parametrize(("each", "code", "gap"), [(QUOTA - 1, "quota.under", 3), (QUOTA, None, None)])
def test_a_split_form_is_counted_against_the_quota_of_its_parts(each, code, gap):
    """Where nobody answers more than one of the three parts, each part needs the quota; 150 people are not too many."""
    rows = varied(3 * each, "living")
    for number, row in enumerate(rows):
        own = LIVING[number // each * 3 : number // each * 3 + 3]
        row.update({item: None for item in LIVING if item not in own})
    found = [one for one in living(*rows).findings if one.values.get("dimension") == FIRST]
    assert [(one.code, one.found, one.values["quota"], one.values["gap"]) for one in found] == (
        [(code, str(3 * each), 3 * QUOTA, gap)] if code else []
    )


def test_one_dimension_under_quota_is_the_only_one_told():
    """A survey that is full but for one dimension has one finding about quotas, and can be loaded."""
    rows = {d.code: varied(QUOTA - (d.code == "branding"), d.code) for d in DIMENSIONS}
    found = judged(survey(rows))
    assert (found.is_loadable, told(found.findings, "quota.under", "quota.over")) == (
        True,
        [("quota.under", "Smart Branding", "")],
    )


def test_empty_template_says_that_it_has_no_rows_and_nothing_of_quotas():
    """A survey that nobody filled in is empty, not under its quota six times."""
    found = judged(survey({}))
    assert [code for code, *_ in told(found.findings) if code != "sheet.empty"] == ["file.no_rows"]


def test_straight_lining_needs_every_statement_alike():
    """All statements answered with one value is told; one other answer or one gap makes it ordinary."""
    straight = respondent("R1", dict.fromkeys(LIVING, 4))
    gap = respondent("R2", {**dict.fromkeys(LIVING, 4), LIVING[8]: None})
    found = living(straight, gap, respondent("R3", full()))
    assert told(found.findings, "quality.straight_lining") == [("quality.straight_lining", FIRST, "A2")]
    assert [row["is_straight_lined"] for row in found.checked.tables["answers"]] == [True, False, False]


def test_same_person_in_two_dimensions_is_told_by_place_only():
    """The finding says where the person stood first, and repeats neither name nor number."""
    person = {"person_name": "Siti Aminah", "person_phone": "0812-3456-7890"}
    again = {"person_name": "SITI  AMINAH", "person_phone": "+62 812 3456 7890"}
    content = survey({"living": varied(1, "living", **person), "society": varied(2, "society", **again)[1:]})
    found = judged(content)
    same = [one for one in found.findings if one.code == "quality.same_person"]
    assert [(one.place.sheet, one.place.cell, one.found, dict(one.values)) for one in same] == [
        ("Smart Society", "A2", "", {"first": "A2", "first_sheet": "Smart Living"})
    ]
    assert [word for word in ("Siti", "SITI", "Aminah", "3456") if word in repr(found)] == []


def test_people_who_share_a_name_or_a_phone_are_different_people():
    """A name is shared by many and a phone by a family: only both together are one person."""
    rows = [
        respondent("R1", full(), person_name="Budi", person_phone="0811"),
        respondent("R2", full(), person_name="Budi", person_phone="0812"),
        respondent("R3", full(), person_name="Ani", person_phone="0811"),
        respondent("R4", full(), person_name="Budi"),
        respondent("R5", full(), person_name="Budi"),
    ]
    assert told(living(*rows).findings, "quality.same_person") == []


def test_service_must_be_named_and_listed():
    """A blank service and one that no innovation list has are told at their cells, and counted all the same."""
    rows = [
        respondent("R1", full(), service=None),
        respondent("R2", full(), service="Lapak Sehat"),
        respondent("R3", full(), service="Lapak Sakit"),
    ]
    found = living(*rows, services=frozenset({"lapak sehat"}))
    assert told(found.findings, "quality.service_blank", "value.unknown_service") == [
        ("quality.service_blank", FIRST, "I2"),
        ("value.unknown_service", FIRST, "I4"),
    ]
    assert (found.is_loadable, len(found.checked.tables["answers"])) == (True, 3)


def test_no_service_is_unknown_while_no_list_was_loaded():
    """Without any innovation list there is nothing to compare with."""
    assert told(living(respondent("R1", full(), service="Apa saja")).findings, "value.unknown_service") == []


def test_bad_columns_beside_the_answers_are_told_too():
    """A day, a gender and a part of the dimension that cannot be read are errors at their cells."""
    rows = [respondent("R1", full(), date="kemarin", gender="x", sub_dimension="Layanan Publik")]
    assert errors(living(*rows).findings) == [
        ("cell.not_a_date", FIRST, "B2"),
        ("value.unknown_choice", FIRST, "E2"),
        ("value.unknown_sub_dimension", FIRST, "J2"),
    ]


def test_one_sheet_with_all_statements_counts_in_every_dimension():
    """A form that was not split by dimension gives a respondent to each dimension that he answered."""
    items = [*items_of("governance"), *LIVING]
    page = sheet(
        "Form Responses 1", [["Timestamp", *items], ["18/09/2023", *([3] * 17), 2], ["19/09/2023", *([1] * 9)]]
    )
    found = judged(reading(page), kind="survey", year=2024, track="regular")
    assert [(row["dimension"], row["row"], len(row["answers"])) for row in found.checked.tables["answers"]] == [
        ("governance", 2, 9),
        ("living", 2, 9),
        ("governance", 3, 9),
    ]
