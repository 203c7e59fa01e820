"""The survey looked at, the columns of a page, and exhibits that are made of what is loaded."""

import inspect

import pytest
from planted import warehouse
from planted_forms import form, forms

from smartcity.exhibits.kit.columns import label, of_page, table
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.impact import Marked, ways_note
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.kit.survey import Survey, load_survey, of_survey, spread_rows
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import BCA, NORMAL, Spread
from smartcity.survey.spread import PERCENTILE
from smartcity.wording import Words

ID = Words("id")
METHOD = load_methods().require(2024, load_site().track)
SIZE = sum(item.dimension == "living" for item in METHOD.survey_items)
FEW = load_site().smallest_group - 1


@pytest.fixture(scope="module")
def loaded():
    """Surveys of two years: of a dimension with enough respondents, and of one with a few."""
    rows = [form("living", [3] * SIZE) for _ in range(8)] + [form("economy", [2] * SIZE) for _ in range(FEW)]
    with warehouse(forms(rows, 2023, "lama.xlsx"), forms(rows, 2024, "baru.xlsx", is_sample=True)) as made:
        yield made


def test_columns_of_a_page_are_named_by_their_codes():
    """Another word for the label stands behind "=", another page before a dot."""
    assert of_page("survey", "dimension n=count respondents.low") == (
        "survey.dimension",
        ("n", "survey.count"),
        "respondents.low",
    )


def test_a_missing_number_leaves_the_others_what_they_are():
    """Counts stay whole numbers beside a missing one, and figures stay figures."""
    frame = table([(5, None), (None, None)], label(ID, *of_page("survey", "n=count mean"))).frame
    assert (frame["n"].dtype, frame["mean"].dtype, frame["n"].sum()) == ("Int64", float, 5)


def test_the_newest_survey_is_looked_at_unless_another_is_chosen(loaded):
    """A year without a survey has none, and none stands before the first."""
    newest, chosen = load_survey(loaded, Selection(), ID), load_survey(loaded, Selection(year=2023), ID)
    assert (newest.year, newest.before.year, chosen.year, chosen.before) == (2024, 2023, 2023, None)
    assert load_survey(loaded, Selection(year=1990), ID) is None


def test_a_survey_knows_of_whom_nothing_may_be_shown(loaded):
    """A dimension of a few is named in a note, and a chosen dimension is counted alone."""
    survey = load_survey(loaded, Selection(dimension="economy"), ID)
    assert (survey.answered, survey.is_whole, survey.counts) == (FEW, False, {"economy": FEW})
    assert survey.dimensions[0].name in survey.few_note
    assert load_survey(loaded, Selection(dimension="living"), ID).few_note == ""


def test_the_mapping_is_one_that_the_method_knows(loaded):
    """Another name in the address falls back to the method's own."""
    known = METHOD.survey.mappings[-1]
    chosen = [load_survey(loaded, Selection(mapping=mapping), ID).mapping for mapping in (known, "asing", None)]
    assert chosen == [known, METHOD.survey.default_mapping, METHOD.survey.default_mapping]


def test_what_a_survey_shows_bears_its_mark_and_files(loaded):
    """Source, sample mark and caption are those of the survey; where there is nothing to show only the source is."""
    survey = load_survey(loaded, Selection(), ID)
    shown, nothing = survey.subject(3, more="lebih"), survey.unasked
    assert (shown.source, shown.is_sample, shown.bases) == ("baru.xlsx", True, ())
    assert (shown.caption.startswith(ID("respondents.sample")), shown.caption.endswith("lebih")) == (True, True)
    assert (nothing.source, nothing.caption, nothing.is_sample) == ("baru.xlsx", "", False)


def test_an_exhibit_of_a_survey_says_when_there_is_none(loaded):
    """It is asked like any exhibit; without a survey, or anybody in it, it is not made at all."""

    @of_survey("kunci", Survey.has_answers)
    def made(survey):
        """Show the year."""
        return subject_of(survey.warehouse, survey.words).exhibit("kunci", str(survey.year), rows=[], columns=("rank",))

    missing, nobody, shown = (
        made(loaded, selection, ID)
        for selection in (Selection(year=1990), Selection(dimension="society"), Selection(year=2023))
    )
    assert (missing.key, missing.empty.missing) == ("kunci", ID("respondents.no_survey.missing_year", year=1990))
    assert (nobody.empty.why, nobody.source) == (ID("respondents.nobody.why"), "baru.xlsx")
    assert (shown.message, made.__doc__) == ("2023", "Show the year.")
    assert list(inspect.signature(made).parameters) == ["warehouse", "selection", "words"]
    assert isinstance(shown, Exhibit)


def test_a_mean_without_a_spread_has_no_ends():
    """Neither ends nor the kind of bootstrap are made up."""
    frame = spread_rows([("A", 8, 3.0, Spread(2.5, 3.5, BCA)), ("B", 2, None, None)], ID, is_sample=False)
    assert frame["low"].isna().tolist() == frame["mean"].isna().tolist() == [False, True]
    assert frame["way"].tolist() == [ID(f"survey.way.{BCA}"), ""]


@pytest.mark.parametrize(
    ("ways", "keys"),
    [
        ((PERCENTILE, PERCENTILE), ["all_percentile"]),
        ((NORMAL, NORMAL), ["all_normal"]),
        ((PERCENTILE, NORMAL), ["all_percentile", "some_normal"]),
        ((BCA, PERCENTILE, NORMAL), ["mixed", "some_normal"]),
    ],
)
def test_the_note_says_how_the_ends_of_the_bands_were_found(ways, keys):
    """Those of the other kind are named; of large dimensions it is said what large means."""
    marked = [Marked("", "", f"Dimensi {way}", "", 9, 3.0, 3.0, Spread(2, 4, way)) for way in ways]
    texts = [
        ID(f"survey.way.{key}", least=load_sampling().normal_beyond, names=ID.join([f"Dimensi {BCA}"])) for key in keys
    ]
    assert ways_note(((one.label, one.spread) for one in marked), ID) == " ".join(texts)
