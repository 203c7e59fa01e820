"""The shell: choices in the address, exhibits with all their parts, sample data, failure, and the pages' manners."""

import ast
from concurrent.futures import Future
from io import BytesIO
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import desk
import folders
import pandas as pd
import pytest
import streamlit as st
from charts.test_figures import OWNERS
from openpyxl import load_workbook
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from smartcity import charts, intake
from smartcity.exhibits.kit.columns import label
from smartcity.exhibits.kit.exhibit import DATE, SCORE, SHARE, SIGNED, Column, Exhibit, Origin, Stamp, Table
from smartcity.export.downloads import Format
from smartcity.intake import DataFolder, JournalDamaged
from smartcity.intake.folder import identity
from smartcity.ui import finishing, person, showing, store
from smartcity.ui.elements import plain
from smartcity.ui.files import told_apart
from smartcity.ui.frame import guard
from smartcity.ui.screen import PHONE
from smartcity.ui.tables import LONGEST, PRINTED, on_paper, spelled, speller, styled
from smartcity.ui.translating import dictionary
from smartcity.warehouse import WarehouseBusy
from smartcity.wording import Words

PROJECT = Path(__file__).parents[2]
PAGES = (
    *("ikhtisar", "dimensi", "responden", "survei", "peringkat", "perangkat", "bukti", "simulasi", "rapat", "komposit"),
    *("jejak", "metode"),
)
WORDS = Words("id")
TITLES = {code: [WORDS(f"ui.page.{code}.title")] for code in PAGES}
STAMP = Stamp("2026-11-21T10:42:00+08:00", "3f9a77c01b2d", 9)
TABLE = Table(pd.DataFrame({"index": [3.379]}), (Column("index", "Indeks", SCORE),))
ORIGIN = Origin(2023, "Kabupaten Tabalong", "index", "official", "Indeks 2023")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the app a data folder of its own, and close its warehouse afterwards."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    yield DataFolder.chosen()
    store.close()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Build the shipped data once for the tests that only read it."""
    with desk.served(tmp_path_factory.mktemp("shipped") / "data", folders.shipped()) as folder:
        yield folder


def app(code="ikhtisar", **query):
    """Open the page *code* at an address."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    return go_to(opened, code, **query)


def go_to(opened, code, **query):
    """Go to another page; as in the browser, the address then holds only *query*."""
    opened._page_hash = calc_hash("" if code == PAGES[0] else code)
    opened.query_params.clear()
    for name, value in query.items():
        opened.query_params[name] = value
    return opened.run()


def choice(opened, name):
    """Find the widget of a choice."""
    return next(widget for widget in (*opened.button_group, *opened.selectbox) if widget.key == f"choice-{name}")


def query(opened):
    """Read the address."""
    return {name: value if isinstance(value, str) else value[-1] for name, value in opened.query_params.items()}


def texts(opened):
    """Collect what can be read on the page."""
    kinds = (opened.title, opened.header, opened.subheader, opened.markdown, opened.caption)
    return "\n".join(element.value for kind in kinds for element in kind)


def test_every_page_opens_without_any_data(empty_app):
    """With nothing loaded each page still stands and says what is missing."""
    shown = {code: app(code) for code in PAGES}

    assert {code: one.title.values for code, one in shown.items()} == TITLES
    assert {code: (len(one.exception), one.subheader.values) for code, one in shown.items()} == dict.fromkeys(
        PAGES, (0, [])
    )


def test_every_page_opens_with_a_single_year(one_year_app):
    """One year of one region, without components, survey or innovations, is enough for a page to say what it can."""
    shown = {code: app(code) for code in PAGES}

    assert {code: one.title.values for code, one in shown.items()} == TITLES
    failed = {code for code, one in shown.items() if WORDS("ui.failure.unforeseen_step") in texts(one)}
    assert {code for code, one in shown.items() if one.exception} | failed == set()


@pytest.mark.parametrize("path", sorted((PROJECT / "pages").glob("[!_]*.py")), ids=lambda path: path.stem)
def test_a_page_file_does_nothing_at_import(path):
    """A page file holds imports and functions only; run as a script, past the router, it calls the router."""
    body = ast.parse(path.read_text("utf-8")).body
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    rest = [ast.unparse(node) for node in body[1:] if not isinstance(node, allowed)]

    assert rest == ["if __name__ == '__main__':\n    enter()"]


def test_the_address_decides_what_is_chosen(shipped):
    """A link with a year opens that year."""
    opened = app(tahun="2022")

    assert choice(opened, "year").value == "2022"
    assert "2022" in opened.header[0].value


def test_the_first_page_also_has_its_name_as_an_address(shipped):
    """Who types `/ikhtisar` sees what stands at the root, with the year of that address."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    opened._page_hash = calc_hash(PAGES[0])
    opened.query_params["tahun"] = "2023"
    opened.run()
    assert (opened.title[0].value, opened.header.values) == (
        WORDS("ui.page.ikhtisar.title"),
        app(tahun="2023").header.values,
    )


def test_a_code_that_does_not_exist_is_ignored(shipped):
    """A mistyped link opens the page with its defaults instead of failing."""
    opened = app(tahun="1999", bahasa="xx", dimensi="'; drop")

    assert (choice(opened, "year").value, choice(opened, "language").value) == ("2024", "id")


def test_a_choice_is_written_to_the_address_and_a_default_is_left_out(shipped):
    """The address bar is the share link, as short as it can be."""
    opened = app(tahun="2022")

    choice(opened, "year").set_value("2021").run()
    chosen = query(opened)
    choice(opened, "year").set_value("2024").run()

    assert (chosen, query(opened)) == ({"tahun": "2021"}, {})


def test_the_address_keeps_its_codes_when_the_language_changes(shipped):
    """A link means the same in both languages."""
    opened = app("dimensi", dimensi="living")

    choice(opened, "language").set_value("en").run()

    assert query(opened) == {"dimensi": "living", "bahasa": "en"}
    assert opened.title[0].value == "Dimensions"


def test_year_and_language_go_along_to_another_page(shipped):
    """A switch of the page empties the address; what pages share is put back, what only one has is not."""
    opened = app("peringkat", tahun="2023", bahasa="en", cari="banjar")

    go_to(opened, "ikhtisar")

    assert query(opened) == {"tahun": "2023", "bahasa": "en"}
    assert choice(opened, "year").value == "2023"


def test_a_default_chosen_again_is_not_overruled_on_the_next_page(shipped):
    """Going back to the newest year holds on the next page too."""
    opened = app("peringkat", tahun="2022")

    choice(opened, "year").set_value("2024").run()
    go_to(opened, "ikhtisar")

    assert (choice(opened, "year").value, query(opened)) == ("2024", {})


def test_the_search_box_reads_and_writes_the_address(shipped):
    """A search can be passed on as a link."""
    opened = app("peringkat", cari="banjar")
    found = opened.text_input[0].value

    opened.text_input[0].set_value("kota").run()

    assert (found, query(opened)) == ("banjar", {"cari": "kota"})


def test_stamp_stands_under_the_title(shipped):
    """Each page says as of when it is and of how many files."""
    made = [caption.value for caption in app("metode").caption if caption.value.startswith("Data per")]

    assert len(made) == 1
    assert made[0].endswith(f"{len(shipped.shipped())} berkas")


def draw(exhibit):
    """Draw *exhibit* on an otherwise empty page."""

    def page(exhibit):
        from smartcity.exhibits.kit.selection import Selection
        from smartcity.ui.showing import show

        show(exhibit, Selection())

    return AppTest.from_function(page, args=(exhibit,), default_timeout=300).run()


def exhibit(**others):
    """Make an exhibit with a table as its body."""
    values = {"key": "uji", "message": "Tabalong di puncak", "source": "Surat B-1384", "stamp": STAMP, "table": TABLE}
    return Exhibit(**(values | others))


def test_an_exhibit_is_drawn_with_message_source_basis_and_date():
    """No page can forget a part of an exhibit."""
    drawn = draw(exhibit(caption="4 daerah", bases=("official", "press"), note="seri terbit"))

    assert [header.value for header in drawn.header] == ["Tabalong di puncak"]
    (notes,) = drawn.expander
    assert (notes.label, [one.value for one in notes.caption]) == (
        "Sumber dan catatan",
        ["Sumber: Surat B-1384 · data per 21 Nov 2026", "seri terbit"],
    )
    assert "4 daerah · nilai resmi dan pers" in [caption.value for caption in drawn.caption]


def test_a_phone_folds_what_is_chosen_behind_one_line(shipped):
    """On a phone choices stand behind a line that says what holds, and many sections are a list; not on a desk."""
    phone = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    phone.session_state["screen"] = PHONE
    seen = [
        [[one.label for one in opened.expander if "Pilihan" in one.label], [box.label for box in opened.selectbox]]
        for opened in (go_to(phone, "survei"), app("survei"))
    ]

    choices = ["Tahun", "Dimensi", "Rata-rata survei menjadi nilai"]
    folded = plain("Pilihan: 2024 · Semua dimensi · Rata-rata apa adanya [?]")
    assert seen == [[[folded], ["Bagian", *choices]], [[], choices]]


def test_the_first_step_of_an_empty_product_is_a_link(empty_app):
    """Where something is missing the page that takes it is a click away: in the first sentence and in every gap."""
    opened = app()

    labels = [link.proto.label for link in opened.get("page_link")]
    assert labels.count("Lihat Unggah") == 1 + 4 + 1


def test_a_long_table_says_its_numbers_by_the_language_and_is_sorted_by_their_size():
    """Each column has its texts; one of numbers also these, None where one is missing; our row alone is marked."""
    frame = pd.DataFrame(
        {"region": ["A", "B"], "value": [3.379, None], "change": [-0.5, 1200.0], "is_home": [False, True]}
    )
    columns = (Column("region", "Daerah"), Column("value", "Nilai", SCORE), Column("change", "Selisih", SIGNED))

    assert spelled(Table(frame, columns), WORDS) == {
        "columns": [
            {"label": "Daerah", "texts": ["A", "B"], "values": None},
            {"label": "Nilai", "texts": ["3,38", "–"], "values": [3.379, None]},
            {"label": "Selisih", "texts": ["−0,50", "+1.200,00"], "values": [-0.5, 1200.0]},
        ],
        "marked": [1],
        "language": "id",
    }
    assert spelled(Table(frame.assign(is_home=True), columns), Words("en"))["marked"] == []


def test_a_table_is_drawn_by_its_length():
    """A short one is a plain table, a long one a box that sorts and prints whole, a longer one Streamlit's own."""

    def drawn(count):
        rows = Table(pd.DataFrame({"index": [3.0] * count}), TABLE.columns)
        opened = draw(exhibit(table=rows))
        boxes = [one for one in opened.get("bidi_component") if one.proto.component_name == "rows"]
        return len(opened.table), len(boxes), len(opened.dataframe)

    assert [drawn(count) for count in (LONGEST, LONGEST + 1, PRINTED, PRINTED + 1)] == [
        (1, 0, 0),
        (0, 1, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]


def test_a_very_long_table_is_written_for_paper():
    """What scrolls on the screen is written out for paper, escaped, up to a length that tells of the rest."""
    frame = pd.DataFrame({"name": [f"<b>{row}" for row in range(PRINTED + 2)]})
    paper = on_paper(Table(frame, (Column("name", "Nama"),)), WORDS)

    assert paper.count("&lt;b&gt;") == PRINTED
    assert ("<b>" in paper, "Dan 2 baris lagi" in paper) == (False, True)


def test_a_chart_is_drawn_with_its_alternative_text_and_its_values():
    """Who cannot see the chart reads what it shows, and what each mark says."""
    drawn = draw(exhibit(figure=charts.owner_bars(OWNERS, WORDS), alt='Pemilik "terbanyak"'))
    (chart,) = map(ElementTree.fromstring, desk.charts(drawn))

    assert chart.get("aria-label") == 'Pemilik "terbanyak"'
    assert [mark.get("aria-label") for mark in chart.iter("g") if mark.get("role") == "img"] == [
        "DLH: 2 inovasi, pemerintah",
        "Warga: 1 inovasi, bukan pemerintah",
        "?: 1 inovasi, pemilik tidak tercatat",
    ]


def test_plotly_draws_only_what_is_asked_for():
    """Its figure stands below the chart once the reader wants it interactive, with the same alternative text."""
    drawn = draw(exhibit(figure=charts.owner_bars(OWNERS, WORDS), alt="Pemilik"))
    before = len(drawn.get("plotly_chart"))
    (actions,) = drawn.button_group
    actions.set_value("interactive").run()

    assert (before, [chart.proto.alt for chart in drawn.get("plotly_chart")]) == (0, ["Pemilik"])
    assert len(desk.charts(drawn)) == 1


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"figure": object(), "origins": (ORIGIN,)}, ("table", "interactive", "download", "origin", "link", "meet")),
        ({}, ("download", "link", "meet")),
        ({"figure": object(), "table": None}, ("interactive", "download", "link", "meet")),
    ],
)
def test_only_possible_actions_are_offered(others, expected):
    """An exhibit without rows does not offer to show them, and one that is a table does not offer to show it again."""
    assert showing.actions_of(exhibit(**others)) == expected


def test_nothing_is_made_before_it_is_asked_for(monkeypatch):
    """Showing an exhibit builds no download and traces no origin."""
    made = []
    recording = Format("text/plain", lambda *_: made.append("file"))
    monkeypatch.setattr("smartcity.export.downloads.FORMATS", {"xlsx": recording, "csv": recording})
    monkeypatch.setattr("smartcity.ui.showing.draw_origins", lambda *_: made.append("origin"))

    draw(exhibit(origins=(ORIGIN,)))

    assert made == []


def test_a_folded_exhibit_of_invented_data_raises_the_banner(shipped):
    """That a part is still folded hides no sample: the banner stands above before anybody opens it."""

    def page(exhibit):
        from smartcity.exhibits.kit.selection import Selection
        from smartcity.ui.samples import draw_banner, keep_place
        from smartcity.ui.showing import show_folded

        keep_place()
        show_folded(exhibit, Selection())
        draw_banner()

    figure = {"data": [], "layout": {}}
    made = [exhibit(is_sample=is_sample, figure=figure) for is_sample in (True, False)]
    drawn = [AppTest.from_function(page, args=(one,), default_timeout=300).run() for one in made]

    assert [_popovers(one) for one in drawn] == [[WORDS("ui.sample.withdraw")], []]
    assert [len(one.header) for one in drawn] == [0, 0]


def test_a_downloaded_workbook_describes_what_was_chosen(shipped, monkeypatch):
    """The second sheet names the year and the search that the page was opened with."""
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda label, make, name, *_, **__: offered.update({name: make}))
    opened = app("peringkat", tahun="2023", cari="banjar")
    opened.button_group(key="action-tabel-nasional").set_value("download").run()
    (workbook,) = [make for name, make in offered.items() if name.endswith(".xlsx")]
    described = load_workbook(BytesIO(workbook())).worksheets[1].values

    labels = {WORDS("export.selection.year"): "2023", WORDS("export.selection.search"): "banjar"}
    assert {label: text for label, text, *_ in described if label in labels} == labels


def _link(opened, key):
    opened.button_group(key=f"action-{key}").set_value("link").run()
    (code,) = opened.code
    return dict(parse_qsl(code.value.split("?")[1]))


def test_the_link_of_an_exhibit_pins_what_it_shows(shipped):
    """What is copied names the exhibit and all that holds, also the year that is the newest only today."""
    chosen = _link(app("peringkat", tahun="2023", cari="banjar"), "tabel-nasional")
    usual = _link(app("ikhtisar"), "garis-indeks")

    assert chosen.items() >= {"tahun": "2023", "cari": "banjar", "bagian": "posisi", "bagan": "tabel-nasional"}.items()
    assert usual == {"tahun": "2024", "bagan": "garis-indeks"}


@pytest.mark.parametrize(("page", "key"), [("ikhtisar", "komponen"), ("peringkat", "tabel-nasional")])
def test_the_link_of_older_figures_pins_their_own_year(shipped, page, key):
    """Components and nation of 2023 on a page of 2024 stay those of 2023 once later ones are published."""
    assert _link(app(page, tahun="2024"), key)["tahun"] == "2023"


def test_a_folded_exhibit_that_a_link_was_sent_for_is_open(shipped):
    """Who opens the link sees the exhibit and need not look for it."""
    opened = app("survei", bagian="layanan", bagan="jawaban-layanan-living")

    assert opened.session_state["detail-jawaban-layanan-living"] is True


def test_a_score_is_walked_down_to_its_cells(shipped):
    """Origin shows the parts of the index with their weights and the cells that they were read from."""
    opened = app(tahun="2023")

    opened.button_group(key="action-komponen").set_value("origin").run()
    cells, parts = (table.value for table in opened.table)

    assert len(opened.exception) == 0
    assert parts.iloc[:, -1].sum().round(2) == 3.38
    assert set(cells[WORDS("origin.column.file")]) == {"hasil-smart-city.xlsx"}


def test_sample_data_is_named_on_every_page_that_shows_it(shipped):
    """The banner stands where invented figures are, and only there."""
    has_banner = {code: WORDS("ui.sample.withdraw") in _popovers(app(code)) for code in PAGES[:-1]}

    assert has_banner == {
        "ikhtisar": True,
        "dimensi": False,
        "responden": True,
        "survei": True,
        "peringkat": False,
        "perangkat": False,
        "bukti": False,
        "simulasi": True,
        "rapat": False,
        "komposit": False,
        "jejak": False,
    }


def _popovers(opened):
    return [block.proto.popover.label for block in opened.get("popover")]


@pytest.fixture
def own_shipped(tmp_path):
    """Give the app the shipped data in a folder of the test's own."""
    with desk.served(tmp_path / "data", folders.shipped()) as folder:
        yield folder


def test_sample_data_is_withdrawn_by_one_confirmed_step(own_shipped):
    """After the confirmation the journal holds a withdrawal for each sample file and no page shows any."""
    opened = app("responden")

    opened.button(key="confirm-withdrawal").click().run()
    withdrawn = [line for line in intake.history(own_shipped) if line.action == "withdraw"]

    assert intake.samples(own_shipped) == ()
    assert {line.by for line in withdrawn} == {"dasbor"}
    assert [toast.value for toast in opened.toast] == [WORDS("ui.sample.withdrawn", n=len(withdrawn))]
    assert _popovers(opened) == []
    assert [code for code in (*PAGES, "inovasi") if "CONTOH" in texts(app(code))] == []


def test_an_unforeseen_failure_gets_a_number_that_the_log_holds_too(logged):
    """The viewer reads a sentence, the administrator finds the traceback by the number."""

    def page():
        from smartcity.ui.frame import guard
        from smartcity.wording import Words

        with guard(Words("id")):
            raise ZeroDivisionError("rahasia")

    shown = AppTest.from_function(page).run()
    number = logged[-1].args[0]

    assert [heading.value for heading in shown.subheader] == [WORDS("ui.failure.unforeseen", number=number)]
    assert "rahasia" not in texts(shown)
    assert logged[-1].exc_info[0] is ZeroDivisionError


def test_a_warehouse_held_by_another_program_is_explained(monkeypatch, folder):
    """The page says who holds the data and what to do, and recovers on the next visit."""
    busy = [WarehouseBusy(4711, "python -m smartcity build")]
    real = intake.open_warehouse

    def open_once_busy(*args, **kwargs):
        if busy:
            raise busy.pop()
        return real(*args, **kwargs)

    monkeypatch.setattr(intake, "open_warehouse", open_once_busy)
    opened = app()
    shown = texts(opened)

    assert WORDS("ui.failure.busy") in shown
    assert "4711" in shown
    assert WORDS("ui.failure.busy") not in texts(opened.run())


@pytest.mark.parametrize(
    "problem",
    [
        WarehouseBusy(4711, "python -m smartcity build"),
        JournalDamaged(Path("/srv/data/raw/journal.jsonl"), 7, ValueError("x")),
        PermissionError(13, "x", "/srv/data/raw/journal.jsonl"),
    ],
)
def test_a_reader_is_told_no_path_and_no_process_of_the_server(monkeypatch, folder, problem):
    """What is wrong with the data folder is for those who may change something in it."""

    def fail(*args, **kwargs):
        raise problem

    monkeypatch.setenv(person.VARIABLE, "reader")
    monkeypatch.setattr(intake, "open_warehouse", fail)
    shown = texts(app())

    assert WORDS("ui.failure.for_readers") in shown
    assert not [sign for sign in ("/srv", "4711", "journal", "smartcity build") if sign in shown]


def test_the_guard_lets_streamlit_stop_a_run():
    """A stop or rerun is no failure."""
    stop = type(st.runtime.scriptrunner.StopException())

    with pytest.raises(stop), guard(WORDS):
        raise stop


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Simas Pemalu 3,55", "Simas Pemalu 3,55"),
        ("*tebal* [x] $a$ :red", "\\*tebal\\* \\[x\\] \\$a\\$ \\:red"),
        ("1. satu", "1\\. satu"),
        ("# judul", "\\# judul"),
        ("di https://www.tvtabalong.com/a_b/c; lalu", "di [tvtabalong.com](<https://www.tvtabalong.com/a_b/c>); lalu"),
        ("snake_case pukul 10:42", "snake_case pukul 10:42"),
        ("pukul 10:42:05, R & D, 3 - 2 = 1", "pukul 10:42:05, R & D, 3 - 2 = 1"),
        (":smile: :+1: :100: :material/home:", ":\u2060smile: :\u2060+1: :\u2060100: :\u2060material/home:"),
        ("&lt;b&gt; &#60; R&D", "\\&lt;b\\&gt; \\&#60; R\\&D"),
        ("![x](https://jahat.contoh/a.png)", "!\\[x\\]([jahat.contoh](<https://jahat.contoh/a.png>))"),
        ("Judul\n===\nlain\n---", "Judul\n\\===\nlain\n\\---"),
        ("a\r# b\r\n#", "a\n\\# b\n\\#"),
        ("http:// atau https://. Lihat https://a.id/x.", "http:// atau https://. Lihat [a.id](<https://a.id/x>)."),
        ("a\n    kode", "a\n kode"),
        ("http://a\\b*c/d\\", "[a\\\\b\\*c](<http://a%5Cb*c/d%5C>)"),
    ],
)
def test_text_of_people_is_no_markup(text, expected):
    """A name in a file cannot change the page; an address is a link named by its host."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (Column("x", "X", SCORE), 3.379, "3,38"),
        (Column("x", "X", SIGNED), -0.0125, "−0,01"),
        (Column("x", "X", SHARE, 0), 0.0556, "6\N{NO-BREAK SPACE}%"),
        (Column("x", "X", DATE), "2023-09-18", "18 Sep 2023"),
        (Column("x", "X"), ("a", "b", "c"), "a, b, dan c"),
        (Column("x", "X", SCORE), pd.NA, "–"),
        (Column("x", "X"), None, "–"),
    ],
)
def test_a_value_is_spelled_as_its_column_says(column, value, expected):
    """Tables speak the page's language, and a missing value is a dash."""
    assert speller(column, WORDS)(value) == expected


def test_a_source_in_a_table_has_the_months_of_the_page():
    """Whoever reads in English reads no Indonesian month; a source that is missing is a dash."""
    [column] = label(Words("en"), "source")
    spell = speller(column, Words("en"))
    assert [spell("Portal, Mei 2024: a.go.id; surat 4 Des 2023"), spell(None)] == [
        "Portal, May 2024: a.go.id; surat 4 Dec 2023",
        "–",
    ]


def test_numbers_in_a_table_stay_numbers_underneath():
    """They stand to the right and sort by size, while words give their spelling."""
    frame = pd.DataFrame({"name": ["[a]", "b"], "index": [3.379, None]})
    shown = styled(Table(frame, (Column("name", "Nama"), Column("index", "Indeks", SCORE))), WORDS, plain)

    assert shown.data["Indeks"].tolist()[0] == 3.379
    assert shown.data["Nama"].tolist() == ["\\[a\\]", "b"]
    assert "3,38" in shown.to_html()


def test_the_translation_of_streamlit_can_be_taken_back():
    """Switching to English and back gives every text its first form."""
    for texts in ((), ("ui.day_part.",), ("ui.file_button.",)):
        there, back = dictionary("id", *texts), dictionary("en", *texts)

        assert {back[ours]: ours for ours in there.values()} == there
        assert set(there) & set(there.values()) == set()


def test_a_visitor_who_clears_streamlits_caches_changes_nothing_for_others(shipped):
    """The message that any browser may send; the warehouse is the same one, with what is saved meanwhile."""
    before = store.warehouse()
    st.cache_data.clear()
    st.cache_resource.clear()
    assert store.warehouse() is before


def test_large_files_that_differ_between_their_samples_are_told_apart():
    """Two originals of one name and length that agree in their first, middle and last bytes are two files."""
    one = bytes(3 << 20)
    other = one[: 1 << 20] + b"x" + one[(1 << 20) + 1 :]
    media = MemoryMediaFileStorage("/media")
    kinds = [told_apart("application/octet-stream", identity(content)) for content in (one, other)]
    found = [
        media.get_file(media.load_and_get_id(content, kind, MediaFileKind.DOWNLOADABLE, "survei.xlsx") + ".bin")
        for content, kind in zip((one, other), kinds)
    ]
    assert [file.content for file in found] == [one, other]


def test_the_page_that_is_asked_for_beside_a_step_waits_for_its_end(monkeypatch):
    """Streamlit draws it at once, in a run of its own; only after the step there is something to say."""
    step, ended = Future(), []
    monkeypatch.setitem(finishing._UNDER_WAY, "", step)
    Thread(target=lambda: (ended.append(1), step.set_result(None))).start()
    finishing.wait_for_step()
    assert ended == [1]


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_save_that_was_begun_is_finished_and_told_when_somebody_clicks_meanwhile(is_refused):
    """The click would end the run where the bar moves next; the step goes on, and the run that follows says the end."""

    def page(is_refused: bool) -> None:
        import streamlit as st
        from streamlit.runtime.scriptrunner import get_script_run_ctx
        from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

        from smartcity.access.policy import Asker, NotAllowed
        from smartcity.ui.journal import record, say_outcome
        from smartcity.wording import Words

        say_outcome()
        bar = st.empty()

        def write() -> None:
            get_script_run_ctx().script_requests.request_rerun(RerunData())
            bar.progress(0.5)
            st.session_state["steps"] = [*st.session_state.get("steps", ()), is_refused]
            if is_refused:
                raise NotAllowed(Asker("", "dewan"), "upload")

        if st.button("Simpan"):
            record(write, lambda _: "Tersimpan.", "Menyimpan", Words("id"))

    at = AppTest.from_function(page, args=(is_refused,)).run()
    at.button[0].click().run()
    outcomes = [one.value for one in (*at.success, *at.error)]
    at.run()
    assert (at.session_state["steps"], len(outcomes), len(at.success), len(at.error)) == ([is_refused], 1, 0, 0)
    assert (outcomes == ["Tersimpan."]) != is_refused


def test_what_was_done_is_said_without_moving_what_stands_below():
    """A browser makes anew what moved in a page: what is being typed there is lost, and the page jumps to its top."""

    def page() -> None:
        import streamlit as st

        from smartcity.ui.journal import remember_outcome, say_outcome

        say_outcome()
        st.text_input("Alasan")
        if st.button("Simpan"):
            remember_outcome("Tersimpan.")
            st.rerun()

    def places() -> tuple[list[str], list[int]]:
        return [one.value for one in at.success], [number for number, one in at.main.children.items() if one in fields]

    at = AppTest.from_function(page).run()
    fields = [*at.text_input, *at.button]
    before = places()
    at.button[0].click().run()
    fields = [*at.text_input, *at.button]
    after = places()
    at.run()
    fields = [*at.text_input, *at.button]
    assert (before[0], after[0], places()[0]) == ([], ["Tersimpan."], [])
    assert before[1] == after[1] == places()[1] == [1, 2]
