"""The XLSForm for KoBoToolbox and ODK: item codes as names, both languages, nothing required that is not needed."""

from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook

from smartcity.export.kit.questions import (
    COMMENT,
    CONSENT,
    PERSONAL,
    RULES,
    SCALE,
    SERIAL,
    SERVICE,
    Form,
    Kit,
    answers,
    choices,
    column_said,
    heading,
    items_of,
    slug,
)
from smartcity.reading.packages import package
from smartcity.records.survey_plans import PlannedService
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.rules import rules_said

NAMES = {
    SERIAL: "kode_responden",
    CONSENT: "persetujuan",
    SERVICE: "layanan",
    "gender": "jenis_kelamin",
    "age_group": "kelompok_umur",
    "district": "kecamatan",
    COMMENT: "saran",
    SCALE: "skala_jawaban",
    RULES: "aturan_sementara",
}
"""What the questions are called: titles that the reader knows."""

DIMENSION, WHOLE = "dimensi_survei", "isi"
SPOKEN = {"id": "Indonesia (id)", "en": "English (en)"}
_TRANSLATED = ("label", "hint", "constraint_message")
_PLAIN = ("type", "name", "required", "relevant", "constraint", "choice_filter", "appearance", "calculation")
_SERIAL = "regex(., '^[A-Z]+-[1-9]-[0-9]{3,4}$')"
_YES = "yes"

Row = dict[str, object]


def xlsform_bytes(kit: Kit, forms: Sequence[Form], title: str, code: str) -> bytes:
    """Write one form that asks *forms*, called *title* and known to the service as *code*."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    heads = [*_PLAIN, *(f"{name}::{spoken}" for name in _TRANSLATED for spoken in SPOKEN.values())]
    _fill(survey, heads, _questions(kit, forms))
    listed = ["list_name", "name", *(f"label::{spoken}" for spoken in SPOKEN.values()), "dimensi"]
    _fill(book.create_sheet("choices"), listed, _choices(kit, forms))
    settings = {
        "form_title": title,
        "form_id": code,
        "version": f"{kit.plan.year}{kit.plan.entry}",
        "default_language": SPOKEN[kit.words.language],
    }
    _fill(book.create_sheet("settings"), list(settings), [settings])
    return package(book)


def _fill(sheet: object, heads: Sequence[str], rows: Iterable[Row]) -> None:
    sheet.append(list(heads))
    for row in rows:
        sheet.append([row.get(head) for head in heads])


def _said(name: str, key: str, **values: object) -> Row:
    """Say something in every language."""
    return {f"{name}::{SPOKEN[language]}": Words(language)(key, **values) for language in LANGUAGES}


def _column(code: str) -> Row:
    return {f"label::{SPOKEN[language]}": column_said(code, Words(language)) for language in LANGUAGES}


def _questions(kit: Kit, forms: Sequence[Form]) -> Iterator[Row]:
    dimensions = list({form.dimension.code: form.dimension for form in forms})
    has_many = len(dimensions) > 1
    yield {"type": "start", "name": "start"}
    yield {"type": "end", "name": "end"}
    # An answer comes back as a bare number where names are exported: the form says on which scale.
    yield {"type": "calculate", "name": NAMES[SCALE], "calculation": f"'{kit.method.survey.scale}'"}
    if kit.rules:
        whose = {f"label::{SPOKEN[language]}": rules_said([kit.method], Words(language)) for language in LANGUAGES}
        yield {"type": "note", "name": NAMES[RULES], **whose}
    yield {
        "type": "select_one persetujuan",
        "name": NAMES[CONSENT],
        "required": "yes",
        **_said("label", "kit.consent.question"),
        **_said("hint", "kit.consent.sentence"),
    }
    yield _group(WHOLE, f"${{{NAMES[CONSENT]}}} = '{_YES}'", "kit.form.answers")
    wrong = _said("constraint_message", "kit.serial.wrong")
    yield {"type": "text", "name": NAMES[SERIAL], "constraint": _SERIAL, **_column(SERIAL), **wrong}
    if has_many:
        label = _said("label", "kit.form.dimension")
        yield {"type": "select_one dimensi", "name": DIMENSION, "required": "yes", **label}
    yield {
        "type": "select_one layanan",
        "name": NAMES[SERVICE],
        "required": "yes",
        "choice_filter": f"dimensi = ${{{DIMENSION}}}" if has_many else None,
        **_column(SERVICE),
    }
    for code in PERSONAL:
        kind = f"select_one {NAMES[code]}" if choices(code, kit.words) else "text"
        yield {"type": kind, "name": NAMES[code], **_column(code)}
    for form in forms:
        yield from _statements(kit, form, has_many)
    yield {"type": "text", "name": NAMES[COMMENT], "appearance": "multiline", **_column(COMMENT)}
    yield {"type": "end_group", "name": WHOLE}


def _statements(kit: Kit, form: Form, has_many: bool) -> Iterator[Row]:
    """Ask the statements of a form, which are only shown to who is asked about it."""
    conditions = [f"${{{DIMENSION}}} = '{form.dimension.code}'"] if has_many else []
    if form.is_part:
        conditions.append(f"${{{NAMES[SERVICE]}}} = '{slug(form.services[0].service)}'")
    name = form.code.lower().replace("-", "_")
    yield _group(name, " and ".join(conditions) or None, "kit.form.about", about=form.dimension.name)
    for service in form.services:
        for item in items_of(form, service, kit.method):
            label = {f"label::{SPOKEN[one]}": heading(item, service, Words(one)) for one in LANGUAGES}
            yield {"type": "select_one jawaban", "name": item.code, **label, **_said("hint", "kit.answer.unknown")}
    yield {"type": "end_group", "name": name}


def _group(name: str, relevant: str | None, key: str, **values: object) -> Row:
    return {"type": "begin_group", "name": name, "relevant": relevant, **_said("label", key, **values)}


def _choices(kit: Kit, forms: Sequence[Form]) -> Iterator[Row]:
    for code in (CONSENT, *(code for code in PERSONAL if choices(code, kit.words))):
        yield from _listed(NAMES[code], *(choices(code, Words(language)) for language in LANGUAGES))
    yield from _listed("jawaban", *(answers(kit.method, Words(language)) for language in LANGUAGES))
    dimensions = {form.dimension.code: form.dimension.name for form in forms}
    if len(dimensions) > 1:
        yield from _listed("dimensi", *[tuple(dimensions.items())] * len(LANGUAGES))
    services: dict[str, PlannedService] = {slug(one.service): one for form in forms for one in form.services}
    for name, one in services.items():
        labels = {f"label::{spoken}": one.service for spoken in SPOKEN.values()}
        yield {"list_name": "layanan", "name": name, **labels, "dimensi": one.dimension}


def _listed(name: str, *spoken: Sequence[tuple[str, str]]) -> Iterator[Row]:
    for names in zip(*spoken):
        labels = {f"label::{SPOKEN[language]}": label for language, (_, label) in zip(LANGUAGES, names)}
        yield {"list_name": name, "name": names[0][0], **labels}
