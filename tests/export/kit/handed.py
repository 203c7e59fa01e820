"""What is handed out and comes back: a plan with its kit, answers, and exports as the services write them."""

import csv
import io
from dataclasses import replace
from functools import cache

from openpyxl import load_workbook
from workbooks import DIMENSIONS, known, method_of, workbook

from smartcity.checks import Options
from smartcity.checks.reference import Listing
from smartcity.export.kit import Kit, kit_of
from smartcity.intake.questions import near_matches, questions_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import load_layouts, normalise
from smartcity.reading.workbook import read
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import Words

METHOD = method_of(2024)
CHOSEN = Options("survey", 2024, "regular")
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
    said = [(one.code, one.severity) for one in found.findings if one.severity != "info" and one.code not in OF_CONTENT]
    findings = [*found.findings, *(near_matches(found.checked.places, file, reference) if found.checked else ())]
    asked = [("question", one.text) for one in questions_of(findings, load_layouts()["survey"], reference)]
    rows = found.checked.tables["answers"] if found.checked else ()
    gathered: dict = {}
    for row in rows:
        gathered.setdefault((row["dimension"], row["service"]), []).append(
            {code: value for code, value in row["answers"].items() if value is not None}
        )
    return gathered, said + asked


def rows_of(content: bytes, sheet: str) -> list[dict]:
    """Return the rows of a sheet by its titles."""
    head, *rows = load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
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
