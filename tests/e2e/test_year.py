"""One year of the office in a real browser: from the briefing and the survey to the meeting, its papers and what came.

One window over one folder, as the people of the office follow one another; each step looks at what the next one sees.
"""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import folders
import pytest
from askers import analyst
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader
from workbooks import YEAR, innovations, items_of, saved

from e2e.conftest import GO, Served, serve, settle, wait_until
from smartcity import intake
from smartcity.checks import Options
from smartcity.method import load_dimensions
from smartcity.ui.grids import ROW
from smartcity.wording import Words

WORDS = Words("id")
TODAY = date(YEAR, 9, 20)
LIVING = next(one for one in load_dimensions() if one.code == "living")
SERVICES = ("Simasda", "My Dinkes", "Si Uji Tepat")
OWNER = "Dinas Kesehatan"
PDF = b"%PDF-1.4\n" + b"bukti " * 200
FORMS = 6
FIRST_OWNER = {"x": 90 + 300 + 60, "y": 38 + 33}
"""Where in the table of evidence the owner of the first item stands, in px."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Served]:
    """Serve, on one day, a folder with a list of the innovations of one dimension and one published index."""
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    listed = innovations([
        (YEAR, LIVING.name, part.names["id"], service, OWNER, "S1")
        for part, service in zip(LIVING.sub_dimensions, SERVICES)
    ])  # fmt: skip
    with intake.open_warehouse(folder, read_only=False) as made:
        intake.commit(folder, listed, "inovasi.xlsx", analyst("Rina"), Options(), made)
    yield from serve(folder.root, day=TODAY)


def test_a_year_of_the_office(office, visit):
    """What each one puts in is what the next one sees, and the readiness for the round grows by what was done."""
    seen = visit(f"{office.address}/ikhtisar?tahun={YEAR}")
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    assert ready(page) == "belum ada yang diketahui selesai"
    sheet = kit_is_handed_out(page)
    answers_come_back(page, sheet)
    innovator_reports(page)
    first = fgd_decides(page)
    evidence_comes_in(page)
    second = evaluation_follows_up(page)
    papers_say_the_same(page, second)
    what_was_decided_is_done(page, first, second)
    # 0.5 x a fifth of baseline's tenth, 0.2 x 6 of 300 people, 0.15 x one of three reports, 0.15 x all decisions.
    assert seen.foreign == []
    assert ready(page) == "21\N{NO-BREAK SPACE}%"


def go(page: Page, path: str) -> None:
    """Lead the window to an address, as the links of the product do."""
    page.evaluate(GO, f"/{path}")
    settle(page)


def press(page: Page, name: str, sentence: str | re.Pattern) -> None:
    """Press a button, and wait for what it says then and until the page has come to rest."""
    page.get_by_role("button", name=name, exact=True).first.click()
    expect(page.get_by_text(sentence).first).to_be_attached()
    settle(page)


def sign(page: Page, name: str, form: Locator | None = None) -> None:
    """Write a name beside the button that saves."""
    (form or page).get_by_label("Disimpan oleh").first.fill(name)


def taken(page: Page, name: str) -> bytes:
    """Take a file away by its button."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).first.click()
    return download.value.path().read_bytes()


def ready(page: Page) -> str:
    """Read on the first page how ready the office is."""
    go(page, f"?tahun={YEAR}")
    line = page.get_by_text(re.compile(r"^Kesiapan menuju Tahap II")).first
    expect(line).to_be_attached()
    return re.search(r": (.*?), ", line.text_content())[1]


def kit_is_handed_out(page: Page) -> bytes:
    """The proposed services are decided on with their days; the kit of the office holds the recording sheet."""
    go(page, f"perangkat?tahun={YEAR}")
    expect(page.get_by_role("heading", name=re.compile("3 layanan"))).to_be_visible()
    for label, day in ((WORDS("kit.page.starts"), "01"), (WORDS("kit.page.ends"), "30")):
        page.get_by_role("spinbutton", name=f"tanggal, {label}").click()
        page.keyboard.type(f"{day}09{YEAR}")
    sign(page, "Rina")
    press(page, WORDS("kit.page.save"), WORDS("kit.page.saved"))
    page.get_by_role("radio", name=WORDS("ui.section.bagikan")).click()
    expect(page.get_by_role("heading", name=WORDS("kit.page.take"))).to_be_visible()
    settle(page)
    with ZipFile(BytesIO(taken(page, WORDS("kit.page.offer")))) as kit:
        return kit.read(WORDS("kit.zip.recording"))


def answers_come_back(page: Page, sheet: bytes) -> None:
    """The sheet, typed full, goes in with no question asked; Responden counts each form in its dimension."""
    go(page, "unggah")
    file = {"name": "lembar-isian.xlsx", "mimeType": "", "buffer": typed(sheet)}
    page.locator("input[type=file]").first.set_input_files(file)
    page.locator(".st-key-upload-check").wait_for()
    settle(page)
    expect(page.get_by_text(WORDS("upload.match.title"), exact=True)).to_have_count(0)
    sign(page, "Rina")
    press(page, WORDS("upload.save.button"), "Tersimpan sebagai entri")
    go(page, f"responden?tahun={YEAR}")
    expect(page.get_by_role("img", name=f"{LIVING.name}: {FORMS} dari 50")).to_be_attached()


def typed(sheet: bytes) -> bytes:
    """Type forms that came back into the first rows of each service, nobody's answers twice the same."""
    book = load_workbook(BytesIO(sheet))
    rows = book[LIVING.name]
    columns = {str(cell.value): cell.column for cell in rows[1]}
    items = [column for title, column in columns.items() if title[1:].partition("]")[0] in items_of("living")]
    for number in range(FORMS):
        rows.cell(number + 2, columns["Tanggal"], date(YEAR, 9, 2 + number))
        for place, column in enumerate(items):
            rows.cell(number + 2, column, (number + place) % 5)
    return saved(book)


def innovator_reports(page: Page) -> None:
    """In the walk of the FGD an innovation is found by the arrow key, and what is said of it is noted there."""
    go(page, f"inovasi?tahun={YEAR}&bagian=fgd")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile("^2 dari 3 "))).to_be_attached()
    settle(page)
    page.get_by_label(WORDS("innovations.page.new")).fill("Antrean daring")
    page.get_by_label(WORDS("innovations.page.by")).first.fill("Rina")
    press(page, WORDS("innovations.page.save"), WORDS("innovations.page.saved", name=SERVICES[1]))
    go(page, f"inovasi?tahun={YEAR}&bagian=lapor")
    expect(page.get_by_role("heading", name=re.compile("^1 dari 3 inovasi"))).to_be_attached()


def arranged(page: Page, kind: str) -> str:
    """Make a meeting of the day on its page, and return its code."""
    go(page, "rapat")
    choose(page, re.compile(WORDS("meeting.column.kind")), f"^{WORDS(f'meeting.kind.{kind}')}$")
    page.get_by_label(WORDS("meeting.page.people")).fill("Ketua Dewan; Dewan Smart City\nInovator; Dinas Kesehatan")
    sign(page, "Rina")
    press(page, WORDS("meeting.page.make"), WORDS("meeting.page.made"))
    expect(page.get_by_text("Ketua Dewan (Dewan Smart City)")).to_be_attached()
    return re.search(r"rapat=(\w+)", page.url)[1]


def put_on_agenda(page: Page, path: str, exhibit: str) -> None:
    """Add an exhibit, as its page shows it, to the agenda of the newest meeting."""
    go(page, path)
    shown = page.locator(f".st-key-exhibit-{exhibit}")
    shown.get_by_role("radio", name=WORDS("ui.action.meet"), exact=True).click()
    sign(page, "Rina", shown)
    shown.get_by_role("button", name=WORDS("meeting.adding.add"), exact=True).click()
    expect(page.get_by_text(re.compile("^Ditambahkan ke")).first).to_be_attached()
    settle(page)


def begun(page: Page, code: str) -> None:
    """Start the meeting: from then on its figures stay."""
    go(page, f"rapat?rapat={code}")
    sign(page, "Rina", page.locator(".st-key-meeting-start"))
    press(page, WORDS("meeting.page.start"), WORDS("meeting.page.started"))


def minuted(page: Page, code: str, point: str, note: str, decision: str) -> None:
    """Write a note and a decision at a point of the agenda."""
    go(page, f"rapat?rapat={code}&bagian=notulen&acara={point}")
    page.get_by_label(WORDS("meeting.column.note"), exact=True).fill(note)
    page.get_by_label(WORDS("meeting.page.decisions")).fill(decision)
    sign(page, "Budi")
    press(page, WORDS("meeting.page.save"), WORDS("meeting.page.saved"))
    expect(page.get_by_role("heading", name=re.compile("1 keputusan"))).to_be_attached()


def agreed(page: Page, code: str, what: str) -> None:
    """Write down what is to be done after the meeting, and by whom."""
    go(page, f"rapat?rapat={code}&bagian=tindakan")
    page.get_by_label(WORDS("meeting.column.what"), exact=True).fill(what)
    page.get_by_label(WORDS("meeting.column.owner"), exact=True).fill(OWNER)
    sign(page, "Budi")
    press(page, WORDS("meeting.page.save"), WORDS("meeting.page.saved"))
    expect(page.get_by_role("heading", name="1 tindak lanjut, 1 belum selesai")).to_be_attached()


def fgd_decides(page: Page) -> str:
    """The FGD looks at who reported, and notes, decides and gives somebody something to do."""
    code = arranged(page, "fgd")
    put_on_agenda(page, f"inovasi?tahun={YEAR}&bagian=lapor", "lapor-inovasi")
    begun(page, code)
    minuted(page, code, "p1", "Dua inovator belum hadir", "Yang belum melapor diundang lagi")
    agreed(page, code, "Kirim laporan kedua inovasi")
    return code


def evidence_comes_in(page: Page) -> None:
    """Owner, post, day and status are pasted into the table, a file is handed in, and the views count the item."""
    go(page, f"bukti?tahun={YEAR}&bagian=isi")
    paste(page, FIRST_OWNER, OWNER, "Sekretaris", f"01/10/{YEAR}", "lengkap")
    # What somebody else saves meanwhile takes no press of a button away.
    other = page.context.new_page()
    other.set_viewport_size(page.viewport_size)
    other.goto(page.url)
    settle(other)
    paste(other, {**FIRST_OWNER, "y": FIRST_OWNER["y"] + ROW}, OWNER, "Camat")
    sign(other, "Budi")
    press(other, WORDS("evidence.page.save"), WORDS("evidence.page.saved", n=1))
    other.close()
    sign(page, "Rina")
    press(page, WORDS("evidence.page.save"), WORDS("evidence.page.saved", n=1))

    choose(page, WORDS("evidence.pieces.items"), "^B1 ")
    page.keyboard.press("Escape")
    page.locator("input[type=file]").first.set_input_files({"name": "SK.pdf", "mimeType": "", "buffer": PDF})
    expect(page.get_by_text("SK.pdf")).to_be_attached()
    page.get_by_label(WORDS("evidence.page.by")).last.fill("Rina")
    press(page, WORDS("evidence.pieces.hand_in"), WORDS("evidence.pieces.handed_in", n=1))
    go(page, f"bukti?tahun={YEAR}&bagian=pemilik")
    expect(page.get_by_role("img", name=re.compile(f"^{OWNER}"))).to_be_attached()


def paste(page: Page, place: dict[str, int], *cells: str) -> None:
    """Paste a row of cells into the table of evidence, as from a spreadsheet."""
    page.evaluate("text => navigator.clipboard.writeText(text)", "\t".join(cells))
    page.get_by_test_id("stDataFrame").first.click(position=place)
    page.keyboard.press("Control+v")
    expect(page.get_by_text(WORDS("evidence.page.unsaved", n=1)).first).to_be_attached()
    settle(page)


def evaluation_follows_up(page: Page) -> str:
    """The next meeting begins with what the last one gave to do, and shows on the wall what was put on its agenda."""
    code = arranged(page, "evaluation")
    put_on_agenda(page, f"bukti?tahun={YEAR}&bagian=kurang", "bukti-kelengkapan")
    begun(page, code)
    go(page, f"rapat?rapat={code}&bagian=notulen&acara=p0")
    expect(page.get_by_text(re.compile("^0 dari 1 tindak lanjut")).first).to_be_attached()
    minuted(page, code, "p1", "", "Bukti baseline dilengkapi")
    go(page, f"layar?rapat={code}")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("2 dari 2")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(f"^Bukti {YEAR}"))).to_be_visible()
    return code


def papers_say_the_same(page: Page, code: str) -> None:
    """Document, slides and workbook of the meeting hold the decision and the figures that its exhibit showed."""
    go(page, f"rapat?rapat={code}")
    book = load_workbook(BytesIO(taken(page, WORDS("meeting.page.paper_xlsx"))))
    rows = [list(sheet.values) for sheet in book if sheet.title.startswith("Data")]
    complete = next(own for own in rows if own[0][0] == WORDS("shared.column.component"))
    assert complete[1] == ("Baseline", 0.1, 0.2, 1, 5)

    slides = Presentation(BytesIO(taken(page, WORDS("meeting.page.paper_pptx")))).slides
    [chart] = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    drawn = [[*series.values] for series in chart.plots[0].series]
    assert drawn == [pytest.approx([row[1] * row[2] for row in complete[1:]]), [row[1] for row in complete[1:]]]

    document = PdfReader(BytesIO(taken(page, WORDS("meeting.page.paper_pdf"))))
    text = " ".join(" ".join(one.extract_text() for one in document.pages).split())
    assert ("20 % dari 10,0 %" in text, "Bukti baseline dilengkapi" in text, "1 keputusan" in text) == (
        True,
        True,
        True,
    )
    held = [text for own in rows for row in own for text in row if isinstance(text, str)]
    assert {"Bukti baseline dilengkapi", "Kirim laporan kedua inovasi"} <= {*held}


def what_was_decided_is_done(page: Page, first: str, second: str) -> None:
    """The FGD's action item is said to be done; the meeting that looked at it keeps what it saw."""
    go(page, f"rapat?rapat={first}&bagian=tindakan")
    choose(page, WORDS("meeting.page.action"), "Kirim laporan")
    choose(page, WORDS("meeting.column.status"), WORDS("simulation.status.done"))
    sign(page, "Budi")
    press(page, WORDS("meeting.page.save"), WORDS("meeting.page.saved"))
    expect(page.get_by_role("heading", name="1 tindak lanjut, 0 belum selesai")).to_be_attached()
    go(page, f"rapat?rapat={second}")
    expect(page.get_by_text("0 dari 1 tindak lanjut").first).to_be_attached()


def choose(page: Page, label: str | re.Pattern, name: str) -> None:
    """Choose from a list by the keys."""
    box, option = page.get_by_role("combobox", name=label).last, page.get_by_role("option", name=re.compile(name)).first
    # A list that opens while the page is still drawn closes again.
    wait_until(page, lambda: option.count() or box.press("ArrowDown"))
    option.click()
    settle(page)
