"""The method: what its files say, which faults they may not have, and what its documents repeat."""

import hashlib
import pickle
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartcity import method, wording
from smartcity.config import CONFIG
from smartcity.method import (
    MethodError,
    MethodMissing,
    UnknownNode,
    find_dimension,
    find_sub_dimension,
    load_dimensions,
    load_methods,
    read_dimensions,
    read_methods,
)

DOCS = Path(__file__).parents[2] / "docs"
METHODS, DIMENSIONS = load_methods(), load_dimensions()
TABALONG = METHODS.require(2023, "regular")
PARTS = [part for dimension in DIMENSIONS for part in dimension.sub_dimensions]
by_key = pytest.mark.parametrize("rules", METHODS.all, ids=lambda rules: rules.key)


@pytest.fixture
def folder(tmp_path):
    """A copy of the method files that a test may spoil."""
    shutil.copytree(CONFIG / "methods", tmp_path / "methods")
    return tmp_path / "methods"


def spoil(path: Path, old: str, new: str) -> None:
    """Replace the first *old* in a file, which must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def problems_of(folder: Path) -> tuple[str, ...]:
    """Read a spoiled folder and return what was refused."""
    with pytest.raises(MethodError) as caught:
        read_methods(folder, DIMENSIONS)
    return caught.value.problems


def table_rows(path: Path, heading: str) -> list[list[str]]:
    """Read the cells of the tables under a heading of a document, without their head rows."""
    section = path.read_text("utf-8").split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_methods_exist_for_these_years_and_tracks():
    """Five pairs of year and track have a method, oldest first."""
    keys = [rules.key for rules in METHODS.all]
    assert keys == ["2022_kppn_ikn", "2022_regular", "2023_kppn_ikn", "2023_regular", "2024_regular"]
    assert (METHODS.years, METHODS.tracks) == ((2022, 2023, 2024), ("kppn_ikn", "regular"))
    assert [rules.track for rules in METHODS.for_year(2024)] == ["regular"]


def test_unverified_years_are_marked_unknown():
    """The years without verified weights are listed, and each of them is marked unknown."""
    listed = {entry.year: entry.certainty for entry in METHODS.unverified}
    assert listed == dict.fromkeys((2018, 2019, 2020, 2021), "unknown")


@pytest.mark.parametrize(("track", "count"), [("kppn_ikn", 117), ("regular", 111)])
def test_instrument_of_2023_has_all_its_questions(track, count):
    """The instrument of 2023 has 117 questions, 111 of them in the regular track."""
    assert len(METHODS.require(2023, track).items) == count


def test_items_per_component():
    """Each component has as many items as the instrument of 2023 says, in every year and track that weighs it."""
    sizes = {"baseline": 5, "output": 7, "outcome": 33, "impact": 54, "quick_win": 12, "collaboration": 6}
    for rules in METHODS.all:
        counts = {component.code: len(component.items) for component in rules.components}
        assert counts == {code: sizes[code] for code in rules.weights}


def test_gain_per_mark_of_the_regular_track():
    """One mark is worth what METHOD section 3 prints, to four decimals."""
    gains = {component.code: round(component.gain_per_mark, 4) for component in TABALONG.components}
    assert gains == {"baseline": 0.02, "output": 0.0286, "outcome": 0.0091, "impact": 0.0037, "quick_win": 0.0167}


def test_certainty_of_each_method():
    """Weights reproduced on published tables are certain; those carried over are inferred."""
    expected = {
        "2022_kppn_ikn": "certain",
        "2022_regular": "inferred",
        "2023_kppn_ikn": "certain",
        "2023_regular": "certain",
        "2024_regular": "inferred",
    }
    assert {rules.key: rules.certainty for rules in METHODS.all} == expected


def test_instrument_is_certain_only_where_it_is_known():
    """Items carried over from the instrument of 2023 are marked inferred in other years."""
    assert {rules.year for rules in METHODS.all if rules.instrument_certainty == "certain"} == {2023}


@by_key
def test_quota_scale_and_assessors(rules):
    """Every method says its quota, both scales and how many assessors mark an item."""
    survey = rules.survey
    assert (survey.quota, survey.answer_min, survey.answer_max) == (50, 0, 4)
    assert (survey.default_mapping, survey.mappings) == ("identity", ("identity", "nearest_level"))
    assert (survey.certainty, survey.answer_certainty) == ("unknown", "inferred")
    assert (rules.scale_min, rules.scale_max, rules.assessor_levels) == (0, 4, (1, 2, 3, 4))
    assert (rules.assessors, rules.assessors_certainty) == ({2022: 4}.get(rules.year, 5), "inferred")


@by_key
def test_fingerprint_is_that_of_the_file(rules):
    """A method carries the first twelve hexadecimal digits of its file's sha256."""
    content = (CONFIG / "methods" / f"{rules.key}.toml").read_bytes()
    assert rules.fingerprint == hashlib.sha256(content).hexdigest()[:12]


@by_key
def test_nodes_are_parents_before_children(rules):
    """Nodes are unique, begin with the index, and name a parent before what lies under it."""
    nodes = rules.nodes()
    assert nodes[0] == "index"
    assert len(nodes) == len(set(nodes))
    for item in rules.items_of(sub_dimension="governance.1"):
        path = ["index", "impact", "impact.governance", "impact.governance.1", item.code]
        assert sorted(path, key=nodes.index) == path


@by_key
def test_children_of_impact_share_out_its_items(rules):
    """The items under a component's dimensions, put together, are the items under the component."""
    parts = [f"impact.{dimension.code}" for dimension in DIMENSIONS]
    assert tuple(item for part in parts for item in rules.items_under(part)) == rules.component("impact").items


def test_collaboration_has_no_dimension_nodes():
    """A component with one question per dimension needs no node between itself and its items."""
    nodes = METHODS.require(2023, "kppn_ikn").nodes()
    assert [node for node in nodes if node.startswith("collaboration")] == ["collaboration"]


@given(st.sampled_from([(rules, item) for rules in METHODS.all for item in rules.items]))
def test_item_is_found_by_its_code(pair):
    """Every item is found by its code and under its own component."""
    rules, item = pair
    assert rules.item(item.code) is item
    assert item in rules.component(item.component).items


@given(st.sampled_from(METHODS.all))
def test_one_mark_on_every_item_is_worth_one_point(rules):
    """Raising every item by one raises the index by one, since weights sum to one."""
    total = sum(component.gain_per_mark * len(component.items) for component in rules.components)
    assert total == pytest.approx(1, abs=1e-12)


def test_items_of_a_dimension_and_sub_dimension():
    """Items are chosen by dimension across components and by sub-dimension."""
    rules = METHODS.require(2023, "kppn_ikn")
    assert [item.code for item in rules.items_of(sub_dimension="living.2")] == ["I-LIV-2.1", "I-LIV-2.2", "I-LIV-2.3"]
    assert {item.component for item in rules.items_of(dimension="living")} == {"outcome", "impact", "collaboration"}
    assert rules.items_of() == rules.items


@pytest.mark.parametrize("look_up", ["item", "component", "items_under"])
def test_unknown_code_names_the_nearest(look_up):
    """Asking for a code that the method does not have names codes that it has."""
    with pytest.raises(UnknownNode, match=r"has no 'outputt'; did you mean .+\?"):
        getattr(TABALONG, look_up)("outputt")


def test_a_component_is_no_item():
    """The code of a component is not taken for the code of an item."""
    with pytest.raises(UnknownNode):
        TABALONG.item("baseline")


def test_missing_method_lists_those_that_exist():
    """A year without a method is refused with the methods there are and the nearest of them."""
    with pytest.raises(MethodMissing, match="did you mean 2024_regular") as caught:
        METHODS.require(2025, "regular")
    assert caught.value.existing == tuple(rules.key for rules in METHODS.all)
    assert METHODS.get(2025, "regular") is None


def test_method_survives_pickling_and_hashing():
    """A method can go to another process and into a cache, because it is plain data."""
    copy = pickle.loads(pickle.dumps(TABALONG))
    assert copy == TABALONG
    assert hash(copy) == hash(TABALONG)


@by_key
def test_survey_items_are_those_of_impact(rules):
    """The survey asks exactly the items of impact; a question on collaboration is not for citizens."""
    assert rules.survey_items == rules.component("impact").items


@by_key
def test_survey_statements_are_sentences(rules):
    """Each of the survey's statements is one whole sentence, different from all others, in both languages."""
    statements = [item.meaning[language] for item in rules.component("impact").items for language in method.LANGUAGES]
    assert [text for text in statements if not re.fullmatch(r"[A-Z][^.?!]+\.", text)] == []
    assert len(set(statements)) == len(statements) == 108


def test_languages_are_those_of_the_wording():
    """The method's texts come in the same languages as the catalogues."""
    assert method.LANGUAGES == wording.LANGUAGES


def test_same_item_means_the_same_in_every_year():
    """An item carried over to another year keeps its text, indicator and place."""
    texts = {item.code: item for rules in METHODS.all for item in rules.items}
    assert all(texts[item.code] == item for rules in METHODS.all for item in rules.items)


FAULTS = [
    ("weight = 0.30", "weight = 0.25", "the weights sum to 0.95; expected 1"),
    ("weight = 0.30", "weight = 1.30", "[[components]] outcome: weight is 1.3; expected a share above 0 and at most 1"),
    ("weight = 0.30", 'weight = "0,30"', "[[components]] outcome: weight is '0,30'; expected a number"),
    ('code = "B2"', 'code = "B1"', "[[items]]: item 'B1' stands 2 times; keep one"),
    ('code = "output"', 'code = "outcome"', "[[components]]: component 'outcome' stands 2 times; keep one"),
    ('component = "baseline"', 'component = "basline"', "[[items]] B1: component is 'basline'; expected one of"),
    ('dimension = "living"', 'dimension = "life"', "[[items]] O14: dimension is 'life'; expected one of"),
    ('"living.1"', '"society.1"', "[[items]] I-LIV-1.1: sub_dimension is 'society.1'; expected one of living.1"),
    (
        'dimension = "living"\nsub_dim',
        "sub_dim",
        "sub_dimension is 'living.1'; expected one of none without a dimension",
    ),
    ('"living.1"', '"living.2"', "impact has 2 statements on living.1; expected 3"),
    ("year = 2023", "year = 2024", "year 2024 and track 'regular' belong in 2024_regular.toml; rename the file"),
    ("year = 2023\n", "", "year is missing; expected a whole number"),
    ("quota = 50", "quotta = 50", "[survey]: key 'quotta' is unknown; did you mean 'quota'?"),
    ("quota = 50", "quota = 0", "[survey]: quota is 0; expected at least one respondent"),
    ("quota = 50", "quota = true", "[survey]: quota is True; expected a whole number"),
    ("answer_min = 0", "answer_min = 4", "[survey]: answer_min 4.0 is not below answer_max 4.0"),
    ('default_mapping = "identity"', 'default_mapping = "idem"', "default_mapping is 'idem'; expected one of identity"),
    ("minimum = 0", "minimum = 4", "[scale]: minimum 4.0 is not below maximum 4.0"),
    ("levels = [1, 2, 3, 4]", "levels = [1, 5]", "[scale]: mark 5 lies outside 0.0 to 4.0"),
    ("levels = [1, 2, 3, 4]", "levels = [1, 2.5]", "assessor_levels is [1, 2.5]; expected a list, each entry a whole"),
    ("component = 1.0", "component = 0", "[availability]: a share lies outside 0 to 1"),
    ('certainty = "certain"', 'certainty = "sure"', "certainty is 'sure'; expected one of certain, inferred, unknown"),
    ('meaning.en = "The smart', 'meaning.fr = "The smart', "[[items]] B1 [meaning]: en is missing; expected text"),
    ('meaning.en = "The smart', 'meaning.fr = "The smart', "[meaning]: key 'fr' is unknown"),
    ('id = "Evaluasi 2023, jalur reguler"', 'id = " "', "[title]: id is ' '; expected text"),
    ("sources = [", "sources = [] # ", "sources is []; expected a list, each entry text"),
    ("[tolerance]", "[tolerances]", "tolerance is missing; expected a table"),
    ("[tolerance]", "[tolerances]", "key 'tolerances' is unknown; did you mean 'tolerance'?"),
    ("year = 2023", "year: 2023", "2023_regular.toml: cannot be read as TOML"),
]


@pytest.mark.parametrize(("old", "new", "problem"), FAULTS, ids=[problem for *_, problem in FAULTS])
def test_fault_is_refused(folder, old, new, problem):
    """A fault in a method file is refused with its place, what stands there and what was expected."""
    spoil(folder / "2023_regular.toml", old, new)
    found = problems_of(folder)
    assert [text for text in found if text.startswith("2023_regular.toml") and problem in text] != []


def test_component_without_items_is_refused(folder):
    """A component that no item belongs to is refused, since its score could never exist."""
    path = folder / "2023_regular.toml"
    text = path.read_text("utf-8").replace('component = "output"', 'component = "outcome"')
    path.write_text(text, "utf-8")
    assert problems_of(folder) == ("2023_regular.toml: component 'output' has no items",)


def test_faults_of_all_files_come_at_once(folder):
    """Two files with a fault each, one of them no TOML at all, give both problems together."""
    spoil(folder / "2022_regular.toml", "weight = 0.30", "weight = 0.35")
    spoil(folder / "2023_regular.toml", "year = 2023", "year:")
    found = problems_of(folder)
    assert [text.split(":")[0] for text in found] == ["2022_regular.toml", "2023_regular.toml"]


def test_year_both_unverified_and_with_a_method_is_refused(folder):
    """A year cannot have a method and stand among the unverified ones."""
    spoil(folder / "unverified.toml", "year = 2021", "year = 2024")
    assert problems_of(folder) == ("unverified.toml: 2024 also has a method file; remove it from one of the two",)


def test_folder_without_methods_is_refused(folder):
    """A folder with no method file says what was expected there."""
    for path in folder.glob("20*.toml"):
        path.unlink()
    assert problems_of(folder) == ("methods: no method; expected one file <year>_<track>.toml per year and track",)


@given(st.floats(0.001, 0.999))
@example(0.3)
def test_only_weights_that_sum_to_one_are_taken(tmp_path_factory, weight):
    """A weight for outcome is taken only when all weights then sum to one."""
    folder = tmp_path_factory.mktemp("methods")
    text = (CONFIG / "methods" / "2023_regular.toml").read_text("utf-8")
    (folder / "2023_regular.toml").write_text(text.replace("weight = 0.30", f"weight = {weight!r}"), "utf-8")
    shutil.copy(CONFIG / "methods" / "unverified.toml", folder)
    try:
        read_methods(folder, DIMENSIONS)
        taken = True
    except MethodError:
        taken = False
    assert taken == (abs(weight - 0.3) <= 1e-9)


def test_dimensions_and_their_parts():
    """Dimensions stand in the ministry's order, each with as many parts, coded by dimension and number."""
    codes = [dimension.code for dimension in DIMENSIONS]
    assert codes == ["governance", "branding", "economy", "living", "society", "environment"]
    assert [part.code for part in PARTS] == [f"{code}.{number}" for code in codes for number in (1, 2, 3)]


DIMENSION_FAULTS = [
    ('"#117733"', '"green"', "colour is 'green'; expected # and six hexadecimal digits"),
    ('"Lingkungan"', '"Ekonomi"', "dimensions.toml: spelling 'ekonomi' stands 2 times; keep one"),
    ('"Birokrasi"', '"Kebijakan"', "dimensions.toml: governance: spelling 'kebijakan' stands 2 times; keep one"),
    ("number = 2", "number = 1", "dimensions.toml: governance: sub-dimension 'governance.1' stands 2 times; keep one"),
    ('code = "living"', 'code = "society"', "dimensions.toml: dimension 'society' stands 2 times; keep one"),
    ('en = "Health"', 'de = "Gesundheit"', "[names]: en is missing; expected text"),
]


@pytest.mark.parametrize(("old", "new", "problem"), DIMENSION_FAULTS, ids=[problem for *_, problem in DIMENSION_FAULTS])
def test_fault_in_dimensions_is_refused(tmp_path, old, new, problem):
    """A fault in the file of dimensions is refused with its place and what was expected."""
    path = tmp_path / "dimensions.toml"
    shutil.copy(CONFIG / "dimensions.toml", path)
    spoil(path, old, new)
    with pytest.raises(MethodError) as caught:
        read_dimensions(path)
    assert [text for text in caught.value.problems if problem in text] != []


LISTS = [
    ("dimensions = []", "dimensions.toml: [[dimensions]] is empty; expected at least one"),
    ("dimensions = [1]", "dimensions.toml: dimensions number 1 is 1; expected a table"),
    ("dimensions = 1", "dimensions.toml: dimensions is 1; expected a list"),
]


@pytest.mark.parametrize(("text", "problem"), LISTS)
def test_something_else_than_a_list_of_tables_is_refused(tmp_path, text, problem):
    """Where a list of tables belongs, an empty list and other values are refused."""
    path = tmp_path / "dimensions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(MethodError) as caught:
        read_dimensions(path)
    assert caught.value.problems[0] == problem


SPELLINGS = [
    ("governance", "governance"),
    ("SMART  GOVERNANCE", "governance"),
    ("smart-gov", "governance"),
    ("Tata Kelola", "governance"),
    ("GOV", "governance"),
    ("Smart_Living", "living"),
    (" lingkungan\u00a0hidup ", "environment"),
    ("Smart Governence", None),
    ("Smart", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "code"), SPELLINGS)
def test_dimension_is_found_by_exact_spelling(text, code):
    """Case, punctuation and spaces do not matter; a near spelling is not guessed."""
    assert find_dimension(text) == code


@given(st.sampled_from([(d.code, text) for d in DIMENSIONS for text in (d.code, d.name, *d.aliases)]))
def test_every_alias_finds_its_dimension(pair):
    """Each name and alias of a dimension finds it, in any case and with spaces around."""
    code, text = pair
    assert {find_dimension(text), find_dimension(f"  {text.upper()} ")} == {code}


@given(st.sampled_from([(part, text) for part in PARTS for text in (part.code, *part.names.values(), *part.aliases)]))
def test_every_alias_finds_its_sub_dimension(pair):
    """Each name and alias of a sub-dimension finds it within its dimension and in no other."""
    part, text = pair
    owner = part.code.split(".")[0]
    found = {dimension.code: find_sub_dimension(text, dimension.code) for dimension in DIMENSIONS}
    assert found == {dimension.code: part.code if dimension.code == owner else None for dimension in DIMENSIONS}


PART_SPELLINGS = [
    ("Prasarana Kesehatan", None, "living.2"),
    ("sampah & limbah", "environment", "environment.2"),
    ("2", "living", "living.2"),
    ("2", None, None),
    ("Kesehatan", "economy", None),
    ("Kesehatan", "nowhere", None),
    ("", "living", None),
]


@pytest.mark.parametrize(("text", "dimension", "code"), PART_SPELLINGS)
def test_sub_dimension_is_found_by_exact_spelling(text, dimension, code):
    """A spelling is looked up within the dimension where one is given; a bare number needs one."""
    assert find_sub_dimension(text, dimension) == code


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_code_of_the_method_has_words(language):
    """Components, tracks, mappings and marks of certainty have a label and an explanation in each language."""
    speak = wording.Words(language)
    wanted = {f"method.track.{track}" for track in METHODS.tracks}
    for rules in METHODS.all:
        wanted |= {f"method.{table}.{code}" for code in rules.weights for table in ("component", "component_meaning")}
        wanted |= {
            f"method.{table}.{code}" for code in rules.survey.mappings for table in ("mapping", "mapping_meaning")
        }
    wanted |= {f"method.{table}.{mark}" for mark in method.CERTAINTIES for table in ("certainty", "certainty_meaning")}
    assert {key for key in wanted if not speak.has(key)} == set()


def test_document_repeats_the_weights():
    """The table of weights in docs/metode.md says what the method files say, and nothing else."""
    speak = wording.Words("id")
    columns = list(dict.fromkeys(code for rules in METHODS.all for code in rules.weights))
    expected = []
    for rules in METHODS.all:
        weights = [speak.number(rules.weights.get(code), 2) for code in columns]
        track, certainty = speak(f"method.track.{rules.track}"), speak(f"method.certainty.{rules.certainty}")
        expected.append([str(rules.year), track, *weights, certainty])
    unknown = speak("method.certainty.unknown")
    expected += [[str(entry.year), "", *[""] * len(columns), unknown] for entry in METHODS.unverified]
    assert table_rows(DOCS / "metode.md", "## Bobot menurut tahun dan jalur") == expected


def test_document_repeats_what_one_mark_is_worth():
    """The table of gains in docs/metode.md is that of the regular track of 2023."""
    speak = wording.Words("id")
    expected = [
        [
            speak(f"method.component.{component.code}"),
            str(len(component.items)),
            speak.number(component.weight, 2),
            speak.number(component.gain_per_mark, 4),
        ]
        for component in TABALONG.components
    ]
    assert table_rows(DOCS / "metode.md", "## Berapa harga satu tingkat") == expected


def test_worked_example_of_the_document_adds_up():
    """The sum written out for Tabalong 2023 uses the method's weights and gives the printed result."""
    text = (DOCS / "metode.md").read_text("utf-8")
    left, right = re.search(r"^(0,10 ×.+) = ([\d,]+)$", text, re.MULTILINE).groups()
    terms = [[float(part.replace(",", ".")) for part in term.split(" × ")] for term in left.split(" + ")]
    assert [weight for weight, _ in terms] == list(TABALONG.weights.values())
    assert round(sum(weight * score for weight, score in terms), 3) == float(right.replace(",", "."))


def test_document_cites_every_source():
    """Each letter that a method file cites stands in docs/metode.md, too."""
    text = (DOCS / "metode.md").read_text("utf-8")
    letters = {re.search(r"\S+/\S+", source).group() for rules in METHODS.all for source in rules.sources}
    assert {letter for letter in letters if letter not in text} == set()


def test_glossary_document_is_the_catalogue():
    """docs/glosarium.md holds exactly the Indonesian terms of the catalogue with meanings and reasons, by alphabet."""
    texts = wording.catalogue("id")
    keys = [key.removesuffix(".term") for key in texts if key.startswith("glossary.") and key.endswith(".term")]
    expected = sorted(
        ([texts[f"{key}.term"], texts[f"{key}.meaning"], texts.get(f"{key}.why", "")] for key in keys),
        key=lambda row: row[0].casefold(),
    )
    assert table_rows(DOCS / "glosarium.md", "# Glosarium") == expected


def test_glossary_has_the_same_terms_in_both_languages():
    """Every term has a name and a meaning in each language."""
    parts = (".term", ".meaning")
    keys = [
        {key for key in wording.catalogue(lang) if key.startswith("glossary.") and key.endswith(parts)}
        for lang in wording.LANGUAGES
    ]
    assert keys[0] == keys[1] == {key.rsplit(".", 1)[0] + part for key in keys[0] for part in parts}
