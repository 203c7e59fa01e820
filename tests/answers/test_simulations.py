"""Suppositions, whose their items are, among whom they would stand, and what a plan from them aims at."""

import pandas as pd
import pytest

from smartcity.answers import simulations
from smartcity.answers.scores import NATIONAL
from smartcity.answers.simulations import (
    INDEX_VALUE,
    SURVEYED,
    TYPED,
    Aim,
    AimMissed,
    Holder,
)
from smartcity.method import INDEX, MethodMissing, load_methods
from smartcity.method.regions import load_site
from smartcity.outlook.planning.plan import plan
from smartcity.outlook.planning.start import Target
from smartcity.records.scenarios import Terms
from smartcity.scoring.scores import score

TRACK, PROVINCE = load_site().track, load_site().province_code
METHOD = load_methods().require(2024, TRACK)
FIRST = METHOD.components[0].items[0].code
IMPACT = METHOD.survey_items[0].code


def test_survey_means_feed_the_items_that_nobody_marked(shipped):
    """The survey's items have its means; a typed mark goes before the mean of its item and only of that one."""
    found = simulations.suppose(shipped, 2024, TRACK, {IMPACT: 1.0})
    origins = [found.origins[item.code] for item in METHOD.survey_items]

    assert (found.marks[IMPACT], origins.count(TYPED), origins.count(SURVEYED)) == (1.0, 1, len(origins) - 1)


def test_a_component_without_a_mark_stands_at_its_newest_official_figure(shipped):
    """Components of which no item is marked are taken from the newest official year, and the year is named."""
    found = simulations.suppose(shipped, 2024, TRACK, {})

    assert found.assumed == {"baseline": 2023, "output": 2023, "outcome": 2023, "quick_win": 2023}
    # Tabalong's official components of 2023, by the letter B-1384/2023.
    assert {code: found.components[code] for code in found.assumed} == {
        "baseline": 3.76,
        "output": 3.20,
        "outcome": 3.17,
        "quick_win": 3.47,
    }


def test_one_mark_takes_a_component_away_from_its_official_figure(shipped):
    """Once an item is marked its component is the marks' own, or missing while too few of them are there."""
    found = simulations.suppose(shipped, 2024, TRACK, {FIRST: 4.0})
    component = METHOD.components[0]

    assert (component.code in found.assumed, found.filled(component.code)) == (False, (1, len(component.items)))
    assert (component.code in found.missing, found.index is None) == (True, True)


def test_the_index_is_that_of_scoring(shipped):
    """The index is what scoring makes of the same components."""
    found = simulations.suppose(shipped, 2024, TRACK, {})
    weighed = sum(METHOD.weights[code] * value for code, value in found.components.items())

    assert found.index == pytest.approx(weighed, abs=1e-12)


def test_a_plan_can_start_from_a_supposition(shipped):
    """The start of a plan has the supposition's index, and the plan reaches its target when scored again."""
    found = simulations.suppose(shipped, 2024, TRACK, {})
    made = plan(found.start, Terms(), Target(3.5))

    assert (made.start, made.is_reached) == (pytest.approx(found.index, abs=1e-9), True)


def test_invented_answers_are_said_to_be_so(shipped):
    """The shipped surveys are CONTOH, so what rests on them is too; marks typed for all items do not."""
    every = {item.code: 3.0 for item in METHOD.items}

    assert simulations.suppose(shipped, 2024, TRACK, {}).is_sample is True
    assert simulations.suppose(shipped, 2024, TRACK, every).is_sample is False


def test_without_anything_every_component_is_missing(nothing_loaded):
    """With no survey, no marks and no official figures there is no index, and all components are named."""
    found = simulations.suppose(nothing_loaded, 2024, TRACK, {})

    assert (found.index, found.missing) == (None, tuple(part.code for part in METHOD.components))


def test_a_year_without_a_method_cannot_be_supposed(shipped):
    """A year whose rules are not known is refused, because nothing could be scored."""
    with pytest.raises(MethodMissing):
        simulations.suppose(shipped, 1999, TRACK, {})


def test_all_items_of_one_mark_come_to_that_index(nothing_loaded):
    """Marks of three throughout give an index of three, as scoring says."""
    marks = {item.code: 3.0 for item in METHOD.items}
    leaves = pd.DataFrame({"region": "x", "node": list(marks), "value": list(marks.values())})
    expected = score(leaves, METHOD).scores.set_index("node")["value"][INDEX]

    assert simulations.suppose(nothing_loaded, 2024, TRACK, marks).index == expected


def test_nothing_taken_on_is_an_empty_list(shipped):
    """Until somebody takes a plan on there is no step."""
    assert shipped.query("tasks").empty


def test_items_belong_to_the_innovation_of_their_sub_dimension(shipped):
    """The final list of 2024 names one innovation for each sub-dimension, with its owner where printed."""
    found = simulations.holders(shipped, METHOD)

    # data/raw/inovasi-tabalong.xlsx, list final_2024: governance, "Layanan Publik".
    assert found["I-GOV-1.1"] == Holder(("Lapat Kaka KIA",), ("Disdukcapil",), True, found["I-GOV-1.1"].listed)
    assert found["I-GOV-1.1"].owner == "Disdukcapil"


def test_an_item_of_a_whole_dimension_has_all_its_innovations(shipped):
    """The question whether a dimension's programmes run stands on all of them, so it has no single owner."""
    found = simulations.holders(shipped, METHOD)["O01"]

    assert (len(found.innovations), found.owner) == (3, None)
    assert "B1" not in simulations.holders(shipped, METHOD)


def test_owners_that_are_not_printed_are_not_invented(shipped):
    """LKP Jikamaka is printed without an owner: neither its items have one, nor those of its whole dimension."""
    held = simulations.holders(shipped, METHOD)
    inside = [
        item.code for item in METHOD.items if held.get(item.code) and "LKP Jikamaka" in held[item.code].innovations
    ]

    # The three statements of its sub-dimension, and the question whether the programmes of Smart Society run.
    assert len(inside) == 4
    assert simulations.with_owners(Terms(), held).owners.keys().isdisjoint(inside)
    assert held["O21"].owners == ("BPBD",)


def test_without_a_list_no_item_has_a_holder(nothing_loaded):
    """Nothing is known of owners until a list of innovations is loaded."""
    assert simulations.holders(nothing_loaded, METHOD) == {}


def test_an_index_is_ranked_among_the_figures_published_for_its_year(shipped):
    """In 2024 only Kota Banjarmasin (3.57) published beside us: level with it the first rank is shared."""
    found = simulations.peers(shipped, 2024, PROVINCE)

    assert (found.year, found.count, found.others["region"].tolist()) == (2024, 2, ["Kota Banjarmasin"])
    # 3.566 is printed as 3.57, and a table ranks by what it prints.
    assert [found.rank(index) for index in (3.56, 3.564, 3.566, 3.57, 3.58)] == [2, 2, 1, 1, 1]
    assert (found.next_above(3.56)["region"], found.next_above(3.57)) == ("Kota Banjarmasin", None)


def test_a_rank_in_the_nation_is_asked_of_the_last_published_table(shipped):
    """The table of 2023 speaks for 2024: 130 regions, and our 3.38 of that year is its rank 20."""
    found = simulations.peers(shipped, 2024, NATIONAL)

    assert (found.year, found.count, found.rank(3.38)) == (2023, 130, 20)


def test_nobody_published_is_nobody_to_be_ranked_among(nothing_loaded):
    """Without published figures there are no peers, and the only aim is an index."""
    assert simulations.peers(nothing_loaded, 2024, PROVINCE) is None
    assert simulations.kinds(nothing_loaded, 2024) == (INDEX_VALUE,)


@pytest.mark.parametrize(
    ("aim", "code"),
    [
        (Aim(INDEX_VALUE, 4.2), "off_scale"),
        (Aim(INDEX_VALUE, -0.1), "off_scale"),
        (Aim("kabupaten", 1.5), "bad_rank"),
        (Aim("kalsel", 0), "bad_rank"),
        (Aim("kalsel", 3), "bad_rank"),
    ],
)
def test_an_aim_that_cannot_be_one_is_refused(shipped, aim, code):
    """An index off the scale and a rank that nobody can hold are named, not planned for."""
    with pytest.raises(AimMissed) as caught:
        simulations.goal(shipped, METHOD, aim)

    assert caught.value.code == code


def test_an_aim_at_a_rank_is_the_index_of_who_holds_it(shipped):
    """The first rank in the province takes Kota Banjarmasin's 3.57; the last one takes nothing."""
    first, last = (simulations.goal(shipped, METHOD, Aim(PROVINCE, rank)) for rank in (1, 2))

    assert (first.target, last.target) == (Target(3.57), None)


def test_an_aim_without_anybody_to_be_ranked_among_is_refused(nothing_loaded):
    """A rank cannot be wanted where no figure is loaded."""
    with pytest.raises(AimMissed, match="no_peers"):
        simulations.goal(nothing_loaded, METHOD, Aim(PROVINCE, 1))


def test_the_usual_aim_is_the_first_rank_in_the_province_else_the_next_half_mark(shipped, nothing_loaded):
    """Where others published we want to lead them; where nobody did, the next half of the index."""
    with_peers = simulations.usual_aim(shipped, simulations.suppose(shipped, 2024, TRACK, {}))
    threes = {item.code: 3.2 for item in METHOD.items}
    alone = simulations.usual_aim(nothing_loaded, simulations.suppose(nothing_loaded, 2024, TRACK, threes))

    assert (with_peers, alone) == (Aim(PROVINCE, 1), Aim(INDEX_VALUE, 3.5))


def test_terms_name_an_owner_before_the_printed_one(shipped):
    """What people say of an owner goes before the list of innovations."""
    held = simulations.holders(shipped, METHOD)
    terms = simulations.with_owners(Terms(owners={"I-GOV-1.1": "Kecamatan"}), held)

    assert (terms.owners["I-GOV-1.1"], terms.owners["I-GOV-1.2"]) == ("Kecamatan", "Disdukcapil")
