"""One workbook for each finding code: the smallest file, made by hand, that earns it.

Each is made only when it is asked for, because some of them are large on purpose.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from openpyxl import Workbook
from reading import hostile
from workbooks import (
    HOME,
    RESULT_HEADER,
    YEAR,
    changed,
    even_marks,
    innovations,
    items_of,
    marks,
    method_of,
    respondent,
    result_row,
    results,
    rules,
    survey,
    varied,
    with_cells,
    workbook,
)

from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import NOTHING, Decisions

LIVING, MARKS, RESULTS, LIST = "Smart Living", "Nilai mandiri", "Hasil", "Daftar inovasi"
COMING = YEAR + 2
"""A year whose rules are borrowed."""

QUOTA = method_of().survey.quota
NOTHING_SAID = Options()
PERSON = {"person_name": "Siti Aminah", "person_phone": "0812-3456-7890"}


@dataclass(frozen=True)
class Fixture:
    """A file with its name and what is said of it; *before* was loaded earlier.

    *given* is said of the evidence for an item, in no file. With *ruin* the file itself is loaded, that is done to its
    snapshot, and what the next build says of it counts. With a *definition* it is the table of a composite. It
    *is_of_many* where the dashboard is of several regions, and what was loaded earlier is another's.
    """

    content: bytes
    file: str = "kiriman.xlsx"
    options: Options = NOTHING_SAID
    before: bytes = b""
    decisions: Decisions = NOTHING
    definition: str = ""
    given: Given | None = None
    ruin: Callable[[Path], object] | None = None
    is_of_many: bool = False


def of_regions(*regions: str | None) -> bytes:
    """Make a list of innovations, one of each region, or of none."""
    head = ["Tahun", "Daerah", "Dimensi", "Inovasi", "Pemilik"]
    rows = [[YEAR, region, "Smart Living", f"Layanan {n}", "Dinas"] for n, region in enumerate(regions)]
    return workbook({"Daftar inovasi": [head, *rows]})


def gathered(fields: Mapping[str, object] = MappingProxyType({}), **handed_in: object) -> Fixture:
    """Say something of the evidence for an item."""
    return Fixture(b"", given=Given(fields, **handed_in))


def sheet_of(*rows: list[object]) -> bytes:
    """Make a workbook of evidence with rows of item, status, owner and the office that the sheet is for."""
    head = [["tahun", YEAR], ["jalur", "Reguler"], []]
    return workbook({"Bukti": [*head, ["kode", "status bukti", "SKPD pemilik", "lembar untuk"], *rows]})


def good_results(*more: tuple[object, ...]) -> bytes:
    """Make a table of results with nothing wrong in it, and *more* rows below."""
    return results([result_row(1, HOME, YEAR, 3.5), result_row(2, "Kota Banjarmasin", YEAR, 3.4), *more])


def marked(**cells: object) -> bytes:
    """Make a self-assessment with some cells changed."""
    return with_cells(marks(even_marks()), MARKS, cells)


def resulting(**cells: object) -> bytes:
    """Make a table of results with some cells changed; its first row is row 4."""
    return with_cells(good_results(), RESULTS, cells)


def listed(*row: object) -> bytes:
    """Make an innovation list of one row."""
    return innovations([row])


def living(*rows: Mapping[str, object]) -> bytes:
    """Make a survey in which only Smart Living has respondents."""
    return survey({"living": rows})


def full(code: str = "R1", value: int = 3, **columns: object) -> dict[str, object]:
    """Make a respondent who answers every statement of Smart Living, all but the first with one value."""
    items = items_of("living")
    return respondent(code, {**dict.fromkeys(items, value), items[0]: 1}, **columns)


def straight(value: int) -> dict[str, object]:
    """Make a respondent who answers every statement of Smart Living with one value."""
    return respondent("R1", dict.fromkeys(items_of("living"), value))


def field_export(*rows: tuple[str, object]) -> bytes:
    """Make what a field-collection service exports: one sheet, submissions with an id and the time they were sent."""
    items = [f"grup/{item.replace('-', '_').replace('.', '_')}" for item in items_of("living")]
    header = ["_uuid", "_submission_time", *items]
    return workbook({"Form": [header, *([uuid, sent, 3, *[2] * (len(items) - 1)] for uuid, sent in rows)]})


def declined() -> bytes:
    """Make an export in which the second one did not agree to be asked."""
    items = items_of("living")
    answers = [["ya", 3, *[2] * (len(items) - 1)], ["tidak", *[None] * len(items)]]
    return workbook({"Form": [["persetujuan", *items], *answers]})


def repeat_group(index: str) -> bytes:
    """Make what a form with a repeat group exports: who answered on one sheet, what on another that names its rows."""
    people = [["Jenis kelamin", "Usia", index], ["Perempuan", 30, 1], ["Laki-laki", 40, 2]]
    entries = [["Layanan", *items_of("living"), "_parent_index"]]
    entries += [["Lapak Sehat", *[number, *[2] * (len(items_of("living")) - 1)], 1 + number % 2] for number in range(4)]
    return workbook({"survei": people, "penilaian": entries})


def options_of_a_question() -> bytes:
    """Make an export in which a question with several answers has a column of 0 and 1 for each option."""
    items = items_of("living")
    rows = [["kendala", "kendala/waktu", "kendala/biaya", *items], ["waktu", 1, 0, *[3] * len(items)]]
    return workbook({"Form": rows})


def rated(elements: int, *, named: bool = False) -> bytes:
    """Make a satisfaction survey whose elements are named by their codes only, or the nine of the rule by name."""
    header = ["No", *(f"U{number}" for number in range(1, elements + 1))]
    if named:
        columns = load_layouts()["skm"].tables[0].columns
        header[1:10] = [column.header["id"] for column in columns if column.type == "rating"]
    return workbook({"SKM": [header, [1, *[3] * elements], [2, *[4] * elements]]})


def keyed() -> bytes:
    """Make a form whose statements are codes that another sheet explains."""
    items = [item for item in method_of().survey_items if item.dimension == "living"]
    key = [[f"P{number}", item.meaning["id"]] for number, item in enumerate(items, 1)]
    return workbook({"Form": [["Umur", *(code for code, _ in key)], [30, 3, *[2] * (len(key) - 1)]], "Kamus": key})


def timed(start: object, end: object) -> bytes:
    """Make a form-service export of one submission with the moments it was begun and sent."""
    items = items_of("living")
    return workbook({"Form": [["start", "end", *items], [start, end, 3, *[2] * (len(items) - 1)]]})


def never_lowest() -> bytes:
    """Make a survey in which nobody ever gives the lowest answer, with enough answers for that to be no chance."""
    items = items_of("living")
    rows = [{item: 1 + (number * (place + 1)) % 4 for place, item in enumerate(items)} for number in range(30)]
    return living(*(respondent(f"R{number}", answers) for number, answers in enumerate(rows)))


def repeated() -> bytes:
    """Make a form with several dimensions in which one long row of mixed answers stands twice among others."""
    items = [*items_of("living"), *items_of("governance"), *items_of("economy")]
    rows = [[(number * number + 3 * place * number + place) % 5 for place in range(len(items))] for number in range(40)]
    rows[-1] = rows[7]
    return workbook({"Form": [items, *rows]})


def without_users() -> dict[str, object]:
    """Make a respondent who gives the lowest answer to every statement about one service only."""
    part = method_of().survey_items
    own = [item.code for item in part if item.dimension == "living"]
    first = next(item.sub_dimension for item in part if item.code == own[0])
    return respondent("R1", {item.code: 0 if item.sub_dimension == first else 3 for item in part if item.code in own})


def defined(definition: str, table: str = "unit,year,A\nP,2023,1\nQ,2023,2\n") -> Fixture:
    """Make the definition of a composite, with a table for it."""
    return Fixture(table.encode(), "tabel.csv", definition=definition)


def as_percent(book: Workbook) -> None:
    """Show the answers of the first respondent as percentages."""
    for cell in book[LIVING][2]:
        cell.number_format = "0%"


def twice(*rows: list[object]) -> bytes:
    """Put the same rows on two sheets."""
    return workbook({"Kata": rows, "Angka": rows})


def nearly_twice() -> bytes:
    """Put five rows on a sheet, and on another one four of them and one that was corrected."""
    rows = [[(number + place) % 5 for place in range(9)] for number in range(5)]
    corrected = [*rows[:2], [*rows[2][:8], (rows[2][8] + 1) % 5], *rows[3:]]
    return workbook({"Kata": [items_of("living"), *rows], "Betul": [items_of("living"), *corrected]})


def indicators_of(*values: str) -> bytes:
    """Make a table of an indicator with one value a year, stored as text."""
    rows = [["IPM", HOME, YEAR - number, value] for number, value in enumerate(values)]
    return workbook({"Indikator": [["Indikator", "Daerah", "Tahun", "Nilai"], *rows]})


def delimited(*lines: str) -> bytes:
    """Write lines of text below the headers of three columns."""
    return "\n".join(("U1,U2,U3", *lines, "")).encode()


def indicator(group: str = "G", **more: object) -> str:
    """Define one indicator."""
    lines = "".join(f"{name} = {value}\n" for name, value in more.items())
    return f'[[indicator]]\ncode = "A"\ngroup = "{group}"\n{lines}'


NAMED, GROUP = 'name = "Uji"\n', '[[group]]\ncode = "G"\n'
ONE = NAMED + GROUP + indicator()
WITH_USERS = innovations([(YEAR, "Living", "Simas Pemalu", 1)], ("Tahun", "Dimensi", "Inovasi", "Pengguna"))


def hidden(content: bytes, sheet: str) -> bytes:
    """Hide a sheet."""
    return changed(content, lambda book: setattr(book[sheet], "sheet_state", "hidden"))


def without(content: bytes, sheet: str) -> bytes:
    """Delete a sheet."""
    return changed(content, lambda book: book.remove(book[sheet]))


def many_cells() -> bytes:
    """Fill every cell of a sheet by repetition."""
    cells = hostile.ods_number(1, 'table:number-columns-repeated="16384"')
    return hostile.ods(hostile.ods_sheet(hostile.ods_row(cells, attributes='table:number-rows-repeated="1048576"')))


def oversized() -> bytes:
    """Put a text into a cell that is longer than any spreadsheet program allows."""
    row = '<row r="3"><c r="B3" t="s"><v>0</v></c></row>'
    return hostile.xlsx(row, strings=f"<si><t>{'y' * 40_000}</t></si>")


def unlike_its_components() -> bytes:
    """Publish an index that the components beside it do not give."""
    header = ["Tahun", "Jalur", "Daerah", "Baseline", "Output", "Outcome", "Impact", "Quick Win", "Nilai akhir"]
    row = [YEAR, "Reguler", HOME, 3, 3, 3, 3, 3, 3.3, "resmi", "S"]
    return workbook({RESULTS: [[*header, "Dasar", "Sumber"], row]})


SURVEY = Options("survey", YEAR, "regular")

FIXTURES: Mapping[str, Callable[[], Fixture]] = {
    "file.not_found": lambda: Fixture(good_results(), ruin=Path.unlink),
    "file.changed": lambda: Fixture(good_results(), ruin=lambda path: path.write_bytes(resulting(E4=3.6))),
    "file.not_a_workbook": lambda: Fixture(b"%PDF-1.7\n%\xe2\xe3", "surat.xlsx"),
    "file.empty": lambda: Fixture(b""),
    "file.encrypted": lambda: Fixture(hostile.encrypted()),
    "file.damaged": lambda: Fixture(good_results()[:-200]),
    "file.too_large": lambda: Fixture(hostile.zip_bomb(60)),
    "file.too_many_cells": lambda: Fixture(many_cells(), "penuh.ods"),
    "file.cell_out_of_reach": lambda: Fixture(hostile.far_cell()),
    "file.unsafe_content": lambda: Fixture(hostile.with_member("xl/../../passwd")),
    "file.unclosed_quote": lambda: Fixture(b'a,b\n1,"x\n2,y\n', "kiriman.csv"),
    "file.bad_bytes": lambda: Fixture("a;b\né;ü\n".encode() + b"\xe9;x\n", "kiriman.csv"),
    "file.wrong_extension": lambda: Fixture(good_results(), "hasil.ods"),
    "file.macros_ignored": lambda: Fixture(hostile.with_member("xl/vbaProject.bin"), "makro.xlsm"),
    "file.external_links_ignored": lambda: Fixture(
        hostile.with_member("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    ),
    "file.already_loaded": lambda: Fixture(good_results(), before=good_results()),
    "file.kind_unknown": lambda: Fixture(workbook({"Belanja": [["Barang", "Harga"], ["Kertas", 40000]]})),
    "file.kind_differs": lambda: Fixture(good_results(), options=Options("marks")),
    "file.year_unknown": lambda: Fixture(resulting(D4=23)),
    "file.track_unknown": lambda: Fixture(
        workbook({"Nilai": [["daerah", "Kota Banjarmasin"], ["tahun", YEAR], ["kode", "nilai"], ["B1", 3]]})
    ),
    "file.track_taken": lambda: Fixture(field_export(("u1", "2024-09-18")), options=Options("survey", YEAR)),
    "rules.weights_sum": lambda: Fixture(rules(year=COMING, weights={"output": 0.25})),
    "rules.no_items": lambda: Fixture(
        rules(year=COMING, edit=lambda items: [items.remove(row) for row in items[:] if row[1] == "Output"])
    ),
    "rules.no_weight": lambda: Fixture(rules(year=COMING, weights={"output": None, "outcome": 0.5})),
    "rules.statements": lambda: Fixture(
        rules(year=COMING, edit=lambda items: items.remove(next(row for row in items if row[0] == "I-GOV-1.1")))
    ),
    "rules.item_new": lambda: Fixture(
        rules(year=COMING, edit=lambda items: items.append(["P8", "Output", "Kebijakan", None, None, "Baru", None]))
    ),
    "rules.items_gone": lambda: Fixture(
        rules(year=COMING, edit=lambda items: items.remove(next(row for row in items if row[0] == "P7")))
    ),
    "rules.known_before": lambda: Fixture(rules(year=YEAR)),
    "file.no_rows": lambda: Fixture(workbook({RESULTS: [RESULT_HEADER]})),
    "sheet.missing": lambda: Fixture(workbook({"Lain": [["a", "b"], [1, 2]]}), options=Options("results")),
    "sheet.dimension_missing": lambda: Fixture(without(living(full()), "Smart Society")),
    "sheet.misspelt": lambda: Fixture(
        changed(living(full()), lambda book: setattr(book[LIVING], "title", "Smart Livng")),
    ),
    "sheet.parent": lambda: Fixture(repeat_group("_index"), options=SURVEY),
    "sheet.repeat": lambda: Fixture(repeat_group("urutan"), options=SURVEY),
    "sheet.unknown": lambda: Fixture(changed(living(full()), lambda book: book.create_sheet("Coretan").append(["x"]))),
    "sheet.hidden": lambda: Fixture(hidden(living(full()), LIVING)),
    "sheet.empty": lambda: Fixture(living(full())),
    "header.missing": lambda: Fixture(
        workbook({RESULTS: [["Rekap", "nilai"], ["a", "b"]]}), options=Options("results")
    ),
    "header.column_missing": lambda: Fixture(changed(good_results(), lambda book: book[RESULTS].delete_cols(5))),
    "header.duplicate": lambda: Fixture(resulting(H3="Tahun", H4=YEAR - 1, H5=YEAR - 1)),
    "header.key": lambda: Fixture(keyed(), options=SURVEY),
    "sheet.other_dimension": lambda: Fixture(
        workbook({"Smart Economy": [items_of("living"), [1] * 9]}), options=SURVEY
    ),
    "sheet.people_apart": lambda: Fixture(
        workbook({"survei": [["Umur", "Kecamatan", "_id"], [30, "Kelua", 1]], "nilai": [items_of("living"), [1] * 9]}),
        options=SURVEY,
    ),
    "header.joined": lambda: Fixture(resulting(H3="Sumber", G4=None, H4="S1")),
    "header.options": lambda: Fixture(options_of_a_question(), options=SURVEY),
    "header.unknown": lambda: Fixture(resulting(H3="Warna", H4="biru")),
    "cell.blank": lambda: Fixture(resulting(D4=None)),
    "cell.not_a_number": lambda: Fixture(marked(C6="empat")),
    "cell.not_an_integer": lambda: Fixture(with_cells(living(full()), LIVING, {"K2": 2.5})),
    "cell.not_a_date": lambda: Fixture(with_cells(living(full()), LIVING, {"B2": "kemarin"})),
    "cell.out_of_scale": lambda: Fixture(marked(C6=7)),
    "cell.formula_not_computed": lambda: Fixture(marked(C6="=2+2")),
    "cell.error_value": lambda: Fixture(marked(C6="#N/A")),
    "cell.text_too_long": lambda: Fixture(oversized()),
    "cell.number_as_text": lambda: Fixture(marked(C6="3")),
    "cell.answer_missing": lambda: Fixture(marked(C6=None)),
    "value.unknown_region": lambda: Fixture(marked(B1="Kabupaten Wakanda")),
    "value.unknown_dimension": lambda: Fixture(listed(YEAR, "Smart Mobility", None, "Trem", "x", "S")),
    "value.unknown_sub_dimension": lambda: Fixture(listed(YEAR, "Living", "Layanan Publik", "Trem", "x", "S")),
    "value.unknown_item": lambda: Fixture(marked(A6="Z99")),
    "value.unknown_track": lambda: Fixture(resulting(C4="khusus")),
    "value.unknown_choice": lambda: Fixture(resulting(F4="katanya")),
    "value.unknown_service": lambda: Fixture(
        living(full(service="Warung Kopi")), before=listed(YEAR, "Living", None, "Lapak Sehat", "x", "S")
    ),
    "row.duplicate": lambda: Fixture(resulting(B5=HOME)),
    "row.total": lambda: Fixture(good_results()),
    "row.label": lambda: Fixture(resulting(**{f"{letter}4": f"({n})" for n, letter in enumerate("ABCDEFG", 1)})),
    "row.example": lambda: Fixture(
        workbook({RESULTS: [RESULT_HEADER, ("contoh baris", *result_row(1, HOME, YEAR, 3)[1:])]})
    ),
    "row.sent_again": lambda: Fixture(
        field_export(("u1", "2023-09-18T08:00:00"), ("u1", "2023-09-18T09:00:00")), options=SURVEY
    ),
    "row.declined": lambda: Fixture(declined(), options=SURVEY),
    "row.prepared": lambda: Fixture(living(full(), {"respondent": "R2", "service": "Langsat Manis"})),
    "file.loaded_elsewhere": lambda: Fixture(living(full()), before=living(full()), is_of_many=True),
    "row.region_missing": lambda: Fixture(of_regions("Kabupaten Banjar", None), is_of_many=True),
    "row.incomplete": lambda: Fixture(living(full(), respondent("R2", {}, district="Kelua"))),
    "year.mismatch": lambda: Fixture(good_results(), options=Options(year=YEAR - 1)),
    "year.no_method": lambda: Fixture(field_export(("u1", "2031-09-18")), options=Options("survey", 2031, "regular")),
    "score.differs": lambda: Fixture(unlike_its_components()),
    "quota.under": lambda: Fixture(living(*varied(QUOTA - 1, "living"))),
    "quota.over": lambda: Fixture(living(*varied(QUOTA + 1, "living"))),
    "quality.straight_lining": lambda: Fixture(living(straight(4))),
    "quality.same_person": lambda: Fixture(living(full("R1", **PERSON), full("R2", 2, **PERSON))),
    "quality.service_blank": lambda: Fixture(living(full(service=None))),
    "file.replaces": lambda: Fixture(resulting(E4=3.6), before=good_results()),
    "cell.not_a_moment": lambda: Fixture(timed("pagi", "2023-09-18T09:00:00"), options=SURVEY),
    "value.other_scale": lambda: Fixture(living(full(value=5))),
    "value.scale_doubt": lambda: Fixture(never_lowest()),
    "value.near_match": lambda: Fixture(
        listed(YEAR, "Living", None, "Simaspemalu", "x", "S"),
        before=listed(YEAR, "Living", None, "Simas Pemalu", "x", "S"),
    ),
    "row.left_out": lambda: Fixture(
        living(full("R1"), full("R2", 2)), decisions=Decisions(left_out=frozenset({(LIVING, 2)}))
    ),
    "quality.service_elsewhere": lambda: Fixture(
        living(full(service="Kampung Literasi")), before=listed(YEAR, "Society", None, "Kampung Literasi", "x", "S")
    ),
    "quality.more_than_users": lambda: Fixture(
        living(full("R1", service="Simas Pemalu"), full("R2", 2, service="Simas Pemalu")), before=WITH_USERS
    ),
    "quality.zeros": lambda: Fixture(living(without_users())),
    "quality.same_answers": lambda: Fixture(repeated(), options=SURVEY),
    "quality.too_fast": lambda: Fixture(timed("2023-09-18T09:00:00", "2023-09-18T09:00:05"), options=SURVEY),
    "personal.masked": lambda: Fixture(living(full(occupation="0812-3456-7890"))),
    "personal.not_read": lambda: Fixture(with_cells(living(full()), LIVING, {"T1": "NIK", "T2": "6309010101900001"})),
    "row.beyond_header": lambda: defined(ONE, "unit,year,A\nP,2023,1,5\nQ,2023,2\nR,2023,3\n"),
    "row.broken": lambda: Fixture(delimited(*(["1,2,3"] * 20), "1,2", "3,4"), "kiriman.csv", Options("skm")),
    "cell.two_numbers": lambda: Fixture(indicators_of("1.250", "987"), "kiriman.xlsx"),
    "cell.thousands": lambda: Fixture(indicators_of("1.250", "987,5"), "kiriman.xlsx"),
    "cell.day_number": lambda: Fixture(field_export(("u1", 45553)), options=SURVEY),
    "cell.blank_word": lambda: Fixture(with_cells(living(full()), LIVING, {"B2": "n/a"})),
    "cell.percent": lambda: Fixture(changed(living(full()), as_percent)),
    "value.date_order": lambda: Fixture(with_cells(living(full()), LIVING, {"B2": "9/3/2024"})),
    "row.rejected": lambda: Fixture(with_cells(living(full()), LIVING, {"T1": "_validation_status", "T2": "Rejected"})),
    "row.hidden": lambda: Fixture(
        changed(living(full()), lambda book: setattr(book[LIVING].row_dimensions[2], "hidden", True))
    ),
    "header.hidden": lambda: Fixture(
        changed(living(full()), lambda book: setattr(book[LIVING].column_dimensions["B"], "hidden", True))
    ),
    "value.unit_spelt_twice": lambda: defined(ONE, "unit,year,A\nP,2023,1\np,2023,2\n"),
    "sheet.repeats": lambda: Fixture(twice(items_of("living"), *([n % 5] * 8 + [1] for n in range(4))), options=SURVEY),
    "sheet.nearly_repeats": lambda: Fixture(nearly_twice(), options=SURVEY),
    "definition.not_toml": lambda: defined("name = Uji"),
    "definition.key_missing": lambda: defined(NAMED + GROUP + '[[indicator]]\ncode = "A"\n'),
    "definition.key_unknown": lambda: defined(NAMED + GROUP + indicator(wieght=1)),
    "definition.value_wrong": lambda: defined(NAMED + GROUP + indicator(weight=-1)),
    "definition.code_twice": lambda: defined(ONE + indicator()),
    "definition.group_unknown": lambda: defined(NAMED + GROUP + indicator("H")),
    "definition.indicator_unknown": lambda: Fixture(b"", definition=ONE),
    "definition.group_empty": lambda: defined(ONE + '[[group]]\ncode = "H"\n'),
    "definition.weights_zero": lambda: defined(NAMED + GROUP + indicator(weight=0)),
    "composite.below_zero": lambda: defined(
        '[normalise]\nmethod = "zscore"\n[aggregate]\ngroups = "geometric"\n'.join((NAMED, GROUP + indicator()))
    ),
    "skm.order": lambda: Fixture(rated(9)),
    "skm.other_elements": lambda: Fixture(rated(14)),
    "skm.unsure_elements": lambda: Fixture(rated(11)),
    "skm.more_elements": lambda: Fixture(rated(11, named=True)),
    "evidence.not_its_name": lambda: gathered(files=[("notulen.pdf", b"MZ\x90\x00" + bytes(60))]),
    "evidence.not_evidence": lambda: gathered(files=[("laporan.html", b"<!DOCTYPE html><html></html>")]),
    "evidence.link": lambda: gathered(links=["file:///C:/bukti.pdf"]),
    "evidence.due_early": lambda: gathered({"due": f"31/12/{YEAR - 1}"}),
    "evidence.overtaken": lambda: Fixture(sheet_of(["P1", "lengkap"]), before=sheet_of(["P1", "diterima"])),
    "evidence.other_owner": lambda: Fixture(
        sheet_of(["P1", "lengkap", None, "Dewan Smart City"]), before=sheet_of(["P1", "diterima", "Diskominfo"])
    ),
    "evidence.owner_unknown": lambda: gathered({"owner": "Dinas Sosail"}),
    "source.missing": lambda: Fixture(resulting(G4=None)),
}
"""The one file of each code of `smartcity.records.findings.CATALOGUE`."""
