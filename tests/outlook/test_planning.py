"""Plans: what a mark is worth, the cheapest way to a target, and what blocks one that is out of reach."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from instruments import LEVELS, SMALL, methods
from laws import examples

from smartcity.method import INDEX, UnknownNode, load_methods
from smartcity.outlook.planning.plan import BLOCKED, BUDGET, CEILING, plan
from smartcity.outlook.planning.programme import Group, Programme, scale_of
from smartcity.outlook.planning.start import (
    Start,
    Target,
    Unplannable,
    exact,
    gains,
    lifted_to,
    target_of_rank,
    worths,
)
from smartcity.records.scenarios import Terms
from smartcity.scoring.ranking import PRECISION, ranks
from smartcity.scoring.scores import score
from smartcity.wording import Words

METHODS = load_methods()
TABALONG = METHODS.require(2023, "regular")
PUBLISHED = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
laws = examples(15)
by_key = pytest.mark.parametrize("method", METHODS.all, ids=lambda method: method.key)


def indices(method, rows):
    """Score many item -> mark mappings at once and return their indices in order."""
    leaves = pd.DataFrame(
        [(f"{place:04}", node, value) for place, row in enumerate(rows) for node, value in row.items()],
        columns=["region", "node", "value"],
    )
    scores = score(leaves.astype({"value": float}), method).scores
    return scores.loc[scores["node"] == INDEX, "value"].tolist()


@st.composite
def problems(draw):
    """Draw a small instrument with marks, terms and a target."""
    method = draw(methods())
    codes = [item.code for item in method.items]
    whole = st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0])
    marks = draw(
        st.lists(st.one_of(whole, st.sampled_from([1.6, 2.75, 3.5])), min_size=len(codes), max_size=len(codes))
    )
    efforts = st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0, 2.3, 4.0]), min_size=1, max_size=3).map(tuple)
    terms = Terms(
        effort=draw(st.sampled_from([1.0, 1.5])),
        efforts=draw(st.dictionaries(st.sampled_from(codes), efforts)),
        ceilings=draw(st.dictionaries(st.sampled_from(codes), st.sampled_from([2.0, 3.0]))),
        blocked=frozenset(draw(st.sets(st.sampled_from(codes), max_size=1))),
        owners=draw(st.dictionaries(st.sampled_from(codes), st.sampled_from(["Dinas X", "Dinas Y"]))),
        budgets=draw(st.dictionaries(st.sampled_from(["Dinas X", "Dinas Y"]), st.sampled_from([0.0, 2.0, 5.0]))),
    )
    target = Target(draw(st.integers(0, 84)) / 20, draw(st.booleans()))
    return Start(method, dict(zip(codes, marks))), terms, target


EVEN = (Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 2.0)), Terms(), Target(3.0))


def everything(start, terms):
    """List every plan within the terms, the slow and certain way: effort, items raised and exact index of each."""
    choices = []
    for item in start.method.items:
        mark, own = exact(start.mark(item.code)), []
        ceiling = max(mark, exact(terms.ceiling(item.code, start.method)))
        effort, place, reached = Fraction(0), 0, mark
        own.append((Fraction(0), mark))
        while reached < ceiling and not terms.is_blocked(item):
            effort += exact(terms.effort_of(place, item.component, item.code))
            reached, place = min(ceiling, reached + 1), place + 1
            own.append((effort, reached))
        choices.append(own)
    worth = worths(start.method)
    owners = [terms.owner_of(item) for item in start.method.items]
    for chosen in product(*choices):
        spent = {owner: sum(e for (e, _), own in zip(chosen, owners) if own == owner) for owner in terms.budgets}
        if all(spent[owner] <= exact(limit) for owner, limit in terms.budgets.items()):
            raised = sum(mark > exact(start.mark(item.code)) for (_, mark), item in zip(chosen, start.method.items))
            index = sum(worth[item.code] * mark for (_, mark), item in zip(chosen, start.method.items))
            yield sum(effort for effort, _ in chosen), raised, index


@by_key
def test_worth_of_a_mark_is_what_scoring_finds_with_one_more(method):
    """For every item of every year's instrument, +1 raises the recomputed index by exactly its worth."""
    marks = dict.fromkeys((item.code for item in method.items), 2.0)
    found = gains(Start(method, marks), Terms()).set_index("item")["worth"]
    before, *raised = indices(method, [marks, *({**marks, item.code: 3.0} for item in method.items)])

    assert [found[item.code] for item in method.items] == pytest.approx([index - before for index in raised], abs=1e-12)
    assert sorted(found) == pytest.approx(
        sorted(component.gain_per_mark for component in method.components for _ in component.items), abs=1e-15
    )


def test_gains_stand_by_what_the_next_mark_adds():
    """An item at its ceiling adds nothing, one just below it adds the rest, and what is blocked stands last."""
    start = Start(SMALL, {"A1": 4.0, "A2": 3.6, "B1": 2.0, "C1": 1.0, "C2": 3.0})
    found = gains(start, Terms(ceilings={"C2": 3.0}, blocked=frozenset({"B1"}), owners={"C": "Dinas X"}))

    assert found["item"].tolist() == ["C1", "C3", "A2", "C2", "A1", "B1"]
    assert found["gain"].tolist() == pytest.approx([1 / 6, 1 / 6, 0.04, 0, 0, 0.3])
    assert found["room"].tolist() == pytest.approx([3, np.nan, 0.4, 0, 0, 2], nan_ok=True)
    assert found["owner"].tolist()[:2] == ["Dinas X", "Dinas X"]
    assert found["is_blocked"].tolist() == [False] * 5 + [True]


def test_gain_in_an_unmarked_component_is_limited_by_its_room():
    """Where only the component's score is known, less than a mark of room limits what the next mark can add."""
    found = gains(Start(SMALL, {}, {"A": 3.9, "B": 2.0, "C": 4.0}), Terms()).set_index("item")["gain"]

    assert found[["A1", "B1", "C1"]].tolist() == pytest.approx([0.02, 0.3, 0.0])


@laws
@given(problems())
@example(EVEN)
def test_no_cheaper_plan_exists(drawn):
    """Trying every combination finds none of less effort, nor an equal one with fewer items or a larger gain."""
    start, terms, target = drawn
    made = plan(start, terms, target)
    known = list(everything(start, terms))
    wanted = exact(target.index)
    enough = [row for row in known if (row[2] > wanted if target.must_exceed else row[2] >= wanted)]
    furthest = max(index for _, _, index in known)
    best = min(((e, raised, -index) for e, raised, index in enough or [r for r in known if r[2] == furthest]))

    assert made.is_reached == bool(enough)
    assert made.furthest == pytest.approx(float(furthest), abs=1e-12)
    assert (made.effort, len(made.steps), made.index) == pytest.approx(
        (float(best[0]), best[1], -float(best[2])), abs=1e-9
    )
    assert made.gap == pytest.approx(0, abs=1e-9)


@laws
@given(problems())
@example(EVEN)
def test_plan_keeps_its_terms_and_scoring_confirms_it(drawn):
    """No mark passes its ceiling, no blocked item moves, no budget is overdrawn, and scoring finds the same index."""
    start, terms, target = drawn
    made = plan(start, terms, target)
    steps = made.steps.set_index("node")
    after = {**start.marks, **steps["mark_after"].to_dict()}
    recomputed = indices(start.method, [start.marks, after])
    spent = {owner: made.steps.loc[made.steps["owner"] == owner, "effort"].sum() for owner in terms.budgets}

    assert [node for node in steps.index if after[node] > terms.ceiling(node, start.method)] == []
    assert [node for node in steps.index if after[node] <= start.marks[node]] == []
    assert set(steps.index) & terms.blocked == set()
    assert [owner for owner, limit in terms.budgets.items() if spent[owner] > limit + 1e-9] == []
    assert recomputed == pytest.approx([made.start, made.index], abs=1e-12)
    assert made.steps["effort"].sum() == pytest.approx(made.effort)
    assert round(recomputed[1] - target.index, PRECISION) >= 0 or not made.is_reached


@laws
@given(problems())
def test_what_hinders_sums_to_the_distance_from_the_top(drawn):
    """Ceilings, blocked items and budgets explain all that separates the furthest index from the end of the scale."""
    start, terms, target = drawn
    made = plan(start, terms, target)

    assert made.furthest + made.hindrances["index"].sum() == pytest.approx(max(LEVELS), abs=1e-12)
    assert set(made.hindrances["kind"]) <= {CEILING, BLOCKED, BUDGET}


@laws
@given(problems(), st.randoms(use_true_random=False))
def test_order_of_what_is_given_is_irrelevant(drawn, random):
    """The same plan comes out however marks, efforts and owners were listed."""
    start, terms, target = drawn

    def shuffled(values):
        pairs = list(values.items())
        random.shuffle(pairs)
        return dict(pairs)

    other = Terms(
        terms.effort,
        shuffled(terms.efforts),
        shuffled(terms.ceilings),
        terms.blocked,
        shuffled(terms.owners),
        shuffled(terms.budgets),
    )
    again = plan(Start(start.method, shuffled(start.marks)), other, target)

    pd.testing.assert_frame_equal(again.steps, plan(start, terms, target).steps)


def test_steps_lead_from_the_start_to_the_index():
    """The most gain per effort comes first, and the last cumulative index is the plan's."""
    start = Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 2.0))
    made = plan(start, Terms(efforts={"B1": (2.0, 5.0)}), Target(2.4))

    assert made.steps[["node", "mark_before", "mark_after", "effort"]].to_numpy().tolist() == [
        ["C1", 2.0, 4.0, 2.0],
        ["C2", 2.0, 3.0, 1.0],
    ]
    assert made.steps["index"].tolist() == pytest.approx([2 + 1 / 3, 2.5])
    assert (made.start, made.index, made.effort) == pytest.approx((2.0, 2.5, 3.0))


def test_equal_efforts_prefer_fewer_items():
    """Two marks on one item beat one mark on each of two alike."""
    start = Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 1.0))

    assert plan(start, Terms(), Target(1.55)).steps[["node", "marks"]].to_numpy().tolist() == [["B1", 2]]


def test_rising_efforts_spread_marks_over_items():
    """When a second mark on the same item is dearer, the plan takes two items instead."""
    start = Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 1.0))
    terms = Terms(efforts={item.code: (1.0, 3.0) for item in SMALL.items})
    made = plan(start, terms, Target(1.46))

    assert made.steps[["node", "marks"]].to_numpy().tolist() == [["B1", 1], ["C1", 1]]


def test_target_already_reached_needs_nothing():
    """A plan to where one stands is empty."""
    start = Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 3.0))
    made = plan(start, Terms(), Target(3.0))

    assert (made.is_reached, made.effort, made.gap, len(made.steps)) == (True, 0, 0, 0)


def test_target_out_of_reach_says_how_far_and_what_blocks():
    """Beyond the terms the plan goes as far as it can and names ceiling, blocked item and budget with their cost."""
    start = Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 2.0))
    terms = Terms(
        ceilings={"A1": 3.0},
        blocked=frozenset({"B1"}),
        owners={"C1": "Dinas X", "C2": "Dinas X"},
        budgets={"Dinas X": 3},
    )
    made = plan(start, terms, Target(3.9))

    assert made.is_reached is False
    assert made.index == pytest.approx(made.furthest) == pytest.approx(4 - 0.1 - 0.6 - 1 / 6)
    assert made.hindrances.to_numpy().tolist() == [
        [BLOCKED, "B1", pytest.approx(0.6)],
        [BUDGET, "Dinas X", pytest.approx(1 / 6)],
        [CEILING, "A1", pytest.approx(0.1)],
    ]


def test_plan_from_published_components_counts_marks_without_naming_items():
    """Tabalong's printed components of 2023 reach 3.57 with five marks in output and three in quick_win."""
    made = plan(Start(TABALONG, {}, PUBLISHED), Terms(), Target(3.57))

    assert made.start == pytest.approx(3.379)
    assert made.steps[["node", "marks", "mark_before"]].to_numpy().tolist() == [
        ["output", 5, 3.20],
        ["quick_win", 3, 3.47],
    ]
    assert made.steps["mark_after"].tolist() == pytest.approx([3.20 + 5 / 7, 3.47 + 3 / 12])
    assert indices(
        TABALONG, [{**PUBLISHED, **dict(zip(made.steps["node"], made.steps["mark_after"]))}]
    ) == pytest.approx([made.index])
    assert made.unmarked == tuple(PUBLISHED)


def test_documented_example_is_what_is_computed():
    """The table of marks in docs/metode.md is the plan from Tabalong's printed components to 3.57."""
    text = (Path(__file__).parents[2] / "docs" / "metode.md").read_text("utf-8").partition("## Rencana termurah")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    made = plan(Start(TABALONG, {}, PUBLISHED), Terms(), Target(3.57)).steps
    names = {"output": "Output", "quick_win": "Quick win"}

    assert rows[1:3] == [
        [names[row.node], str(row.marks), Words("id").number(row.gain, 4)] for row in made.itertuples(index=False)
    ]


def test_the_last_mark_of_an_unmarked_component_ends_at_its_top():
    """Fours everywhere are within reach of a component known by its score: 1.4 marks of room are two steps."""
    made = plan(Start(SMALL, {"B1": 4.0}, {"A": 3.3, "C": 4.0}), Terms(), Target(4.0))

    assert made.steps[["node", "marks", "mark_after"]].to_numpy().tolist() == [["A", 2, 4.0]]
    assert (made.is_reached, made.furthest, len(made.hindrances)) == (True, 4.0, 0)


def test_marked_and_unmarked_components_go_together():
    """A component's score is read only where none of its items has a mark."""
    start = Start(SMALL, {"A1": 2.0, "A2": 2.0, "C1": float("nan")}, {"A": 4.0, "B": 3.0, "C": 3.0})

    assert (start.unmarked, plan(start, Terms(), Target(0)).start) == (("B", "C"), pytest.approx(0.4 + 0.9 + 1.5))


@pytest.mark.parametrize(
    ("start", "terms", "code", "names"),
    [
        (Start(SMALL, {"A1": 1.0}, {"A": 3.0, "B": 3.0, "C": 3.0}), Terms(), "marks_missing", ("A2",)),
        (Start(SMALL, {"B1": 4.5}, {"A": 3.0, "C": -1.0}), Terms(), "off_scale", ("B1", "C")),
        (EVEN[0], Terms(efforts={"A1": (1.0, -1.0)}), "bad_effort", ("A1",)),
        (EVEN[0], Terms(budgets={"Dinas X": float("nan")}), "bad_effort", ("Dinas X",)),
        (Start(SMALL, {}, {"A": 3, "B": 3, "C": 3}), Terms(efforts={"A1": (2.0,)}), "effort_unclear", ("A1",)),
        (
            Start(SMALL, {}, {"A": 3, "B": 3, "C": 3}),
            Terms(owners={"A1": "Dinas X"}, budgets={"Dinas X": 1}),
            "owner_unclear",
            ("Dinas X",),
        ),
    ],
)
def test_what_no_plan_can_be_made_from_is_refused(start, terms, code, names):
    """A plan is never made from half a start: what is missing or unclear is named."""
    with pytest.raises(Unplannable) as refused:
        plan(start, terms, Target(4.0))

    assert (refused.value.code, refused.value.names) == (code, names)


@pytest.mark.parametrize(
    ("start", "terms"),
    [
        (Start(SMALL, {"Z9": 1.0}), Terms()),
        (Start(SMALL, {}, {"Z": 1.0}), Terms()),
        (EVEN[0], Terms(ceilings={"C.living": 3.0})),
        (EVEN[0], Terms(blocked=frozenset({"C.living"}))),
    ],
)
def test_unknown_nodes_are_refused(start, terms):
    """Something said of a node that is no item and no component is an error, not ignored."""
    with pytest.raises(UnknownNode):
        plan(start, terms, Target(4.0))


others_of = st.lists(st.integers(0, 40).map(lambda value: value / 10), max_size=8)
HAIR = 10.0 ** (1 - PRECISION)


@laws
@given(others_of, st.integers(1, 8))
def test_index_of_a_rank_is_the_least_that_has_it(others, rank):
    """The target's index holds or shares the rank and a hair less does not; with fewer others any index has it."""
    target = target_of_rank(rank, [*others, float("nan")])
    tried = [] if target is None else [target.index, target.index - HAIR]
    held = [bool(ranks(pd.Series([ours, *others])).iloc[0] <= rank) for ours in tried]

    assert held == ([] if rank > len(others) else [True, False])


@laws
@given(others_of, st.integers(1, 8))
def test_rank_alone_asks_to_pass_who_holds_it(others, rank):
    """To hold a rank alone the one who has it must be exceeded: level with it the rank is shared."""
    target = target_of_rank(rank, others, alone=True)
    tried = [] if target is None else [target.index, target.index + HAIR]
    shared = [ours in others for ours in tried]

    assert shared == ([] if rank > len(others) else [True, False])
    assert target is None or target.must_exceed


def printed(value):
    """Round to two decimals, halves upwards."""
    return float(Decimal(repr(round(value, PRECISION))).quantize(Decimal("0.01"), ROUND_HALF_UP))


@laws
@given(st.lists(st.integers(100, 400).map(lambda value: value / 100), min_size=1, max_size=8), st.integers(1, 8))
def test_a_printed_rank_takes_half_a_digit_less(others, rank):
    """The least index that is printed as the rank's figure has the rank in the table, and a hair less does not."""
    target = target_of_rank(rank, others)
    needed = target and target.printed_as(0.005).index
    tried = [] if target is None else [needed, needed - HAIR]
    held = [bool(ranks(pd.Series([printed(ours), *others])).iloc[0] <= rank) for ours in tried]

    assert held == ([] if rank > len(others) else [True, False])


@pytest.mark.parametrize("index", [3.2, 3.379, 3.55, 4.0, 0.0])
def test_components_are_moved_to_a_printed_index(index):
    """Components of another year give way by one share of their room, stay on the scale and make that very index."""
    start = lifted_to(TABALONG, index, PUBLISHED)
    made = plan(start, Terms(), Target(index))

    assert all(0 <= value <= 4 for value in start.components.values())
    assert (made.start, len(made.steps), made.is_reached) == (pytest.approx(index, abs=1e-12), 0, True)


def test_rank_below_the_first_is_refused():
    """There is no rank before the first."""
    with pytest.raises(ValueError, match="rank 0"):
        target_of_rank(0, [3.0])


def test_plan_to_pass_a_peer_ends_above_it():
    """To be ahead of a peer, and not level with it, the plan takes one mark more."""
    start = Start(SMALL, dict.fromkeys((item.code for item in SMALL.items), 2.0))
    level, ahead = (plan(start, Terms(), target_of_rank(1, [2.3], alone=alone)) for alone in (False, True))

    assert (level.index, level.effort) == pytest.approx((2.3, 1.0))
    assert (ahead.effort, ahead.index > 2.3, ahead.is_reached) == (2.0, True, True)


def test_the_top_of_the_scale_cannot_be_passed():
    """Who has every mark is level with the top, and to be above it is a target that no plan reaches."""
    whole = Start(SMALL, {item.code: float(max(LEVELS)) for item in SMALL.items})
    reached = [plan(whole, Terms(), Target(max(LEVELS), alone)).is_reached for alone in (False, True)]
    assert reached == [True, False]


def test_a_ceiling_is_never_above_the_highest_level():
    """What a person types as a ceiling only lowers what the assessors can give."""
    ceilings = Terms(ceilings={"A1": 2.0, "A2": 9.0})
    assert [ceilings.ceiling(code, SMALL) for code in ("A1", "A2", "B1")] == [2.0, 4.0, 4.0]


def test_a_blocked_component_blocks_each_of_its_items():
    """To say that a component stays as it is, one need not name its items."""
    blocked = Terms(blocked=frozenset({"A", "B1"}))
    assert [item.code for item in SMALL.items if blocked.is_blocked(item)] == ["A1", "A2", "B1"]


def test_numbers_are_read_as_the_fractions_they_were_meant_to_be():
    """Binary thirds and tenths are thirds and tenths; an arbitrary number stays what it is."""
    assert [exact(value) for value in (0.1, 1 / 3, 0.3 / 54)] == [Fraction(1, 10), Fraction(1, 3), Fraction(1, 180)]
    assert exact(3.0000003) == Fraction(3.0000003)


def test_solver_that_finds_nothing_leaves_the_known_solution():
    """Marks that cannot gain what is needed give back the known solution, with no gap claimed."""
    programme = Programme((Group("A", ("A1",), None, (Fraction(1, 10),), (Fraction(1),)),), ())
    found = programme.cheapest(Fraction(1), (1,))

    assert (found.counts, np.isnan(found.gap)) == ((1,), True)


@pytest.mark.parametrize(
    ("parts", "scale"), [((Fraction(1, 6), Fraction(1, 4)), 12), ((Fraction(1, 10**9), Fraction(1, 2)), 2 * 10**7)]
)
def test_scale_makes_parts_whole_or_of_good_size(parts, scale):
    """Common denominators are taken while they are small enough for the solver."""
    assert scale_of(parts) == scale
