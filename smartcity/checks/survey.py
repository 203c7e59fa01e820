"""Judge survey rows: answers, quotas, and what assessors complained of in real surveys."""

import hashlib
import hmac
import re
from collections.abc import Iterable

from smartcity.checks.cells import Setting, answer, convert
from smartcity.checks.reference import Reference
from smartcity.findings import Finding, Place, is_loadable
from smartcity.layout import Column, Table, normalise
from smartcity.method import Method
from smartcity.observations import Record

PERSON_COLUMNS = ("person_name", "person_phone")

Places = list[tuple[str, int, str, str, str]]


def person_hash(name: object, phone: object, key: bytes) -> str:
    """Stand for a person by a keyed hash of normalised name and phone digits; empty when either is missing.

    A name alone is shared by many, so it never identifies anyone.
    """
    digits = re.sub(r"\D", "", str(phone or ""))
    spelled = normalise(name or "")
    if not spelled or not digits:
        return ""
    digits = re.sub(r"^62", "0", digits)
    return hmac.new(key, f"{spelled}|{digits}".encode(), hashlib.sha256).hexdigest()[:20]


def check_answers(
    records: Iterable[Record], table: Table, file: str, method: Method, reference: Reference
) -> tuple[list[dict[str, object]], list[Finding], Places]:
    """Judge respondents; each row holds the respondent's columns, `dimension`, `person` and `answers` {item: value}.

    Names and phone numbers end here: the row holds the keyed hash only, and no finding repeats them.
    """
    rows: list[dict[str, object]] = []
    findings: list[Finding] = []
    places: Places = []
    items = {item.code: item for item in method.survey_items}
    for record in records:
        setting = Setting(file, record.sheet, reference, method)
        row, found, row_places = _respondent(record, table, setting)
        findings += found
        places += row_places
        answers: dict[str, int] = {}
        row_findings: list[Finding] = []
        for code, cell in record.cells.items():
            if code not in items:
                continue
            column = Column(code, {"id": code, "en": code}, "mark")
            value, finding = answer(cell, column, setting)
            if finding is not None:
                row_findings.append(finding)
            elif value is None:
                row_findings.append(
                    Finding("cell.answer_missing", Place(file, record.sheet, cell.address), "", {"item": code})
                )
            if value is not None:
                answers[code] = value
                places.append((record.sheet, record.row, code, cell.address, str(cell.value)))
        findings += row_findings
        if not is_loadable([*found, *row_findings]):
            continue
        by_dimension: dict[str, dict[str, int]] = {}
        for code, value in answers.items():
            by_dimension.setdefault(items[code].dimension, {})[code] = value
        if not by_dimension:
            findings.append(Finding("row.incomplete", Place(file, record.sheet, _first(record)), ""))
            continue
        for dimension, own in by_dimension.items():
            rows.append({**row, "dimension": dimension, "answers": own})
    findings += _services(rows, file, table, reference)
    findings += _same_person(rows, file)
    findings += _straight_lining(rows, file, method)
    if is_loadable(findings):
        findings += _quotas(rows, file, method, reference)
    return rows, findings, places


def _respondent(record: Record, table: Table, setting: Setting) -> tuple[dict[str, object], list[Finding], Places]:
    row: dict[str, object] = {"sheet": record.sheet, "row": record.row, "cell": _first(record)}
    findings: list[Finding] = []
    places: Places = []
    for column in table.columns:
        cell = record.cells.get(column.code)
        if column.type == "person":
            continue
        if cell is None:
            row[column.code] = None
            continue
        if column.type == "sub_dimension":
            setting = Setting(setting.file, setting.sheet, setting.reference, setting.method, record.dimension)
        row[column.code], finding = convert(cell, column, setting)
        if finding is not None:
            findings.append(finding)
        if cell.value is not None:
            places.append((record.sheet, record.row, column.code, cell.address, str(cell.value)))
    name, phone = (record.cells.get(code) for code in PERSON_COLUMNS)
    row["person"] = person_hash(name and name.value, phone and phone.value, setting.reference.person_key)
    service = record.cells.get("service")
    row["service_cell"] = service.address if service else ""
    return row, findings, places


def _first(record: Record) -> str:
    return next(iter(record.cells.values())).address


def _services(rows: list[dict], file: str, table: Table, reference: Reference) -> Iterable[Finding]:
    has_column = any(row["service_cell"] for row in rows)
    for row in rows if has_column else ():
        place = Place(file, row["sheet"], row["service_cell"])
        if not row["service"]:
            yield Finding("quality.service_blank", place, "")
        elif reference.services and normalise(row["service"]) not in reference.services:
            yield Finding("value.unknown_service", place, str(row["service"]))


def _same_person(rows: list[dict], file: str) -> Iterable[Finding]:
    """One person may answer one dimension once; the finding names the places, never the person."""
    first: dict[str, dict] = {}
    for row in rows:
        person = row["person"]
        if not person:
            continue
        earlier = first.setdefault(person, row)
        if earlier is not row:
            values = {"first": earlier["cell"], "first_sheet": earlier["sheet"]}
            yield Finding("quality.same_person", Place(file, row["sheet"], row["cell"]), "", values)


def _straight_lining(rows: list[dict], file: str, method: Method) -> Iterable[Finding]:
    """Every statement of the dimension answered, all with one value."""
    for row in rows:
        answers = row["answers"]
        whole = sum(item.dimension == row["dimension"] for item in method.survey_items)
        row["is_straight_lined"] = len(answers) == whole > 1 and len(set(answers.values())) == 1
        if row["is_straight_lined"]:
            value = next(iter(answers.values()))
            place = Place(file, row["sheet"], row["cell"])
            yield Finding("quality.straight_lining", place, str(value), {"n": whole})


def _quotas(rows: list[dict], file: str, method: Method, reference: Reference) -> Iterable[Finding]:
    counts: dict[str, int] = {dimension.code: 0 for dimension in reference.dimensions if rows}
    sheets: dict[str, str] = {}
    for row in rows:
        counts[row["dimension"]] = counts.get(row["dimension"], 0) + 1
        sheets.setdefault(row["dimension"], row["sheet"])
    names = {dimension.code: dimension.name for dimension in reference.dimensions}
    for code, count in counts.items():
        quota = method.survey.quota
        if count != quota:
            finding = "quota.under" if count < quota else "quota.over"
            values = {"dimension": names[code], "quota": quota, "gap": abs(quota - count)}
            yield Finding(finding, Place(file, sheets.get(code, "")), str(count), values)
