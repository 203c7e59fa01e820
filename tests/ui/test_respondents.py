"""The page Responden without a browser: each section on shipped_app, planted and hardly any data, and its address."""

import desk
import pytest
from desk import is_sound
from planted_forms import form, forms

from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import Words
from ui.test_shell import choice, query, texts

SECTIONS = ("kuota", "laju", "pemilik", "mutu", "siapa")
ID = Words("id")
METHOD = load_methods().require(2024, load_site().track)
SIZE = sum(item.dimension == "living" for item in METHOD.survey_items)
MIXED = [2, 4, 3] * (SIZE // 3)


def page(section=SECTIONS[0], **chosen):
    """Open a section of the page at an address; the first is the one that an address need not name."""
    return desk.section("responden", section, SECTIONS[0], **chosen)


def test_without_any_survey_one_box_says_what_helps(planted_app):
    """What is missing and the next step stand there once; nothing is drawn and nothing asked to be decided."""
    planted_app()
    shown = {}
    for section in SECTIONS:
        opened = page(section)
        steps = [one.value for one in opened.markdown if one.value.startswith("Langkah berikutnya")]
        buttons = [one.key for one in opened.button if str(one.key).startswith(("leave-out", "keep", "take-in"))]
        shown[section] = is_sound(opened), len(steps), desk.charts(opened), buttons
    assert shown == dict.fromkeys(SECTIONS, (True, 1, [], []))


@pytest.mark.parametrize(
    "answers",
    [[[3] * SIZE], [[None] * SIZE], [[None] * SIZE] * 8],
    ids=["one-respondent", "one-blank", "all-missing"],
)
def test_hardly_any_answers_fail_nowhere(planted_app, answers):
    """One respondent, and a survey that nobody answered, are counted against the quota and tell of no answers."""
    planted_app(forms([form("living", own, service="A", date="2024-09-02") for own in answers]))
    shown = {section: page(section) for section in SECTIONS}
    found = {section: (is_sound(one), len(one.header) > 0, "3,00" in texts(one)) for section, one in shown.items()}
    assert found == dict.fromkeys(SECTIONS, (True, True, False))


def test_a_form_that_was_split_opens(planted_app):
    """Each respondent answered one part only, which the page says and counts by."""
    part = METHOD.survey.statements_per_sub_dimension
    rows = [
        form("living", [own if start <= place < start + part else None for place in range(SIZE)])
        for start in range(0, SIZE, part)
        for own in (2, 4) * 4
    ]
    planted_app(forms(rows))
    assert all(is_sound(page(section, dimensi="living")) for section in SECTIONS)
    assert "dipecah per subdimensi" in texts(page(dimensi="living"))


def test_a_running_survey_has_a_text_for_each_office(planted_app):
    """Who is behind stands first; the chosen office's text can be copied, in Indonesian whoever reads the page."""
    services = [PlannedService(f"living.{part}", name, f"Dinas {name}") for part, name in enumerate("AB", 1)]
    plan = SurveyPlan(2024, METHOD.track, tuple(services), starts="2024-09-01", ends="2024-09-20", entry="a")
    planted_app(forms([form("living", MIXED, service="A", date="2024-09-02")] * 6), plans=[plan])
    opened = page("pemilik", bahasa="en")
    opened.selectbox(key="send-owner").set_value("Dinas B").run()
    assert (is_sound(opened), "Yth. Dinas B" in opened.code[0].value, "0 dari 25 isian" in opened.code[0].value) == (
        *(True,) * 3,
    )


def test_what_a_person_says_of_the_form_stands_in_the_address(shipped_app):
    """The quota follows it, and so does the link."""
    opened = page()
    choice(opened, "form").set_value("parts").run()
    assert (query(opened), ID("respondents.progress.said_parts") in texts(opened)) == ({"formulir": "parts"}, True)


def test_effects_do_not_follow_the_dimension(shipped_app):
    """The rules are those of all dimensions and say so, since effects of one dimension would tell of a few people."""
    whole, one = page("mutu"), page("mutu", dimensi="living")
    assert whole.header[0].value == one.header[0].value
    assert ID("respondents.rules.all_dimensions") in texts(one)


def test_a_mistyped_link_opens_the_page_with_its_defaults(shipped_app):
    """Codes that do not exist are ignored."""
    opened = page("hilang", pemetaan="x", dimensi="y", sampai="kemarin")
    assert (is_sound(opened), choice(opened, "section").value) == (True, SECTIONS[0])
