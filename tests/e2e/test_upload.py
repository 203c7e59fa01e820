"""Unggah in a real browser: a file goes in, is replaced, withdrawn and restored, and nothing is said in vain."""

from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from workbooks import HOME, YEAR, items_of, method_of, result_row, results, with_cells, workbook

from e2e.conftest import PATIENCE, broken_rules, settle
from e2e.messages import clearing, first_run, runs
from smartcity import intake

NEXT = YEAR + 2
GOOD = results([result_row(1, HOME, NEXT, 3.6)])
BAD = with_cells(GOOD, "Hasil", {"E4": "tiga"})


def upload(page: Page, name: str, content: bytes) -> None:
    """Give the page a file and wait for what it finds."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.locator(".st-key-upload-check").wait_for()
    settle(page)


def test_a_file_goes_in_and_out_again(empty, visit):
    """A wrong cell is explained and marked, the repaired file is saved, withdrawn and restored; all is accessible."""
    seen = visit(f"{empty.address}/unggah")
    page = seen.page
    # What Streamlit says of a field that takes files is said in our language, whatever the number in it.
    expect(page.get_by_text("Paling besar 50 MB", exact=True)).to_be_visible()
    upload(page, "hasil.xlsx", BAD)
    expect(page.get_by_text("tertulis “tiga”")).to_be_visible()
    expect(page.get_by_role("button", name="Keluarkan hasil.xlsx", exact=True)).to_be_visible()
    assert broken_rules(page) == []
    with page.expect_download() as taken:
        page.get_by_role("button", name="Unduh berkas bertanda").click()
    marked = load_workbook(BytesIO(taken.value.path().read_bytes()))
    assert (taken.value.suggested_filename, marked["Hasil"]["E4"].comment is None) == ("hasil-bertanda.xlsx", False)

    upload(page, "hasil.xlsx", GOOD)
    expect(page.get_by_text("3,600")).to_be_visible()
    page.get_by_label("Disimpan oleh").fill("Rina")
    # Who has the caches cleared meanwhile leaves nobody with old figures.
    with clearing(empty.address, PATIENCE) as times:
        page.get_by_role("button", name="Simpan ke data").click()
        expect(page.get_by_text("Tersimpan sebagai entri")).to_be_visible()
        told = first_run(empty.address, "peringkat", PATIENCE)
    assert (len(times) > 0, told.headings) == (True, ["Peringkat"])
    assert b"3,60" in b"".join(one.SerializeToString() for one in next(runs(empty.address, "peringkat", PATIENCE)))

    # A list closes when the page is scrolled under it.
    page.get_by_label("Entri", exact=True).scroll_into_view_if_needed()
    settle(page)
    page.get_by_label("Entri", exact=True).press("ArrowDown")
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="Tarik", exact=True).click()
    page.get_by_label("Alasan").fill("percobaan")
    page.get_by_role("button", name="Ya, tarik").click()
    expect(page.get_by_text("(hasil.xlsx) ditarik")).to_be_visible()
    # The panel that did its work closes in the run that follows; what is typed before is typed into that one.
    settle(page)
    way_back = page.get_by_role("button", name="Pulihkan", exact=True)
    way_back.evaluate("button => { button.isFirst = true; }")
    way_back.click()
    page.get_by_label("Alasan").fill("ternyata benar")
    # The sentence that was said once is gone; what stands below it is still the same, with what was typed into it.
    expect(page.get_by_text("(hasil.xlsx) ditarik")).to_have_count(0)
    settle(page)
    assert way_back.evaluate("button => button.isFirst") is True
    page.get_by_role("button", name="Ya, pulihkan").click()
    expect(page.get_by_text("dipulihkan sebagai entri")).to_be_visible()
    assert (broken_rules(page), seen.foreign) == ([], [])


def test_the_desk_fits_a_phone(bare, visit):
    """With findings on it the page is as wide as the phone, in the other language too."""
    seen = visit(f"{bare.address}/unggah?bahasa=en", width=390)
    upload(seen.page, "hasil.xlsx", BAD)
    expect(seen.page.get_by_text("Download the marked file")).to_be_visible()
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390


def messy() -> bytes:
    """Make a form's export as people send it: another scale, a header nearly like the statement, a row all alike."""
    items = items_of("living")
    headers = [method_of().item(item).meaning["id"] for item in items]
    headers[0] = headers[0].replace("saya", "kami").rstrip(".")
    answers = [[1 + (number + place * (1 + number % 3)) % 5 for place in range(len(items))] for number in range(11)]
    rows = [[f"R{number}", "Layanan percobaan", *row] for number, row in enumerate([*answers, [4] * len(items)])]
    guide = [["Jenis", "Survei dampak"], ["Tahun", YEAR], ["Jalur", "Reguler"]]
    return workbook({"Petunjuk": guide, "Smart Living": [["Kode responden", "Layanan", *headers], *rows]})


def test_what_only_a_person_can_say_is_asked_remembered_and_withdrawn(empty, visit):
    """A scale and a header are decided, a row left out, all saved in a name; the keyboard is enough to answer."""
    seen = visit(f"{empty.address}/unggah")
    page = seen.page
    upload(page, "survei.xlsx", messy())
    expect(page.get_by_text("Ubah 1–5 menjadi 0–4?")).to_be_visible()
    expect(page.get_by_role("radio", checked=True).filter(has_text="Skala")).to_have_count(0)
    assert broken_rules(page) == []

    page.get_by_text("1 → 0; 2 → 1; 3 → 2; 4 → 3; 5 → 4").click()
    accept = page.get_by_role("radio", name="Terima", exact=True)
    accept.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Pakai 2 keputusan ini dan periksa ulang").click()
    expect(page.get_by_text("Sudah Anda putuskan (2)")).to_be_visible()
    expect(page.get_by_text("Baris dibaca")).to_be_visible()
    # A fold that opens while the file is judged again is drawn anew.
    settle(page)
    page.locator(".st-key-finding-quality-straight_lining summary").click()
    settle(page)
    page.get_by_role("button", name="Keluarkan 1 baris ini").click()
    expect(page.get_by_text("Smart Living baris 13")).to_be_visible()
    settle(page)
    assert broken_rules(page) == []

    page.get_by_label("Disimpan oleh").fill("Rina")
    page.get_by_role("button", name="Simpan ke data").click()
    expect(page.get_by_text("Tersimpan sebagai entri")).to_be_visible()
    assert [line.action for line in intake.history(empty.folder)] == ["alias", "scale", "leave_out", "commit"]
    assert ({line.by for line in intake.history(empty.folder)}, seen.foreign) == ({"Rina"}, [])
