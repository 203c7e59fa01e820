"""The page Survei without a browser: each section on shipped_app, planted and hardly any data, and its address."""

import desk
import pytest
from desk import is_sound
from planted import results
from planted_forms import form, forms
from planted_ratings import rating, ratings, with_comments

from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.wording import Words
from ui.test_shell import choice, query

SECTIONS = ("dampak", "jawaban", "layanan", "antartahun", "komentar", "tambahan", "skm")
ID = Words("id")
SIZE = sum(item.dimension == "living" for item in load_methods().require(2024, load_site().track).survey_items)
VARIED = [[3 + (1 if place % 2 else -1)] * SIZE for place in range(8)]


def page(section=SECTIONS[0], **chosen):
    """Open a section of the page at an address; the first is the one that an address need not name."""
    return desk.section("survei", section, SECTIONS[0], **chosen)


def test_the_shipped_samples_are_named_where_they_are_shown(shipped_app):
    """The banner stands over every section that shows invented answers, and over no empty one (comments, SKM)."""
    banners = [
        any(block.proto.popover.label == ID("ui.sample.withdraw") for block in page(section).get("popover"))
        for section in SECTIONS
    ]
    assert banners == [True, True, True, True, False, True, False]


def test_without_any_survey_one_box_says_what_helps(planted_app):
    """What is missing, why it matters and the next step stand there once, not once for each exhibit."""
    planted_app()
    shown = {}
    for section in SECTIONS:
        opened = page(section)
        steps = [one.value for one in opened.markdown if one.value.startswith("Langkah berikutnya")]
        shown[section] = is_sound(opened), len(opened.header), len(steps)
    assert shown == dict.fromkeys(SECTIONS, (True, 1, 1))


@pytest.mark.parametrize(
    "answers",
    [[[3] * SIZE], [[None] * SIZE], [[None] * SIZE] * 8],
    ids=["one-respondent", "one-blank", "all-missing"],
)
def test_hardly_any_answers_draw_nothing_and_fail_nowhere(planted_app, answers):
    """One respondent, and a survey that nobody answered, are explained instead of drawn."""
    planted_app(forms([form("living", own) for own in answers]))
    shown = {section: page(section) for section in SECTIONS}
    drawn = {section: (is_sound(one), desk.charts(one), len(one.header) > 0) for section, one in shown.items()}
    assert drawn == dict.fromkeys(SECTIONS, (True, [], True))


def test_a_dimension_without_answers_is_explained(planted_app):
    """The link names a dimension that nobody was asked about."""
    planted_app(forms([form("living", own) for own in VARIED]))
    assert all(is_sound(page(section, dimensi="society")) for section in SECTIONS)


def test_a_form_that_was_split_opens(planted_app):
    """Each respondent answered one part only."""
    part = load_methods().require(2024, load_site().track).survey.statements_per_sub_dimension
    rows = [
        form("living", [own if start <= place < start + part else None for place in range(SIZE)])
        for start in range(0, SIZE, part)
        for own in (2, 4) * 4
    ]
    planted_app(forms(rows))
    assert all(is_sound(page(section, dimensi="living")) for section in SECTIONS)


def test_a_search_in_comments_stands_in_the_address(planted_app):
    """A link opens the same comments, and a new search is written into it."""
    rows = [form("living", own) for own in VARIED]
    planted_app(with_comments(forms(rows), ["antre lama", "petugas ramah", *[None] * 6]))
    opened = page("komentar", kata="antre")
    first = opened.header[0].value
    opened.text_input(key="choice-phrase").set_value("ramah").run()
    assert (first, opened.header[0].value) == (
        "Survei 2024: 1 dari 2 komentar memuat “antre”",
        "Survei 2024: 1 dari 2 komentar memuat “ramah”",
    )
    assert query(opened) == {"bagian": "komentar", "kata": "ramah"}


def test_a_comment_is_no_markup(planted_app):
    """What people wrote cannot change the page."""
    rows = [form("living", own) for own in VARIED]
    planted_app(with_comments(forms(rows), ["*tebal* [x](http://a.b) $1$", *[None] * 7]))
    opened = page("komentar")
    assert opened.table[0].value.iloc[0, 0].startswith("\\*tebal\\*")


def test_the_mapping_stands_in_the_address_with_its_mark(shipped_app):
    """Choosing another mapping changes the figures and the link; the choice says that nobody knows the ministry's."""
    opened = page(tahun="2024")
    mapping = choice(opened, "mapping")
    before = opened.header[0].value
    mapping.set_value("nearest_level").run()
    assert (all(label.endswith("[?]") for label in mapping.options), query(opened)["pemetaan"]) == (
        True,
        "nearest_level",
    )
    assert opened.header[0].value != before


def test_the_year_of_a_satisfaction_survey_is_its_own(planted_app):
    """It is chosen apart from that of the impact survey, in the section that shows it."""
    rows = [rating(3)] * 6 + [rating(4, day=None)] * 6
    planted_app(results([]), ratings(rows))
    newest, undated = page("skm"), page("skm", skm="tanpa-tanggal")
    assert [opened.header[0].value.partition(": mutu")[0] for opened in (newest, undated)] == [
        "SKM 2024: IKM 75,00",
        "IKM 100,00",
    ]
    assert choice(newest, "skm_year").value == "2024"


def test_a_mistyped_link_opens_the_page_with_its_defaults(shipped_app):
    """Codes that do not exist are ignored."""
    opened = page("hilang", pemetaan="x", skm="9999", dimensi="y")
    assert (is_sound(opened), choice(opened, "section").value) == (True, SECTIONS[0])
