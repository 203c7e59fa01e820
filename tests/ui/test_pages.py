"""Every page and section shows every exhibit that it should, in either language, and nothing on it fails.

What a page shows is written down here, so that an exhibit that a page forgets is missed, and one that no page shows.
"""

import ast
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import desk
import folders
import pytest
from askers import analyst
from desk import exhibits, is_sound, written
from laws import paired
from planted_forms import form, forms
from planted_ratings import rating, ratings

from smartcity import intake
from smartcity.method import load_dimensions, load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import LANGUAGES, Words

PROJECT = Path(__file__).parents[2]
DIMENSIONS = tuple(dimension.code for dimension in load_dimensions())
METHOD = load_methods().require(2024, load_site().track)


THREES = {item.code: 3.0 for item in METHOD.items}


def each(key, *others):
    """List the folded exhibits of which there is one a dimension, after *others*."""
    return tuple(f"{key}-{code}" for code in (*others, *DIMENSIONS))


SHIPPED = {
    ("ikhtisar", ""): ("kesiapan", "komponen", "garis-indeks", "jarak-skor", "kuota"),
    ("dimensi", "cakupan"): ("cakupan", "nama-inovasi", "jumlah-naskah", "jumlah-per-daftar"),
    ("dimensi", "pemilik"): ("pemilik", "mitra"),
    ("dimensi", "perubahan"): ("perubahan", "nama-mirip"),
    ("dimensi", "agenda"): ("agenda",),
    ("inovasi", "lapor"): ("lapor-inovasi", "belum-melapor"),
    ("inovasi", "kartu"): ("inovasi",),
    ("inovasi", "belum"): ("belum-maksimal",),
    ("inovasi", "kolaborasi"): ("kolaborasi",),
    ("inovasi", "berubah"): ("perubahan-laporan",),
    ("inovasi", "fgd"): ("kartu-inovasi",),
    ("responden", "kuota"): ("kuota", "simulasi-impact", "kuota-subdimensi", "layanan"),
    ("responden", "laju"): ("harian",),
    ("responden", "pemilik"): ("tunggakan",),
    ("responden", "mutu"): ("aturan", "mutu"),
    ("responden", "siapa"): ("siapa",),
    ("survei", "dampak"): ("simulasi-impact", "simulasi-subdimensi", "simulasi-pernyataan", "pemetaan", "alfa"),
    ("survei", "jawaban"): ("jawaban", *each("jawaban", "semua")),
    ("survei", "layanan"): ("jawaban-layanan", *each("jawaban-layanan")),
    ("survei", "antartahun"): ("jawaban-tahun", *each("jawaban-tahun")),
    ("survei", "komentar"): ("komentar",),
    ("survei", "tambahan"): ("tambahan-responden", "ukuran-sampel"),
    ("survei", "skm"): ("ikm",),
    ("peringkat", "posisi"): (
        "peringkat-tahun",
        "jarak-skor",
        "klaim-hitungan",
        "tabel-nasional",
        "banding-komponen",
        "petak-provinsi",
    ),
    ("peringkat", "perpindahan"): ("perpindahan", "bagian-komponen", "langkah-peringkat", "andaikan-bobot"),
    ("peringkat", "ketahanan"): ("peluang-peringkat", "peluang-di-atas", "keraguan-utama", "manifes", "alone"),
    ("simulasi", "nilai"): ("hasil-simulasi", "peringkat-simulasi", "langkah-berikut", "semua-butir"),
    ("simulasi", "peluang"): ("peluang-peringkat", "peluang-di-atas", "manifes", "chance_matters"),
    ("simulasi", "rencana"): ("rencana", "rencana-sendiri"),
    ("simulasi", "sandingkan"): ("banding-pengandaian", "dua-pengandaian"),
    ("simulasi", "tindak"): ("tindak-lanjut",),
    ("perangkat", "rencana"): ("perangkat-layanan",),
    ("perangkat", "bagikan"): ("perangkat-skpd",),
    ("perangkat", "undang"): (),
    ("bukti", "kurang"): ("bukti-kelengkapan", "bukti-kurang"),
    ("bukti", "pemilik"): ("bukti-pemilik",),
    ("bukti", "isi"): (),
    ("bukti", "tenggat"): ("bukti-tenggat",),
    ("bukti", "jam"): ("bukti-jam-terakhir",),
    ("bukti", "kalender"): ("kalender",),
    ("rapat", ""): ("rapat",),
    ("komposit", ""): ("komposit-ketersediaan",),
    ("jejak", ""): (),
    ("metode", ""): (
        "rantai",
        "bobot",
        "aturan-dimuat",
        "belum-diketahui",
        "kepastian",
        "harga-nilai",
        "glosarium",
        "sumber-data",
        "indikator",
    ),
}
"""What each section shows of the shipped data, from top to bottom: exhibits, and after each those folded into it."""


COMPOSED = (
    "komposit-ketersediaan",
    "komposit-peringkat",
    "komposit-tahun",
    "komposit-berpasangan",
    "komposit-catatan",
    "komposit-bahan",
)
SCENARIO = {
    "nilai": ("hasil-simulasi", "peringkat-simulasi", "langkah-berikut", "semua-butir"),
    "peluang": ("peluang-simulasi",),
    "rencana": ("rencana", "rencana-komponen", "penghalang"),
    "sandingkan": ("banding-pengandaian", "dua-pengandaian"),
}
REPORTED = {
    "kartu": ("kartu-inovasi", "kartu-angka", "kartu-mitra", "kartu-riwayat", "risiko-inovasi"),
    "kolaborasi": ("kolaborasi", "kolaborasi-tahun", "kolaborasi-mitra"),
}
RUNNING = {
    "laju": ("harian", "laju-rencana", "baru", "baru-layanan"),
    "pemilik": ("laju-skpd", "tunggakan"),
    "mutu": ("aturan", "mutu", "enumerator"),
}
RATED = ("ikm", "ikm-layanan", "ikm-unsur", "ikm-bobot")
MET = ("tindak-lanjut-rapat",)
"""What a meeting begins with: it is frozen and shown on the wall."""

OWED = ("tugas-skpd",)
"""What only an office that speaks for itself is shown."""

WHEN_OPENED = ("satu-per-satu", "jumlah-per-tahun")
"""Exhibits that are only drawn when somebody opens the part that they are folded into."""

ASKING = ("responden", "mutu")
"""Here the page asks for a decision under a heading of its own; any other such heading would be that of a failure."""


@pytest.fixture(scope="module")
def supposed(tmp_path_factory):
    """A folder with two self-assessments of the same marks whose plans may not raise one component."""
    folder = folders.empty(tmp_path_factory.mktemp("pengandaian") / "data")
    with intake.open_warehouse(folder, read_only=False) as made:
        for name in "AB":
            terms = Terms(blocked=frozenset({"output"}))
            scenario = Scenario(name, METHOD.year, METHOD.track, THREES, terms)
            intake.save_scenario(folder, scenario, analyst("Rina"), "", made)
    return folder


@pytest.fixture
def scenarios(supposed, tmp_path):
    """Let the app show a copy of that folder."""
    with desk.served(tmp_path / "data", supposed) as folder:
        yield folder


def constant_keys():
    """Collect the keys that exhibits are given in their source, as far as they are written out there.

    A key is the first argument of what makes an exhibit or says that there is nothing, or an argument of that name.
    """
    for path in sorted((PROJECT / "smartcity" / "exhibits").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = []
            if isinstance(node, ast.Call):
                named = [word.value for word in node.keywords if word.arg == "key"]
                if isinstance(node.func, ast.Attribute) and node.func.attr in ("exhibit", "nothing"):
                    named += node.args[:1]
            elif isinstance(node, ast.Assign) and any(
                isinstance(to, ast.Name) and to.id == "KEY" for to in node.targets
            ):
                named = [node.value]
            yield from (one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str))


@pytest.mark.parametrize(
    ("code", "section", "language"),
    [(*one, language) for one, language in zip(SHIPPED, cycle(LANGUAGES))],
    ids=("-".join(filter(None, one)) for one in SHIPPED),
)
def test_a_section_shows_every_exhibit_that_it_should(shipped_app, code, section, language):
    """Title, the open section and exactly these exhibits, in this order; nothing failed. Its texts are tested apart."""
    query = {"bagian": section} if section else {}
    opened, words = desk.page(code, **query, bahasa=language), Words(language)

    assert [title.value for title in opened.title] == [words(f"ui.page.{code}.title")]
    assert exhibits(opened) == SHIPPED[code, section]
    assert is_sound(opened)
    assert (len(opened.subheader), len(opened.header) > 0) == ((code, section) == ASKING, True)


def test_a_composite_is_shown_with_all_that_is_said_of_it(shipped_app):
    """Once there is an index, coverage is folded and the ranking, the years and the remarks follow."""
    opened = desk.page("komposit").button(key="composite-example-people").click().run()

    assert exhibits(opened) == COMPOSED


@pytest.mark.parametrize("section", SCENARIO)
def test_a_scenario_is_shown_with_all_that_is_said_of_it(scenarios, section):
    """Of a whole self-assessment with a plan that cannot reach its aim, each section shows these."""
    query = {"pengandaian": "A", "sanding": "B", "sasaran": "index", "indeks": "4"}

    assert exhibits(desk.page("simulasi", bagian=section, **query)) == SCENARIO[section]


def test_a_satisfaction_survey_is_shown_with_its_services_and_weights(planted_app):
    """Where there are ratings, their services, elements and weights stand below the index."""
    planted_app(ratings([rating(3, "A")] * 6 + [rating(4, "B")] * 6))

    assert exhibits(desk.page("survei", bagian="skm")) == RATED


def test_a_running_survey_is_shown_beside_its_plan_and_by_who_asked(planted_app):
    """With field-work dates, an earlier version and enumerators the sections of Responden have these, too."""
    items = [item.code for item in METHOD.survey_items if item.dimension == DIMENSIONS[0]]
    rows = [form(DIMENSIONS[0], [(place + n) % 5 for n in range(len(items))], "A", "2024-09-02") for place in range(12)]
    filled = replace(forms(rows), earlier="survei-lama.xlsx")
    answers = filled.tables["answers"]
    people = answers.respondents.assign(is_new=[True, False] * 6, enumerator=["Ani", "Budi"] * 6)
    service = PlannedService(f"{DIMENSIONS[0]}.1", "A", "Dinas A")
    plan = SurveyPlan(METHOD.year, METHOD.track, (service,), starts="2024-09-01", ends="2024-09-20", entry="a")
    planted_app(replace(filled, tables={"answers": replace(answers, respondents=people)}), plans=[plan])
    shown = {section: exhibits(desk.page("responden", bagian=section)) for section in RUNNING}

    assert shown == RUNNING


def test_every_exhibit_is_on_some_page():
    """An exhibit that no page shows is either forgotten there or of no use."""
    shown = {
        key
        for keys in (
            *(*SHIPPED.values(), COMPOSED, *SCENARIO.values(), *REPORTED.values(), *RUNNING.values()),
            *(RATED, MET, OWED, WHEN_OPENED),
        )
        for key in keys
    }

    assert sorted(set(constant_keys()) - shown) == []


@pytest.mark.parametrize(("code", "language"), paired(["survei", "responden", "simulasi"], LANGUAGES))
def test_a_year_whose_rules_are_not_known_is_open_and_marked(shipped_app, code, language):
    """Every year up to the next one is offered, and what is shown of one without rules says whose are used."""
    words = Words(language)
    opened = desk.page(code, tahun="2026", bahasa=language)
    (years,) = (one for one in (*opened.button_group, *opened.selectbox) if one.key == "choice-year")
    sentence = words("method.provisional", years=2026, track=words("method.track.regular"), origin=2024)

    assert [str(year) for year in years.options] == ["2022", "2023", "2024", "2025", "2026", "2027"]
    assert (str(years.value).strip("[]'"), is_sound(opened)) == ("2026", True)
    assert (sentence in written(opened), words("ui.rules.tag") in written(opened)) == (True, True)


def test_a_known_year_bears_no_such_mark(shipped_app):
    """What is shown of 2024 rests on its own rules."""
    assert "sementara" not in written(desk.page("responden", tahun="2024"))


def test_a_template_is_offered_of_this_year_first_and_says_whose_rules_it_has(shipped_app):
    """The years reach from the first known one to the next one."""
    opened = desk.page("unggah")
    years = opened.selectbox(key="template-year")

    assert (years.value, list(years.options)) == (2026, ["2027", "2026", "2025", "2024", "2023", "2022"])
    assert "yang dipakai aturan 2024, sementara [?]" in written(opened)
