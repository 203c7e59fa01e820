"""What the kit hands out comes back and loads: no question, no warning that its content does not deserve."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import playwright
import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert
from workbooks import known, saved

from export.kit.handed import (
    METHOD,
    PLAN,
    SERVICES,
    answers,
    as_csv,
    as_xlsx,
    came_back,
    exported,
    form_in_field,
    kit,
    rows_of,
)
from smartcity.checks.cells import Setting, answer
from smartcity.export.kit import headings_text, kit_of, recording_bytes, script_text, xlsform_bytes
from smartcity.export.kit.questions import answers as levels
from smartcity.export.kit.questions import slug
from smartcity.export.kit.xlsform import SPOKEN
from smartcity.method.layout import load_layouts
from smartcity.records.observations import Cell
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.rules import rules_said

PEOPLE = ("female", "17_25", "Tanjung")
FORMS = kit().forms


def expected(per_form=3):
    """What is to arrive: by dimension and service the answers of each form."""
    found = {}
    for form in FORMS:
        for number in range(per_form):
            one = form.services[number % len(form.services)]
            given = {code: value for own in form.services for code, value in answers(own, number).items()}
            found.setdefault((form.dimension.code, one.service), []).append(given)
    return found


def test_forms_are_those_of_the_plan():
    """One for a whole dimension, one for each service of a split one; every owner has its own numbers."""
    assert [form.code for form in FORMS] == ["GOV", "BRA", "ECO", "LIV-1", "LIV-2", "LIV-3", "SOC", "ENV"]
    own = kit("id", "Dinas living")
    assert ([form.code for form in own.forms], own.forms[0].serials[0][0]) == (["LIV-1", "LIV-2", "LIV-3"], "LIV-1-001")
    assert [serial for serial, _ in FORMS[0].serials][3:5] == ["GOV-1-004", "GOV-2-001"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_knows_every_word_of_an_answer(language):
    """Number and word say the same, in either language."""
    table = load_layouts()["survey"].tables[0]
    column = type(table.columns[0])("I-GOV-1.1", {"id": "", "en": ""}, "mark", choices=table.answers)
    setting = Setting("f", "s", known(), METHOD)
    readings = [answer(Cell(text, "A1"), column, setting) for _, text in levels(METHOD, Words(language))]
    assert readings == [(4, None), (3, None), (2, None), (1, None), (0, None)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_on_paper_is_typed_into_the_recording_sheet(language):
    """Two forms of each service were typed, the others are not back yet; what is no answer cannot be typed."""
    content = recording_bytes(kit(language))
    book = load_workbook(io.BytesIO(content))
    wanted = {}
    for form in FORMS:
        sheet = book[form.dimension.name]
        titles = {str(cell.value): cell.column for cell in sheet[1]}
        of_item = {code: column for title, column in titles.items() for code in [title[1:].partition("]")[0]]}
        service = next(column for title, column in titles.items() if title in ("Layanan", "Service"))
        day = next(column for title, column in titles.items() if title in ("Tanggal", "Date"))
        for row in range(2, sheet.max_row + 1):
            number = int(str(sheet.cell(row, 1).value)[-3:])
            own = [one for one in form.services if one.service == sheet.cell(row, service).value]
            if number > 2 or not own:
                continue
            given = {code: value for one in form.services for code, value in answers(one, number).items()}
            for code, value in given.items():
                sheet.cell(row, of_item[code], value)
            sheet.cell(row, day, date(2024, 10, 1 + number))
            wanted.setdefault((form.dimension.code, own[0].service), []).append(given)
    gathered, complaints = came_back(saved(book), "isian.xlsx")

    assert complaints == []
    assert gathered == wanted
    rules = book["Smart Governance"].data_validations.dataValidation
    kinds = {(rule.type, rule.errorStyle or "stop") for rule in rules}
    assert kinds == {("list", "stop"), ("whole", "stop"), ("date", "stop")}
    assert sum(len(str(rule.formula1)) > 0 for rule in rules) == len(rules)


def submitted(slug_of):
    """Answer each form three times, send one of them twice, and refuse once."""
    rows = []
    for form in FORMS:
        for number in range(3):
            one = form.services[number % len(form.services)]
            given = {code: value for own in form.services for code, value in answers(own, number).items()}
            gender, age, place = PEOPLE
            rows.append({
                "start": "2024-10-02T08:00:00.000+08:00", "end": "2024-10-02T08:09:00.000+08:00", "persetujuan": "yes",
                "kode_responden": f"{form.code[:3]}-1-00{number + 1}", "dimensi_survei": form.dimension.code,
                "layanan": slug_of(one.service), "jenis_kelamin": gender, "kelompok_umur": age, "kecamatan": place,
                "_uuid": f"{form.code}{number}", **given,
            })  # fmt: skip
    first = {**rows[0], **dict.fromkeys((code for code in rows[0] if code.startswith("I-")), 0)}
    refused = {"start": rows[0]["start"], "end": rows[0]["end"], "persetujuan": "no", "_uuid": "no"}
    return [first, *rows, refused]


@pytest.mark.parametrize(
    ("language", "sign", "ending"),
    [
        *(("id", sign, "xlsx") for sign in ("/", ".", "")),
        *(("", sign, "csv") for sign in ("/", ".", "", "-")),
        *(("en", "/", "csv"), ("", "/", "xlsx"), ("id", ".", "csv")),
    ],
)
def test_the_xlsform_is_answered_and_exported(language, sign, ending):
    """Labels or names, each separator of groups, each kind of file: all arrive, and nobody is asked anything."""
    table = exported(form_in_field(), language=language, sign=sign, rows=submitted(slug))
    content = as_xlsx(table) if ending == "xlsx" else as_csv(table, ";")
    gathered, complaints = came_back(content, f"kobo.{ending}")

    assert complaints == []
    assert gathered == expected()


BORROWED = kit_of(replace(PLAN, year=2026), replace(METHOD, year=2026, borrowed_from=2024), Words("id"))


@pytest.fixture(scope="module")
def borrowed_form():
    """The form by borrowed rules, which also pyxform takes without a warning."""
    form_file = xlsform_bytes(BORROWED, FORMS, BORROWED.title, "smartcity")
    assert convert(io.BytesIO(form_file), file_type=".xlsx").warnings == []
    return form_file


@pytest.mark.parametrize(
    ("language", "sign", "ending"), [("id", "/", "xlsx"), ("", "/", "csv"), ("", "-", "csv"), ("en", ".", "csv")]
)
def test_an_xlsform_by_borrowed_rules_says_so_and_comes_back_like_any_other(borrowed_form, language, sign, ending):
    """Its first screen says whose rules they are; services that export a column of it, empty, are asked nothing."""
    note = next(one for one in rows_of(borrowed_form, "survey") if one["type"] == "note")
    assert [note[f"label::{spoken}"] for spoken in SPOKEN.values()] == [
        rules_said([BORROWED.method], Words(own)) for own in SPOKEN
    ]
    table = exported(borrowed_form, language=language, sign=sign, rows=submitted(slug))
    ends = (note["name"], *(note[f"label::{one}"] for one in SPOKEN.values()))
    assert sum(str(title).endswith(ends) for title in table[0]) == 1
    gathered, complaints = came_back(as_xlsx(table) if ending == "xlsx" else as_csv(table), f"kobo.{ending}")

    assert complaints == []
    assert gathered == expected()
    assert all(one["type"] != "note" for one in rows_of(form_in_field(), "survey"))


def test_pyxform_takes_every_xlsform_without_a_warning():
    """The form of all dimensions and that of each; the former passes ODK's own validation where there is a Java."""
    whole = form_in_field()
    made = convert(io.BytesIO(whole), validate=shutil.which("java") is not None, file_type=".xlsx")
    assert made.warnings == []
    for form in FORMS:
        one = convert(io.BytesIO(xlsform_bytes(kit(), [form], form.title, form.code)), file_type=".xlsx")
        assert one.warnings == []
    questions = {one["name"]: one for one in rows_of(whole, "survey") if one["type"] != "end_group"}
    codes = {item.code for item in METHOD.survey_items}
    assert codes <= set(questions)
    assert {name for name, one in questions.items() if one["required"]} == {"persetujuan", "dimensi_survei", "layanan"}
    assert questions["liv_1"]["relevant"] == "${dimensi_survei} = 'living' and ${layanan} = 'dp3_ap2_siaga_1_2'"
    assert all(one["label::English (en)"] for one in rows_of(whole, "choices"))


STAND_IN = """
var made = [], log = [];
function item(kind, own) {
  var one = { kind: kind, help: "", required: false };
  one.setTitle = function (text) { one.title = text; return one; };
  if (own) {
    one.setHelpText = function (text) { one.help = text; return one; };
    one.setRequired = function (is) { one.required = is; return one; };
  }
  if (kind === "choice") {
    one.createChoice = function (text, goes) { return { text: text, goes: goes }; };
    one.setChoices = function (all) { one.choices = all.map(function (c) { return c.text; });
      one.ends = all.filter(function (c) { return c.goes === "SUBMIT"; }).map(function (c) { return c.text; }); };
    one.setChoiceValues = function (all) {
      if (!all.length || all.length !== new Set(all).size) throw new Error("no choices");
      one.choices = all; };
  }
  return one;
}
var FormApp = { PageNavigationType: { SUBMIT: "SUBMIT", CONTINUE: "CONTINUE" }, create: function (title) {
  var form = { title: title, items: [] };
  function adds(kind, own) { return function () { var one = item(kind, own); form.items.push(one); return one; }; }
  form.setDescription = function (text) { form.description = text; return form; };
  form.setCollectEmail = function (is) { form.email = is; return form; };
  form.addPageBreakItem = adds("page", false);
  form.addTextItem = adds("text", true);
  form.addParagraphTextItem = adds("paragraph", true);
  form.addMultipleChoiceItem = adds("choice", true);
  form.getPublishedUrl = form.getEditUrl = function () { return "https://contoh"; };
  made.push(form);
  return form;
} };
var Logger = { log: function (text) { log.push(text); } };
"""


@pytest.fixture(scope="module")
def google_forms(tmp_path_factory):
    """Run the script in Node against a stand-in of the form service, and return what it made."""
    node = Path(playwright.__file__).parent / "driver" / "node"
    path = tmp_path_factory.mktemp("google") / "script.js"
    run = "\nmakeForms();\nprocess.stdout.write(JSON.stringify(made));"
    path.write_text(STAND_IN + script_text(kit()) + run, "utf-8")
    ended = subprocess.run([node, path], capture_output=True, text=True, timeout=60, check=True)
    return json.loads(ended.stdout)


def test_the_script_makes_forms_whose_answers_load(google_forms):
    """One dump a form, a timestamp before what was asked; somebody who does not agree ends at once.

    A form that is made by hand in Microsoft's service has the same headings behind that service's own.
    """
    wanted = expected()
    for form, made in zip(FORMS, google_forms, strict=True):
        questions = [one for one in made["items"] if one["kind"] != "page"]
        assert (made["title"], made["email"], questions[0]["ends"]) == (form.title, False, ["Tidak bersedia"])
        table = [["Timestamp", *(one["title"] for one in questions)]]
        for number in range(3):
            one = form.services[number % len(form.services)]
            given = {code: value for own in form.services for code, value in answers(own, number).items()}
            row = {"Layanan": one.service, "Kode responden": f"X-1-00{number}"}
            row |= {
                q["title"]: q["choices"][4 - given[q["title"][1:].partition("]")[0]]]
                for q in questions
                if "[I-" in q["title"]
            }
            row |= {q["title"]: q["choices"][0] for q in questions[:1] + questions[3:5]}
            table.append([f"10/{number + 14}/2024 10:14:03", *(row.get(q["title"]) for q in questions)])
        refused = {questions[0]["title"]: questions[0]["choices"][-1]}
        table.append(["10/17/2024 10:14:03", *(refused.get(q["title"]) for q in questions)])
        own = {key: value for key, value in wanted.items() if key[1] in {one.service for one in form.services}}
        renamed = [["Stempel waktu", *table[0][1:]], *table[1:]]
        beside = (1, "10/14/2024 10:05:03", "10/14/2024 10:14:03", "anonymous", None, "Indonesia")
        titles = ("ID", "Waktu mulai", "Waktu penyelesaian", "Email", "Nama", "Bahasa")
        by_hand = [[*titles, *table[0][1:]], *([*beside, *row[1:]] for row in table[1:])]
        written = (as_xlsx(table), "a.xlsx"), (as_csv(renamed), "a.csv"), (as_xlsx(by_hand), "a(1-3).xlsx")
        for content, file in written:
            assert came_back(content, file) == (own, [])


def test_the_plain_list_has_the_headings_of_the_script(google_forms):
    """Whoever makes the form by hand writes the same titles and choices."""
    lines = headings_text(kit()).split("\r\n")
    titles = [one["title"] for form in google_forms for one in form["items"] if one["kind"] != "page"]
    assert [line for line in lines if line in set(titles)] == titles
    assert len(SERVICES) * 3 == sum("[I-" in title for title in titles)
