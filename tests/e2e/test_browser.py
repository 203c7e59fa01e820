"""The dashboard in a real browser: the main flow, other languages and widths, accessibility, and a quiet console."""

import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from laws import every_other, is_thorough
from playwright.sync_api import expect
from pypdf import PdfReader

from e2e.conftest import broken_rules, resize, settle, wait_until
from e2e.test_served import status_of
from smartcity.wording import LANGUAGES, Words

PAGES = (
    "",
    "dimensi",
    "inovasi",
    "responden",
    "survei",
    "peringkat",
    "unggah",
    "perangkat",
    "bukti",
    "simulasi",
    "rapat",
    "komposit",
    "jejak",
    "metode",
)
PHONE, LAPTOP, HALL = 390, 1440, 1920
LEAVING = """() => [...document.querySelectorAll("[data-testid=stTable] > div")].filter(box => {
    box.scrollLeft = box.scrollWidth;
    const begins = box.querySelector("td")?.getBoundingClientRect().left - box.getBoundingClientRect().left;
    box.scrollLeft = 0;
    return begins < 0;
}).map(box => box.innerText.slice(0, 80))"""
"""The tables whose rows lose what they are about when the figures beyond the edge are brought in."""

READ_ON_A_PHONE = (".st-key-headline", ".st-key-cards", ".st-key-folded-year", ".st-key-exhibit-komponen")
"""What of Ikhtisar stands above what on a phone."""

SCREENS = ((PHONE,), (LAPTOP, HALL))
"""Windows in which every page is looked at: the widths that one window takes in turn."""


def _views():
    """Look at each page on a phone and on a desk, in turn the one in Indonesian and the other in English.

    Where there is time, at all in both: neither a width nor a language is left out of the usual run, their pairs are.
    What is accessible is asked of one of the two, in turn of the phone and of the desk, in the one language and the
    other.
    """
    for number, page in enumerate(PAGES):
        for kind, widths in enumerate(SCREENS):
            own = LANGUAGES[(number + kind) % len(LANGUAGES)]
            is_asked = is_thorough() or kind == number // len(LANGUAGES) % len(SCREENS)
            for language in LANGUAGES if is_thorough() else (own,):
                yield pytest.param(page, language, widths, is_asked, id=f"{page or 'ikhtisar'}-{language}-{widths[0]}")


OVERFLOWING = """[...document.querySelectorAll('[data-testid=stMain] [data-testid=stVerticalBlock] > *')]
    .filter(box => box.getBoundingClientRect().right > innerWidth + 1).length"""

SMALLEST = """texts => Math.min(...texts.map(text => {
    const box = text.getBoundingClientRect(), own = text.getBBox();
    return parseFloat(getComputedStyle(text).fontSize) * (own.width ? box.width / own.width : 1);
}))"""
"""The size, in pixels of the window, of the smallest text in a chart."""

COVERED = """title => {
    const box = title.getBoundingClientRect();
    return !title.contains(document.elementFromPoint(box.left + 4, box.top + 4));
}"""
"""Whether something lies over the top of the title."""

HEALTH_OF_DEEP_LINK = re.compile(r"404 \(Not Found\)")
"""On a deep link Streamlit's client asks for its health address below the page first; the server answers 404."""


def _address(served, page, language="id", **choices):
    query = {"bahasa": language, **choices} if language != "id" else choices
    joined = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{served.address}/{page}" + (f"?{joined}" if joined else "")


def title_of(page, language="id"):
    """Return the title of a page."""
    return Words(language)(f"ui.page.{page or 'ikhtisar'}.title")


def _problems(seen, page):
    return [text for text in seen.problems if not (page and HEALTH_OF_DEEP_LINK.search(text))]


TALLEST_ROW = (
    "Math.max(0, ...[...document.querySelectorAll('[data-testid=stTable] tr')].map((row) => row.clientHeight))"
)
"""How tall a row of a table is at most: a sentence that is squeezed to a word a line makes it a screen tall."""


@pytest.mark.parametrize(("page", "language", "widths", "is_asked"), [*_views()])
def test_a_page_is_quiet_as_wide_as_the_window_and_accessible(full, tour, page, language, widths, is_asked):
    """Every page has its title, uncovered, in its language, no problem, no foreign request, and scrolls only downwards.

    It breaks no accessibility rule besides the two known ones of Streamlit's widgets. In a hall no text of a chart is
    under 18 px, a laptop sees the first table of Simulasi whole, a phone the sentence and figures of Ikhtisar first,
    and in a table that scrolls what each row is about.
    """
    seen = tour(_address(full, page, language), width=widths[0], of=language, is_left_wide=True)

    expect(seen.page.locator("[data-testid=stMain] h1").first).to_have_text(title_of(page, language))
    expect(seen.page.locator("html")).to_have_attribute("lang", language)
    for width in sorted(widths, key=lambda one: one != seen.page.viewport_size["width"]):
        if seen.page.viewport_size["width"] != width:
            resize(seen.page, width)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert seen.page.evaluate(OVERFLOWING) == 0
        assert not seen.page.locator("[data-testid=stMain] h1").first.evaluate(COVERED)
        texts = seen.page.locator(".chart text")
        if width == HALL and texts.count():
            assert round(texts.evaluate_all(SMALLEST), 3) >= 18
        if (page, width) == ("simulasi", LAPTOP):
            table = seen.page.get_by_test_id("stDataFrame").first.bounding_box()
            assert table["y"] + table["height"] <= 900
        if width == PHONE:
            assert seen.page.evaluate(LEAVING) == []
            assert seen.page.evaluate(TALLEST_ROW) < 200
        if (page, width) == ("", PHONE):
            tops = [seen.page.locator(one).first.bounding_box()["y"] for one in READ_ON_A_PHONE]
            assert tops == sorted(tops)
    if is_asked:
        assert broken_rules(seen.page) == []
    assert (_problems(seen, page), seen.foreign) == ([], [])


def test_a_link_is_followed_while_the_window_becomes_another_kind(full, tour):
    """What the browser tells of its screen at the same moment does not lead back to the page that is left."""
    page = tour(_address(full, "dimensi"), of="id").page
    page.locator("[data-testid=stSidebarNavLink]", has_text="Survei").first.evaluate("link => link.click()")
    page.set_viewport_size({"width": 1920, "height": 1000})

    expect(page.locator("h1")).to_have_text("Survei")
    settle(page)
    assert page.locator("h1").inner_text() == "Survei"


def test_the_main_flow_from_position_to_cell(full, visit):
    """A reader goes from the headline to the ranking, chooses a year, and with two clicks from a card to its file.

    The address of that file gives it to this browser alone, and to nobody once the page is closed.
    """
    seen = visit(_address(full, "ikhtisar"))
    page = seen.page
    expect(page.get_by_text("Tabalong 3,55 dari 4 pada 2024 (nilai pers), naik 0,17 dari 2023").first).to_be_visible()

    page.get_by_role("link", name="Peringkat", exact=True).click()
    expect(page.locator("[data-testid=stMain] h1").first).to_have_text("Peringkat")
    page.get_by_role("radio", name="2023", exact=True).click()
    expect(page.get_by_text("Kita unggul 0,07 atas Kota Banjarmasin pada 2023 (nilai resmi)").first).to_be_visible()
    assert "tahun=2023" in page.url
    table = page.locator(".st-key-rows-tabel-nasional table")
    ours = table.locator("tr.marked")
    expect(ours).to_have_count(1)
    firsts = []
    for order in ("ascending", "descending"):
        table.get_by_role("button", name="Nilai terbit").click()
        expect(table.locator(f"th[aria-sort={order}]")).to_have_count(1)
        firsts.append(float(table.locator("tbody tr").first.locator("td").nth(2).inner_text().replace(",", ".")))
    assert firsts[0] < 2 < 3.5 < firsts[1]
    expect(ours).to_contain_text("Kabupaten Tabalong")

    page.get_by_role("link", name="Ikhtisar", exact=True).click()
    expect(page.locator("[data-testid=stMain] h1").first).to_have_text("Ikhtisar")
    expect(page.get_by_text("Tabalong 3,38 dari 4 pada 2023 (nilai resmi), naik 0,26 dari 2022").first).to_be_visible()
    card = page.get_by_test_id("stMetric").filter(has_text="Indeks 2023").bounding_box()
    page.mouse.click(card["x"] + card["width"] / 2, card["y"] + card["height"] / 2)
    origin = page.locator(".st-key-card-origin")
    expect(origin.get_by_role("combobox").first).to_have_value("Tabalong 2023")
    for part in ("hasil-smart-city.xlsx", "Hasil", "K126", "3,38"):
        expect(origin.get_by_role("cell", name=part, exact=True).first).to_be_visible()
    link = origin.get_by_role("link", name="Buka hasil-smart-city.xlsx (sel Hasil!K126)")
    with page.expect_download() as file:
        link.click()
    assert file.value.suggested_filename == "hasil-smart-city.xlsx"
    address = link.evaluate("link => link.href")
    own = page.context.request.get(address)
    assert (own.body() == (full.folder.raw / "hasil-smart-city.xlsx").read_bytes(), own.status) == (True, 200)
    # To the browser a file that is saved is a page that never came.
    assert [text for text in _problems(seen, "ikhtisar") if not text.startswith(address)] == []

    path = urlsplit(address).path
    assert [status_of(full.address, path)[0], status_of(full.address, path, Cookie="smartcity_visit=x")[0]] == [
        403,
        403,
    ]
    page.goto("about:blank")
    wait_until(page, lambda: page.context.request.get(address).status == 404)


def test_a_shared_link_opens_the_same_view(full, visit):
    """The address alone carries language, year and exhibit; a second browser sees the same, that exhibit in view.

    What Streamlit spells by the browser's language, such as the cells of a table to type in, follows the page's.
    """
    seen = visit(_address(full, "peringkat", "en", tahun=2023, bagan="petak-provinsi"))
    other = visit(_address(full, "peringkat", tahun=2023))

    expect(seen.page.get_by_text("We lead Kota Banjarmasin by 0.07 in 2023 (official)").first).to_be_attached()
    expect(seen.page.locator(".st-key-exhibit-petak-provinsi")).to_be_in_viewport()
    expect(other.page.locator(".st-key-exhibit-petak-provinsi")).not_to_be_in_viewport()
    for one, language in ((seen, "en"), (other, "id")):
        expect(one.page.locator("html")).to_have_attribute("lang", language)
    spelled = [one.page.evaluate("[Intl.NumberFormat().format(2.98), navigator.languages[0]]") for one in (seen, other)]
    assert spelled == [["2.98", "en"], ["2,98", "id"]]


def test_a_chart_says_its_values_and_becomes_interactive_on_request(full, visit):
    """A chart is there without plotly; a tap near a mark and the arrow keys give its value; plotly comes when asked."""
    seen = visit(_address(full, "ikhtisar"), width=390)
    page, loaded = seen.page, []
    page.on("request", lambda request: loaded.append(request.url))
    chart = page.locator(".st-key-exhibit-komponen .chart > svg")
    tip = page.locator(".st-key-exhibit-komponen .tip")
    scripts = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")

    mark = chart.get_by_role("img", name="Baseline: 3,76 (resmi)")
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] - 8)
    expect(tip).to_have_text("Baseline: 3,76 (resmi)")
    chart.focus()
    page.mouse.move(0, 0)
    page.keyboard.press("ArrowRight")
    first = tip.inner_text()
    page.keyboard.press("ArrowDown")
    expect(tip).not_to_have_text(first)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()

    assert [name for name in scripts if "plotly" in name.lower()] == []
    word = Words("id")("ui.action.interactive")
    page.get_by_role("button", name=word).or_(page.get_by_role("radio", name=word)).first.click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert [name for name in loaded if "plotly" in name.lower()] != []


@pytest.mark.parametrize("page", every_other(("peringkat", "")))
def test_a_first_visit_is_light(full, browser, page):
    """A browser that keeps nothing receives at most 1.5 MB, messages included, for charts and a table of 130 rows."""
    window, received = browser.new_context(locale="id-ID"), []
    opened = window.new_page()
    watched = window.new_cdp_session(opened)
    watched.send("Network.enable")
    watched.on("Network.loadingFinished", lambda told: received.append(told["encodedDataLength"]))
    # Messages come in base64 here.
    watched.on(
        "Network.webSocketFrameReceived", lambda told: received.append(len(told["response"]["payloadData"]) * 3 / 4)
    )
    opened.goto(_address(full, page, tahun="2023"))
    settle(opened)
    expect(opened.locator(".chart > svg").first).to_be_visible()
    window.close()

    assert 5e5 < sum(received) <= 1.5e6


A4 = (703, 1016)
"""Px: what the margins leave of a sheet."""

CUT = """charts => charts.flatMap(chart => {
    const room = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("text, rect, line, path")].filter(one => !one.closest("pattern")).filter(one => {
        const box = one.getBoundingClientRect();
        return box.left < room.left - 2 || box.right > room.right + 2 || box.bottom > room.bottom + 2;
    }).map(one => one.outerHTML);
})"""
"""What of the charts lies outside the place that they have."""


EDGE = """[...document.querySelectorAll("[data-testid=stMain] *")]
    .filter(one => parseFloat(getComputedStyle(one).borderRightWidth))
    .filter(one => one.getBoundingClientRect().right > innerWidth - 0.9).length"""
"""How many borders lie at the edge of the sheet, where a printer leaves them out."""


@pytest.mark.parametrize("page", every_other(("", "peringkat", "simulasi")))
def test_a_page_is_whole_on_paper(full, tour, page):
    """On A4 a chart takes the width of its column, nothing is cut, no sheet ends within it, and no field is drawn."""
    seen = tour(_address(full, page), of="paper")
    seen.page.emulate_media(media="print")
    seen.page.set_viewport_size({"width": A4[0], "height": A4[1]})
    charts = seen.page.locator(".chart")
    exhibits = seen.page.locator("[class*=st-key-exhibit-]", has=charts)

    assert charts.count() == exhibits.count() > 0
    assert (charts.evaluate_all(CUT), seen.page.evaluate(EDGE)) == ([], 0)
    expect(seen.page.get_by_test_id("stMain").locator(":is(canvas, input, textarea):visible")).to_have_count(0)
    for exhibit in exhibits.all():
        assert exhibit.bounding_box()["height"] < A4[1]
        is_folded = exhibit.locator("[class*=st-key-detail-]").count() > 0
        whole = exhibit.locator("[class*=st-key-chart-]").first if is_folded else exhibit
        expect(whole).to_have_css("break-inside", "avoid")
    seen.page.emulate_media(media="null")


def test_an_exhibit_with_folds_begins_on_the_first_sheet(full, tour):
    """A chart that has room below the title stays there; what is folded follows on the next sheet, each fold whole."""
    seen = tour(_address(full, "survei", tahun=2024, bagian="jawaban"), of="paper")
    finding = seen.page.locator(".st-key-exhibit-jawaban h2").inner_text()
    first, *others = PdfReader(BytesIO(seen.page.pdf(format="A4"))).pages

    assert " ".join(finding.split()) in " ".join(first.extract_text().split())
    assert len(others) == 1


def test_the_head_of_a_long_table_stands_on_every_sheet_of_it(full, tour):
    """The 130 regions fill several sheets: each that has some of them says what its columns are."""
    seen = tour(_address(full, "peringkat", tahun=2023), of="paper")
    expect(seen.page.get_by_text("Raja Ampat")).to_have_count(1)
    sheets = [page.extract_text() for page in PdfReader(BytesIO(seen.page.pdf(format="A4"))).pages]
    listed = [text for text in sheets if text.count("Kabupaten ") > 3]

    assert len(listed) > 2
    assert all("Nilai terbit" in text for text in listed)


SAMPLED = ("", "survei", "simulasi", "komposit")
"""Pages of figures that rest on the sample; all of them are asked without a browser."""


def test_one_click_withdraws_the_sample_everywhere(fresh, tour):
    """The sample's banner offers to withdraw it; afterwards no page that showed it says CONTOH."""
    page = tour(_address(fresh, "responden")).page
    expect(page.get_by_text("CONTOH").first).to_be_visible()

    page.get_by_role("button", name=re.compile("Tarik data contoh")).first.click()
    page.get_by_role("button", name=Words("id")("ui.sample.confirm")).click()

    expect(page.locator("[data-testid=stMain]")).not_to_contain_text("CONTOH")
    settle(page)
    for address in SAMPLED:
        after = tour(_address(fresh, address))
        expect(after.page.locator("[data-testid=stMain] h1")).to_have_text(title_of(address))
        assert "CONTOH" not in after.page.locator("[data-testid=stMain]").inner_text()


HELPING = ("", "inovasi", "unggah", "simulasi", "rapat", "jejak")
"""Pages of exhibits and lists, to load and to type in, and for a wall; all the others are asked without a browser."""


@pytest.mark.parametrize("page", every_other(HELPING))
def test_an_empty_folder_gets_help_not_a_traceback(bare, tour, page):
    """Without any data a page says what is missing and what to do, and the browser has nothing to report."""
    seen = tour(_address(bare, page))
    expect(seen.page.locator("[data-testid=stMain] h1")).to_have_text(title_of(page))

    text = seen.page.locator("[data-testid=stMain]").inner_text()
    assert "Traceback" not in text
    assert "Error" not in text
    assert len(text) > 80
    assert _problems(seen, page) == []
