"""What the kit hands out states its scale: that nobody answered 0 is no question there; on a foreign form it is."""

import io
from collections.abc import Sequence

import pytest
from laws import paired
from openpyxl import load_workbook
from workbooks import saved

from export.kit.handed import METHOD, SERVICES, as_csv, as_xlsx, came_back, exported, form_in_field, kit
from smartcity.checks.scales import SCALE
from smartcity.export.kit import recording_bytes
from smartcity.export.kit.questions import answers, heading, slug
from smartcity.export.kit.xlsform import NAMES
from smartcity.reading.templates import GUIDE
from smartcity.wording import LANGUAGES, Words

FORMS = kit().forms
ASKED = [("value.scale_doubt", "warning"), ("question", "1-4")]


def never_zero(number: int) -> dict[str, int]:
    """Answer the statements about a service, each form another way, without the lowest answer."""
    service = SERVICES[number % len(SERVICES)]
    items = [item.code for item in METHOD.survey_items if item.sub_dimension == service.sub_dimension]
    return {code: 1 + (number * (place + 1) + place) % 4 for place, code in enumerate(items)}


def submitted(count: int = 54) -> list[dict[str, object]]:
    """List so many forms, three answers each; the services take turns."""
    rows = []
    for number in range(count):
        one = SERVICES[number % len(SERVICES)]
        rows.append({
            "start": f"2024-10-{1 + number % 20:02}T08:{number % 60:02}:00", "persetujuan": "yes",
            "end": f"2024-10-{1 + number % 20:02}T09:{number % 60:02}:00", "dimensi_survei": one.dimension,
            "layanan": slug(one.service), "_uuid": f"u{number}", **never_zero(number),
        })  # fmt: skip
    return rows


def of_scale(content: bytes, file: str) -> list[tuple[str, str]]:
    """Judge what came back, and keep what is asked or said of its scale."""
    return [one for one in came_back(content, file)[1] if one[1] == "1-4" or "scale" in one[0]]


def in_field(language: str = "", sign: str = "/") -> list[list[object]]:
    """Write its export."""
    return exported(form_in_field(), language=language, sign=sign, rows=submitted())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recording_sheet_states_its_scale(language):
    """It came back as it went out, filled in; the same rows without the guide sheet are anybody's."""
    book = load_workbook(io.BytesIO(recording_bytes(kit(language))))
    for sheet in book:
        codes = [str(cell.value)[1:].partition("]")[0] for cell in sheet[1]]
        for row in range(2, sheet.max_row + 1) if sheet.title != GUIDE else ():
            for place, code in enumerate(codes, start=1):
                if code.startswith("I-"):
                    sheet.cell(row, place, 1 + (row + place) % 4)
    assert of_scale(saved(book), "isian.xlsx") == []
    del book[GUIDE]
    assert of_scale(saved(book), "isian.xlsx") == ASKED


@pytest.mark.parametrize(("sign", "language"), paired(("/", ".", "", "-"), ("", "id", "en")))
def test_an_export_of_the_xlsform_states_its_scale(sign, language):
    """Names or labels, each separator of groups, each kind of file."""
    table = in_field(language, sign)
    assert of_scale(as_csv(table, ";"), "kobo.csv") == []
    assert sign != "/" or of_scale(as_xlsx(table), "kobo.xlsx") == []


@pytest.mark.parametrize("stated", [None, "1-4", "sesuatu"])
def test_a_form_in_the_field_is_asked_about_where_a_row_does_not_state_the_scale(stated):
    """Rows of an older version of the form, of another scale, of a column that means something else."""
    table = in_field()
    at = table[0].index(NAMES[SCALE])
    table[3][at] = stated
    assert of_scale(as_xlsx(table), "kobo.xlsx") == ASKED


def test_a_foreign_export_is_asked_about():
    """The same answers under the same item codes, from a form that states nothing."""
    table = in_field()
    at = table[0].index(NAMES[SCALE])
    assert of_scale(as_xlsx([[*row[:at], *row[at + 1 :]] for row in table]), "kobo.xlsx") == ASKED


def test_numbers_beyond_a_stated_scale_are_still_another_one():
    """Who pastes a form of 1 to 5 into ours is told so."""
    table = in_field()
    items = [place for place, title in enumerate(table[0]) if "I-" in str(title)]
    raised = [table[0], *([_raised(row, items) for row in table[1:]])]
    assert ("value.other_scale", "error") in of_scale(as_xlsx(raised), "kobo.xlsx")


def _raised(row: Sequence[object], items: Sequence[int]) -> list[object]:
    return [int(one) + 1 if place in items and one is not None else one for place, one in enumerate(row)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_of_a_form_service_say_their_words(language):
    """A form of Google's or Microsoft's service gives number and word, which no other scale has."""
    words = Words(language)
    labels = {int(level): text for level, text in answers(METHOD, words)}
    form = next(one for one in FORMS if not one.is_part)
    of_service = {item.code: one for one in form.services for item in METHOD.survey_items}
    items = [item for item in METHOD.survey_items if item.dimension == form.dimension.code]
    titles = ["Timestamp", *(heading(item, of_service[item.code], words) for item in items)]
    rows = [[f"10/{14 + number % 9}/2024 10:14:03"] for number in range(30)]
    for number, row in enumerate(rows):
        row += [labels[1 + (number + place) % 4] for place in range(len(items))]
    assert of_scale(as_csv([titles, *rows]), "jawaban.csv") == []
