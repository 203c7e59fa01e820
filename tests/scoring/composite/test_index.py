from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from laws import examples

from smartcity.scoring.composite.definition import INDEX, Definition, Faulty, Group, Indicator, Winsorising
from smartcity.scoring.composite.index import composite
from smartcity.scoring.composite.notes import CONSTANT, ZERO

from .plain import plain_composite, plain_outranking

CODES = ("A", "B", "C", "D")
cells = st.one_of(st.none(), st.integers(0, 9))
weights = st.integers(1, 4)


@st.composite
def definitions(draw):
    """Any definition of four indicators in two groups whose means are defined."""
    mean = st.sampled_from(["arithmetic", "geometric", "harmonic"])
    group_mean, index_mean = draw(mean), draw(mean)
    methods = ["minmax", "percentile", "rank", "goalposts"]
    if group_mean == index_mean == "arithmetic":
        methods += ["zscore", "none"]
    method = draw(st.sampled_from(methods))
    return Definition(
        "Uji",
        (Group("G", draw(weights)), Group("H", draw(weights))),
        tuple(
            Indicator(code, group, draw(weights), draw(st.sampled_from([1, -1])), (2.0, 7.0))
            for code, group in zip(CODES, "GGGH")
        ),
        impute=draw(st.sampled_from(["none", "mean"])),
        below=draw(st.sampled_from([0.0, 0.5, 0.6, 1.0])),
        method=method,
        over=draw(st.sampled_from(["year", "pooled"])),
        to=draw(st.sampled_from([(0.0, 100.0), (1.0, 10.0)])),
        group_mean=group_mean,
        index_mean=index_mean,
        outranking=("copeland", "borda"),
    )


@st.composite
def tables(draw):
    """Up to five units in up to two years, many cells empty, many values equal."""
    places = draw(
        st.lists(
            st.tuples(st.sampled_from("PQRST"), st.sampled_from([2022, 2023])), min_size=1, max_size=8, unique=True
        )
    )
    return [{"unit": unit, "year": year, **{code: draw(cells) for code in CODES}} for unit, year in places]


def frame_of(rows):
    """Make a frame of rows, None being empty."""
    return pd.DataFrame(rows).astype(dict.fromkeys(CODES, float))


def same(made, other):
    """Say whether two composites agree in all values, up to the last digits."""
    by_place = [
        one.rows.merge(one.groups).merge(one.outranking).sort_values(["year", "unit"]).drop(columns=["unit", "year"])
        for one in (made, other)
    ]
    first, second = (frame.to_numpy(float, na_value=np.nan) for frame in by_place)
    return first == pytest.approx(second, nan_ok=True)


@examples(8)
@given(definitions(), tables())
def test_all_is_as_one_number_at_a_time(definition, rows):
    """Index, rank, groups, Copeland and Borda are those of plain loops over single numbers."""
    made = composite(definition, frame_of(rows))
    plain = plain_composite(definition, rows)
    for row, groups in zip(made.rows.to_dict("records"), made.groups.to_dict("records")):
        index, rank, own = plain[row["unit"], row["year"]]
        expected = [np.nan if value is None else value for value in (index, *own.values())]
        assert [row["index"], *(groups[code] for code in own)] == pytest.approx(expected, nan_ok=True)
        assert (None if row["rank"] is pd.NA else row["rank"]) == rank
    for year, own in made.outranking.groupby("year"):
        known = own.dropna(subset=["borda"])
        shown = {row.unit: pytest.approx((row.copeland, row.borda)) for row in known.itertuples()}
        assert plain_outranking(definition, plain, year) == shown


@examples(8)
@given(definitions(), tables(), st.randoms(use_true_random=False), st.sampled_from([None, Winsorising(2, 0.5, 0.5)]))
def test_order_of_the_rows_changes_nothing(definition, rows, chance, rule):
    """To the last digit, notes and empty cells included, wherever a row stands in the file.

    Thirds, because sums of whole numbers would be the same in any order.
    """
    definition = replace(definition, winsorise=rule)
    rows = [{**row, **{code: None if row[code] is None else row[code] / 3 for code in CODES}} for row in rows]
    shuffled = list(rows)
    chance.shuffle(shuffled)
    straight, other = composite(definition, frame_of(rows)), composite(definition, frame_of(shuffled))

    for name in ("rows", "groups", "normalised", "outranking", "missing"):
        pd.testing.assert_frame_equal(getattr(other, name), getattr(straight, name), check_exact=True)
    assert other.notes == straight.notes


@examples(8)
@given(definitions(), tables(), st.sampled_from([0.01, 0.5, 3.0, 1000.0]))
def test_only_the_proportions_of_weights_count(definition, rows, factor):
    """Weights of a level multiplied by one number give the same composite."""
    scaled = replace(
        definition,
        groups=tuple(replace(group, weight=group.weight * factor) for group in definition.groups),
        indicators=tuple(replace(one, weight=one.weight * factor) for one in definition.indicators),
    )

    assert same(composite(definition, frame_of(rows)), composite(scaled, frame_of(rows)))


@examples(8)
@given(definitions(), tables(), st.sampled_from([0.5, 2.0, 8.0]), st.sampled_from([-64.0, 0.0, 1024.0]))
def test_units_of_measurement_do_not_matter(definition, rows, factor, shift):
    """An indicator in other units, or from another zero, has the same place on every relative scale."""
    assume(definition.method in ("minmax", "zscore", "percentile", "rank"))
    data = frame_of(rows)
    moved = data.assign(A=data["A"] * factor + shift)

    assert same(composite(definition, data), composite(definition, moved))


@examples(8)
@given(definitions(), tables())
def test_less_is_better_is_the_negated_indicator(definition, rows):
    """Direction -1 is the same as the indicator with its sign turned, and so are its goalposts."""
    data = frame_of(rows)
    first = definition.indicators[0]
    low, high = first.goalposts
    turned = replace(first, direction=-first.direction, goalposts=(-high, -low))
    other = replace(definition, indicators=(turned, *definition.indicators[1:]))

    assert same(composite(definition, data), composite(other, data.assign(A=-data["A"])))


@examples(8)
@given(definitions(), tables())
def test_one_year_shown_is_that_year_of_all(definition, rows):
    """Asking for one year leaves out the others and changes no number of it."""
    whole = composite(definition, frame_of(rows))
    year = max(row["year"] for row in rows)
    shown = composite(definition, frame_of(rows), year)
    cut = whole.rows[whole.rows["year"] == year].reset_index(drop=True)

    pd.testing.assert_frame_equal(shown.rows, cut, check_exact=True)
    assert set(shown.missing["year"]) <= {year}
    assert [note for note in whole.notes if note.year in (None, year)] == list(shown.notes)


def test_pooled_scale_still_looks_at_the_other_years(two_groups, four_units):
    """With one year shown, a pooled minimum may be another year's."""
    before = four_units.assign(year=2022, A=four_units["A"] - 10)
    made = composite(replace(two_groups, over="pooled"), pd.concat([before, four_units]), 2023)

    # A is 0 to 10 in 2023 and -10 to 0 the year before: P with 0 stands half way
    assert made.normalised.set_index("unit").at["P", "A"] == 50.0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"over": "year"}, False),
        ({"over": "pooled"}, True),
        ({"method": "none", "over": "year"}, True),
        ({"method": "percentile", "over": "year"}, False),
    ],
)
def test_change_only_on_a_common_scale(two_groups, four_units, changes, expected):
    """A year has no change against another when each has its own scale."""
    made = composite(replace(two_groups, **changes), four_units)

    assert ("change" in made.rows, made.definition.is_comparable) == (expected, expected)


def test_change_needs_the_year_before(two_groups, four_units):
    """A gap of a year is no year-over-year change, nor is a year without an index."""
    data = pd.concat([four_units.assign(year=year) for year in (2020, 2022, 2023)], ignore_index=True)
    data.loc[data["year"].eq(2022) & data["unit"].eq("Q"), ["A", "B", "C"]] = np.nan
    made = composite(replace(two_groups, method="none"), data)
    change = made.rows.set_index(["unit", "year"])["change"]

    assert change[[("P", 2022), ("P", 2023), ("Q", 2022), ("Q", 2023)]].tolist() == pytest.approx(
        [np.nan, 0.0, np.nan, np.nan], nan_ok=True
    )


def test_equal_indices_share_the_best_rank(two_groups, four_units):
    """Two units with the same values are both first, and the next one is third."""
    data = four_units.assign(A=[9, 9, 0, 1], B=[9, 9, 0, 1], C=[9, 9, 0, 1])

    assert composite(two_groups, data).rows[["unit", "rank"]].to_numpy().tolist() == [
        ["P", 1],
        ["Q", 1],
        ["S", 3],
        ["R", 4],
    ]


def test_unit_without_an_index_takes_no_part_in_outranking(two_groups, four_units):
    """It beats nobody, nobody beats it, and it has no rank."""
    four_units.loc[0, ["A", "B", "C"]] = np.nan
    made = composite(replace(two_groups, outranking=("copeland", "borda")), four_units)
    last = made.outranking.iloc[-1]

    assert (last["unit"], np.isnan(last["copeland"]), last["borda_rank"] is pd.NA) == ("P", True, True)
    assert made.outranking["copeland"].iloc[:-1].abs().max() <= 2


def test_constant_indicator_is_named_and_its_weight_is_carried_by_the_others(two_groups, four_units):
    """Nobody is told apart by it, so the group is what the other indicator says."""
    made = composite(two_groups, four_units.assign(B=5.0))

    assert [(note.code, note.node) for note in made.notes] == [(CONSTANT, "B")]
    assert made.groups["GOV"].tolist() == made.normalised["A"].tolist()


def test_zero_under_a_geometric_mean_is_named(two_groups, four_units):
    """The lowest unit of minmax from zero makes its group zero, and the note says of which mean."""
    made = composite(replace(two_groups, group_mean="geometric"), four_units)
    notes = {(note.unit, note.node, note.values["of"]) for note in made.notes if note.code == ZERO}

    assert notes == {("P", "A", "GOV"), ("R", "B", "GOV"), ("P", "C", "ECO")}
    assert made.groups.set_index("unit").loc[["P", "R"], "GOV"].tolist() == [0.0, 0.0]


def test_negative_values_under_a_geometric_mean_are_refused(two_groups, four_units):
    """Each child that is negative somewhere is named with the node, its first unit and how often."""
    wrong = replace(two_groups, method="none", index_mean="harmonic")
    with pytest.raises(Faulty) as refused:
        composite(wrong, four_units.assign(C=[-1, 1, -2, 1]))
    (finding,) = refused.value.findings

    assert finding.code == "composite.below_zero"
    assert {**finding.values} == {
        "reason": "harmonic",
        "node": INDEX,
        "child": "ECO",
        "n": 2,
        "unit": "P",
        "year": "2023",
        "value": -1.0,
    }


def test_negative_values_of_another_year_do_not_stand_in_the_way(two_groups, four_units):
    """What is not asked for cannot refuse what is."""
    data = pd.concat([four_units.assign(year=2022, A=-1.0), four_units])
    made = composite(replace(two_groups, method="none", group_mean="geometric"), data, 2023)

    assert made.rows["year"].unique().tolist() == [2023]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda data: data.drop(columns="B"), KeyError),
        (lambda data: pd.concat([data, data.iloc[:1]], ignore_index=True), ValueError),
        (lambda data: data.assign(A=np.inf), ValueError),
    ],
)
def test_frame_that_is_no_table_of_units_is_refused(two_groups, four_units, spoil, error):
    """A column that is not there, a unit twice in a year, or an infinite value is the caller's mistake."""
    with pytest.raises(error):
        composite(two_groups, spoil(four_units))


def test_index_labels_of_the_frame_do_not_matter(two_groups, four_units):
    """Rows that carry equal labels, as after joining two frames, are still told apart."""
    data = pd.concat([four_units.assign(year=year) for year in (2022, 2023)])

    pd.testing.assert_frame_equal(
        composite(two_groups, data).rows, composite(two_groups, data.reset_index(drop=True)).rows
    )
