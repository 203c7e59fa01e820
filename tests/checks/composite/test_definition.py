from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.checks.composite.definition import read_definition
from smartcity.records.findings import CATALOGUE, Finding, Place
from smartcity.scoring.composite import (
    IMPUTATIONS,
    MEANS,
    NORMALISATIONS,
    OUTRANKINGS,
    SPANS,
    Definition,
    Faulty,
    Group,
    Indicator,
    Winsorising,
    as_toml,
)

SHORT = """
name = "Uji"
[[group]]
code = "GOV"
[[indicator]]
code = "GOV1"
group = "GOV"
"""

WHOLE = """
name = "Kota layak huni"
outranking = ["copeland", "borda"]
[treat]
winsorise = { points = 2, skew = 2.0, kurtosis = 3.5 }
[missing]
impute = "mean"
below = 0.5
[normalise]
method = "goalposts"
over = "pooled"
to = [0, 10]
[aggregate]
groups = "harmonic"
index = "geometric"
[[group]]
code = "GOV"
weight = 0.2
[[group]]
code = "ECO"
weight = 3
[[indicator]]
code = "GOV1"
group = "GOV"
weight = 1.0
direction = 1
goalposts = [20, 37]
[[indicator]]
code = "ECO1"
group = "ECO"
direction = -1
goalposts = [0, 1]
"""


def faults(text):
    """Return what is wrong with a definition, as (code, found, where)."""
    with pytest.raises(Faulty) as refused:
        read_definition(text.encode(), "uji.toml")
    return [(one.code, one.found, one.values.get("where", "")) for one in refused.value.findings]


def test_every_entry_is_read():
    """A definition that says everything is read as it is written."""
    assert read_definition(WHOLE.encode(), "uji.toml") == Definition(
        name="Kota layak huni",
        groups=(Group("GOV", 0.2), Group("ECO", 3.0)),
        indicators=(Indicator("GOV1", "GOV", 1.0, 1, (20.0, 37.0)), Indicator("ECO1", "ECO", 1.0, -1, (0.0, 1.0))),
        winsorise=Winsorising(2, 2.0, 3.5),
        impute="mean",
        below=0.5,
        method="goalposts",
        over="pooled",
        to=(0.0, 10.0),
        group_mean="harmonic",
        index_mean="geometric",
        outranking=("copeland", "borda"),
    )


def test_what_is_not_said_has_its_documented_value():
    """Name, groups and indicators are enough: minmax per year onto 0 to 100, arithmetic means, nothing made up."""
    made = read_definition(SHORT.encode(), "uji.toml")

    assert made == Definition("Uji", (Group("GOV", 1.0),), (Indicator("GOV1", "GOV", 1.0, 1, None),))
    assert (made.method, made.over, made.to, made.impute, made.below) == ("minmax", "year", (0.0, 100.0), "none", 0.0)
    assert (made.group_mean, made.index_mean, made.winsorise, made.outranking) == ("arithmetic", "arithmetic", None, ())


def test_zscore_has_a_target_of_its_own():
    """A z-score that names no target has mean 0 and deviation 1, not a range of a hundred."""
    assert read_definition((SHORT + '[normalise]\nmethod = "zscore"\n').encode(), "uji.toml").to == (0.0, 1.0)


WRONG, UNKNOWN = "definition.value_wrong", "definition.key_unknown"
NAME, GROUP, INDICATOR = 'name = "Uji"', 'code = "GOV"', 'code = "GOV1"'


@pytest.mark.parametrize(
    ("line", "instead", "expected"),
    [
        (NAME, "", ("definition.key_missing", "", "name")),
        (NAME, 'name = " "', (WRONG, " ", "name")),
        (NAME, f'nama = "Uji"\n{NAME}', (UNKNOWN, "nama", "nama")),
        (NAME, f'{NAME}\noutranking = ["condorcet"]', (WRONG, '["condorcet"]', "outranking")),
        (NAME, f'{NAME}\noutranking = "borda"', (WRONG, "borda", "outranking")),
        (NAME, f"{NAME}\nmissing = 3", (WRONG, "3", "missing")),
        (GROUP, f"{GROUP}\nweight = -1", (WRONG, "-1", "[[group]] GOV weight")),
        (GROUP, f"{GROUP}\nweight = nan", (WRONG, "NaN", "[[group]] GOV weight")),
        (GROUP, f"{GROUP}\nweight = true", (WRONG, "true", "[[group]] GOV weight")),
        (GROUP, f"{GROUP}\nweight = 0", ("definition.weights_zero", "index", "")),
        (GROUP, f'{GROUP}\n[[group]]\ncode = "ECO"', ("definition.group_empty", "ECO", "[[group]] ECO")),
        (GROUP, f"{GROUP}\n[[group]]\n{GROUP}", ("definition.code_twice", "GOV", "[[group]]")),
        (INDICATOR, 'code = "unit"', (WRONG, "unit", "[[indicator]] unit code")),
        (INDICATOR, f"{INDICATOR}\nweight = 0", ("definition.weights_zero", "GOV", "")),
        (INDICATOR, f"{INDICATOR}\ndirection = 0", (WRONG, "0", "[[indicator]] GOV1 direction")),
        (INDICATOR, f"{INDICATOR}\nwieght = 1", (UNKNOWN, "wieght", "[[indicator]] GOV1 wieght")),
        (INDICATOR, f"{INDICATOR}\ngoalposts = [3, 3]", (WRONG, "[3, 3]", "[[indicator]] GOV1 goalposts")),
        (
            INDICATOR,
            f'{INDICATOR}\ngroup = "GOV"\n[[indicator]]\n{INDICATOR}',
            ("definition.code_twice", "GOV1", "[[indicator]]"),
        ),
    ],
)
def test_each_fault_is_named_with_its_place(line, instead, expected):
    """One wrong entry gives one finding, with the table, the key and what stands there."""
    assert faults(SHORT.replace(line, instead, 1)) == [expected]


@pytest.mark.parametrize(
    ("addition", "expected"),
    [
        ('[normalise]\nmethod = "median"', ("definition.value_wrong", "median", "[normalise] method")),
        ('[normalise]\nover = "month"', ("definition.value_wrong", "month", "[normalise] over")),
        ("[normalise]\nto = [100, 0]", ("definition.value_wrong", "[100, 0]", "[normalise] to")),
        ("[normalise]\nto = [0, inf]", ("definition.value_wrong", "[0, Infinity]", "[normalise] to")),
        (
            '[normalise]\nmethod = "zscore"\nto = [50, 0]',
            ("definition.value_wrong", "[50, 0]", "[normalise] to"),
        ),
        (
            '[normalise]\nmethod = "goalposts"',
            ("definition.key_missing", "", "[[indicator]] GOV1 goalposts"),
        ),
        ("[missing]\nbelow = 1.5", ("definition.value_wrong", "1.5", "[missing] below")),
        ("[missing]\nimpute = 0", ("definition.value_wrong", "0", "[missing] impute")),
        ('[aggregate]\nindex = "median"', ("definition.value_wrong", "median", "[aggregate] index")),
        ("[treat]\nwinsorise = 2", ("definition.value_wrong", "2", "[treat] winsorise")),
        (
            "[treat]\nwinsorise = { points = 1.5, skew = 2, kurtosis = 3.5 }",
            ("definition.value_wrong", "1.5", "[treat] winsorise points"),
        ),
        (
            "[treat]\nwinsorise = { points = 2, skew = 2 }",
            ("definition.key_missing", "", "[treat] winsorise kurtosis"),
        ),
    ],
)
def test_each_rule_allows_what_is_documented(addition, expected):
    """Methods, spans, ranges, shares and limits outside their choices are named, and only they."""
    assert faults(f"{SHORT}\n{addition}\n") == [expected]


def test_no_group_is_called_as_the_index():
    """The node above the groups has that name already."""
    assert faults(SHORT.replace('"GOV"', '"index"')) == [(WRONG, "index", "[[group]] index code")]


def test_all_faults_are_named_at_once():
    """A definition with several faults is corrected in one go."""
    text = SHORT.replace('group = "GOV"', 'group = "GVO"\ndirection = 2') + "[missing]\nbelow = -1\n"

    assert sorted(code for code, *_ in faults(text)) == [
        "definition.group_empty",
        "definition.group_unknown",
        "definition.value_wrong",
        "definition.value_wrong",
    ]


def test_unknown_group_names_those_that_exist():
    """Who mistypes a group is told which there are."""
    with pytest.raises(Faulty) as refused:
        read_definition(SHORT.replace('group = "GOV"', 'group = "GVO"').encode(), "uji.toml")
    found = next(one for one in refused.value.findings if one.code == "definition.group_unknown")

    assert found == Finding(
        "definition.group_unknown",
        Place("uji.toml"),
        "GVO",
        {"where": "[[indicator]] GOV1", "known": ["GOV"], "near": ["GOV"]},
    )


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (b'name = "Uji"\nbelow = = 3\n', {"line": "2", "column": "9"}),
        (b'name = "\xff"', {}),
        (b"PK\x03\x04", {"line": "1", "column": "3"}),
    ],
)
def test_file_that_is_no_toml_says_where_reading_stops(content, values):
    """The line and column are named where they are known."""
    with pytest.raises(Faulty) as refused:
        read_definition(content, "uji.toml")

    assert [(one.code, one.values) for one in refused.value.findings] == [("definition.not_toml", values)]


@pytest.mark.parametrize(
    "text",
    ["", 'name = "Uji"', 'name = "Uji"\ngroup = []\nindicator = 3', 'name = "Uji"\ngroup = [1]\nindicator = [2]'],
)
def test_definition_without_its_tables_is_refused(text):
    """No groups and no indicators is no composite, whatever stands in their place."""
    codes = {code for code, *_ in faults(text)}

    assert codes <= {"definition.key_missing", "definition.value_wrong"}
    assert codes


names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1).filter(
    lambda text: text == text.strip() and text not in ("unit", "year", "index")
)
numbers = st.floats(0, 1e12, allow_nan=False)
pairs = st.tuples(st.floats(-1e6, 1e6), st.floats(0.5, 1e6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@st.composite
def written(draw):
    """Any definition that could be read."""
    groups = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    codes = draw(st.lists(names, min_size=len(groups), max_size=6, unique=True))
    return Definition(
        draw(names),
        tuple(Group(code, 1.0 + draw(numbers)) for code in groups),
        tuple(
            Indicator(code, groups[n % len(groups)], 1.0 + draw(numbers), draw(st.sampled_from([1, -1])), draw(pairs))
            for n, code in enumerate(codes)
        ),
        draw(st.none() | st.builds(Winsorising, st.integers(0, 9), numbers, numbers)),
        draw(st.sampled_from(IMPUTATIONS)),
        draw(st.floats(0, 1)),
        draw(st.sampled_from(NORMALISATIONS)),
        draw(st.sampled_from(SPANS)),
        draw(pairs.filter(lambda pair: pair[1] > 0)),
        draw(st.sampled_from(MEANS)),
        draw(st.sampled_from(MEANS)),
        tuple(draw(st.lists(st.sampled_from(OUTRANKINGS), unique=True))),
    )


@given(written())
def test_what_is_written_is_read_again(definition):
    """A definition built on a page and saved as TOML is the same definition when it comes back."""
    assert read_definition(as_toml(definition).encode(), "uji.toml") == definition


def test_codes_of_the_faults_are_in_the_catalogue():
    """No finding of a definition is without its words."""
    assert {code for code in CATALOGUE if code.startswith("definition.")} >= {code for code, *_ in faults("x = 1")}


@pytest.mark.parametrize(
    ("changes", "scale"),
    [
        ({}, "year"),
        ({"over": "pooled"}, "pooled"),
        ({"method": "goalposts"}, "fixed"),
        ({"method": "none", "over": "pooled"}, "fixed"),
    ],
)
def test_scale_says_what_it_hangs_on(changes, scale):
    """Only goalposts and no normalisation stand apart from the data; years compare unless each has its own scale."""
    made = replace(read_definition(WHOLE.encode(), "uji.toml"), method="minmax", over="year")
    made = replace(made, **changes)

    assert (made.scale, made.is_comparable) == (scale, scale != "year")
