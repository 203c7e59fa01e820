"""What is handed out and comes back: a plan with its kit, answers, and exports as the services write them."""

import csv
import io
from dataclasses import replace
from functools import cache

from openpyxl import load_workbook
from workbooks import DIMENSIONS, known, method_of, workbook

from smartcity.checks import Options
from smartcity.checks.reference import Listing
from smartcity.export.kit import Kit, kit_of, xlsform_bytes
from smartcity.intake.questions import near_matches, questions_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import load_layouts, normalise
from smartcity.reading.workbook import read
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import Words

METHOD = method_of(2024)
CHOSEN = Options("survey", 2024, "regular")
SYSTEM = {
    "_id": 101, "_uuid": "u", "_submission_time": "2024-10-02T08:00:00", "_validation_status": None, "_notes": None,
    "_status": "submitted_via_web", "_submitted_by": None, "__version__": "vA", "_tags": None,
    "meta/rootUuid": "uuid:1", "formhub/uuid": "f", "_index": 1,
}  # fmt: skip
"""The columns that KoBoToolbox adds, with something that stands in each."""

CENTRAL = {
    "SubmissionDate": "2024-10-02T08:00:00.123Z", "meta-instanceID": "u", "KEY": "u", "SubmitterID": 12,
    "SubmitterName": "Petugas", "AttachmentsPresent": 0, "AttachmentsExpected": 0, "Status": None,
    "ReviewState": "approved", "DeviceID": "collect:1", "Edits": 0, "FormVersion": "2024e1",
}  # fmt: skip
"""The same of ODK Central, which joins groups by a hyphen."""

NAMES = {"governance.1": "Lapat Kaka KIA", "governance.2": "Cantik (Channel, Pajak)", "living.1": "DP3-AP2 / Siaga 1.2"}
SERVICES = tuple(
    PlannedService(part.code, NAMES.get(part.code, f"Layanan {part.code}"), f"Dinas {whole.code}", None, 4)
    for whole in DIMENSIONS
    for part in whole.sub_dimensions
)
PLAN = SurveyPlan(2024, "regular", SERVICES, ("living",), "2024-10-01", "2024-10-20", "", "e1")
OF_CONTENT = {"quota.under"}
"""What is to be said of so few answers, and nothing besides."""


@cache
def kit(language: str = "id", owner: str = "") -> Kit:
    """Make the kit of the plan: one dimension in parts, the others whole."""
    return kit_of(PLAN, METHOD, Words(language), owner)


def answers(service: PlannedService, number: int) -> dict[str, int]:
    """Answer the statements of a service, each form another way."""
    items = [item.code for item in METHOD.survey_items if item.sub_dimension == service.sub_dimension]
    return {code: (number + place * 2) % 5 for place, code in enumerate(items)}


def came_back(content: bytes, file: str) -> tuple[dict, list[tuple[str, str]]]:
    """Judge what came back: the answers by dimension and service, and what is said beyond what they deserve."""
    listed = {normalise(one.service): (Listing(one.dimension, one.sub_dimension),) for one in SERVICES}
    names = tuple(one.service for one in SERVICES)
    reference = replace(known(), services=frozenset(listed), known_services=listed, innovations=names)
    found = judge(read(content, file), file, CHOSEN, reference)
    complaints = [
        (one.code, one.severity) for one in found.findings if one.severity != "info" and one.code not in OF_CONTENT
    ]
    findings = [*found.findings, *(near_matches(found.checked.places, file, reference) if found.checked else ())]
    questions = [("question", one.text) for one in questions_of(findings, load_layouts()["survey"], reference)]
    rows = found.checked.tables["answers"] if found.checked else ()
    gathered: dict = {}
    for row in rows:
        gathered.setdefault((row["dimension"], row["service"]), []).append(
            {code: value for code, value in row["answers"].items() if value is not None}
        )
    return gathered, complaints + questions


@cache
def form_in_field() -> bytes:
    """Write the form that asks everything."""
    return xlsform_bytes(kit(), kit().forms, kit().title, "smartcity")


@cache
def _values(content: bytes) -> dict[str, tuple[tuple, ...]]:
    """Read a workbook's values by sheet: the same form is answered in many ways."""
    return {sheet.title: tuple(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content))}


def rows_of(content: bytes, sheet: str) -> list[dict]:
    """Return the rows of a sheet by its titles."""
    head, *rows = _values(content)[sheet]
    return [dict(zip(head, row)) for row in rows]


def as_csv(rows: list[list[object]], sign: str = ",") -> bytes:
    """Write rows as a service writes CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(
        [["" if one is None else one for one in row] for row in rows]
    )
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(rows: list[list[object]]) -> bytes:
    """Write rows as a service writes a workbook."""
    return workbook({"Survei Dampak Smart City": rows})


def exported(form_file, *, language, sign, rows):
    """Write what KoBoToolbox exports of an XLSForm: *language* of the labels, "" for names; *sign* between groups.

    With a hyphen between them it is what ODK Central exports.
    """
    system = CENTRAL if sign == "-" else SYSTEM
    questions, listed = rows_of(form_file, "survey"), rows_of(form_file, "choices")
    label = {"id": "label::Indonesia (id)", "en": "label::English (en)"}.get(language, "name")
    spelled = {(one["list_name"], str(one["name"])): one[label] for one in listed}
    titles, kinds, groups, computed = {}, {}, [], {}
    for one in questions:
        if one["type"] == "begin_group":
            groups.append(one[label])
        elif one["type"] == "end_group":
            groups.pop()
        else:
            names = [*groups, one[label] or one["name"]] if sign else [one[label] or one["name"]]
            titles[one["name"]] = sign.join(names)
            kinds[one["name"]] = str(one["type"]).rpartition(" ")[2]
            computed |= {one["name"]: one["calculation"].strip("'")} if one["type"] == "calculate" else {}
    table = [[*titles.values(), *system]]
    for number, row in enumerate(rows, start=1):
        row = {**computed, **row}
        cells = [spelled.get((kinds[name], str(row.get(name))), row.get(name)) for name in titles]
        own = {"_id": number, "_index": number} | dict.fromkeys(("_uuid", "meta-instanceID", "KEY"), row["_uuid"])
        table.append([*cells, *({**system, **own}[name] for name in system)])
    return table
