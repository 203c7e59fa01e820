"""Golden cases: the published figures, reproduced from the shipped workbook; the YAML shows the arithmetic."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import yaml
from laws import is_thorough

from smartcity.answers import scores
from smartcity.method import INDEX, load_methods
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import differs
from smartcity.scoring.scores import score
from smartcity.warehouse import trace

GOLDEN = Path(__file__).parent / "golden"
SITE = load_site()
ROUNDS = list(SITE.joined_rounds)


def cases(file):
    """Parametrise a test with the cases of one file, each named by its sentence."""
    loaded = yaml.safe_load((GOLDEN / f"{file}.yaml").read_text("utf-8"))
    return pytest.mark.parametrize("case", loaded, ids=[case["name"] for case in loaded])


def table_of(warehouse, method):
    """Read one published table: its finals by region, and its components as leaves to score."""
    finals = warehouse.query("indices_of_year", year=method.year, rounds=ROUNDS)
    finals = finals[(finals["track"] == method.track) & (finals["basis"] == scores.OFFICIAL)]
    components = warehouse.query("components_of_year", year=method.year, rounds=ROUNDS)
    components = components[(components["track"] == method.track) & (components["basis"] == scores.OFFICIAL)]
    leaves = components.rename(columns={"component": "node"})[["region", "node", "value"]]
    return finals.set_index("region"), leaves


def indices(scored):
    """Take the indices by region from what was scored."""
    return scored.scores[scored.scores["node"] == INDEX].set_index("region")["value"]


@cases("finals")
def test_finals_are_reproduced(case, shipped):
    """Each published final is the weighted sum of its published components within the year's tolerance."""
    method = next(method for method in load_methods().all if method.key == case["method"])
    finals, leaves = table_of(shipped, method)
    rows = pd.DataFrame({"printed": finals["published"], "recomputed": indices(score(leaves, method))})
    rows["apart"] = (rows["recomputed"] - rows["printed"]).abs()
    worst = rows["apart"].idxmax()
    (place,) = [
        place for place in trace(shipped, method.year, worst, INDEX, scores.OFFICIAL).places if place.node == INDEX
    ]
    summary = (
        f"worst row: {worst}, printed {rows['printed'][worst]}, recomputed {rows['recomputed'][worst]:.6f}, "
        f"{rows['apart'][worst]:.6f} apart ({place.file} › {place.sheet} › {place.cell})"
    )
    print(summary)

    assert (len(rows), int(rows["apart"].notna().sum())) == (case["count"], case["count"]), summary
    outside = [name for name, row in rows.iterrows() if differs(row.recomputed, row.printed, case["tolerance"])]
    assert outside == [], summary
    assert (place.file, place.sheet) == (case["file"], case["sheet"])


@cases("finals")
def test_tolerance_of_the_method_is_that_of_the_golden_case(case):
    """The method file allows exactly the distance at which all of its rows are reproduced."""
    method = next(method for method in load_methods().all if method.key == case["method"])

    assert method.tolerance == case["tolerance"]


@cases("finals")
def test_warehouse_holds_what_scoring_gives(case, shipped):
    """The recomputed index beside each published one is scoring's, to the last digit."""
    method = next(method for method in load_methods().all if method.key == case["method"])
    finals, leaves = table_of(shipped, method)
    rows = pd.DataFrame({"kept": finals["recomputed"], "scored": indices(score(leaves, method))})

    assert rows["kept"].tolist() == rows["scored"].tolist()


@cache
def improvements(warehouse, year):
    """List the regions that are official in both years: printed improvement, exact one, and that of printed indices."""
    now, before = (
        made[made["basis"] == scores.OFFICIAL].set_index("region")[["recomputed", "published"]]
        for made in (warehouse.query("indices_of_year", year=one, rounds=ROUNDS) for one in (year, year - 1))
    )
    apart = (now - before).dropna(how="all").rename(columns={"recomputed": "exact", "published": "from_printed"})
    printed = [scores.printed_improvement(warehouse, year, region, scores.OFFICIAL) for region in apart.index]
    return apart.assign(printed=printed).dropna(subset=["printed"])[["printed", "exact", "from_printed"]]


@cases("improvements")
def test_a_card_tells_the_exact_improvement(case, shipped):
    """What is told of a region is the difference of the unrounded indices, to the last digit."""
    exact = improvements(shipped, case["year"])["exact"]
    regions = exact.index if is_thorough() else exact.index[:: len(exact) // 8]
    cards = [scores.score_card(shipped, case["year"], region) for region in regions]

    assert [scores.improvement_of(shipped, card).value for card in cards] == exact[regions].tolist()


@cases("improvements")
def test_improvements_are_reproduced(case, shipped):
    """Each printed improvement is met by the difference of the unrounded indices."""
    rows = improvements(shipped, case["year"]).copy()
    rows["apart"] = (rows["exact"] - rows["printed"]).abs()
    worst = rows["apart"].idxmax()
    summary = f"worst row: {worst}, printed {rows['printed'][worst]}, recomputed {rows['exact'][worst]:.6f}"
    print(summary)

    assert len(rows) == case["count"], summary
    outside = [name for name, row in rows.iterrows() if differs(row.exact, row.printed, case["tolerance"])]
    assert outside == [], summary


@cases("improvements")
def test_improvements_of_printed_indices_would_be_wrong(case, shipped):
    """Subtracting two printed indices misses the printed improvement for more than half of the regions."""
    rows = improvements(shipped, case["year"])
    wrong = rows[rows["from_printed"].round(2) != rows["printed"].round(2)]
    example = rows.loc[case["example"]["region"]]

    assert len(wrong) == case["wrong_from_printed"]
    assert {name: round(value, 3) for name, value in example.items()} == {
        "printed": case["example"]["published"],
        "exact": case["example"]["exact"],
        "from_printed": case["example"]["from_printed"],
    }


@cases("worked")
def test_worked_region(case, shipped):
    """A region worked by hand has these components, contributions, index and improvement."""
    card = scores.score_card(shipped, case["year"], case["region"])
    found = trace(shipped, case["year"], case["region"], INDEX, card.basis)

    assert card.components == case["components"]
    assert dict(zip(found.contributions["node"], found.contributions["contribution"])) == pytest.approx(
        case["contributions"], abs=1e-12
    )
    assert card.index == pytest.approx(case["index"], abs=1e-12)
    assert (card.published, card.published_improvement) == (case["published"], case["published_improvement"])
    assert scores.improvement_of(shipped, card).value == pytest.approx(case["improvement"], abs=1e-12)
    assert (card.method, card.method_status) == (case["method"], case["method_status"])


@cases("ranks")
def test_rank(case, shipped):
    """The home region has this rank among so many, with equal figures sharing a rank."""
    ranking = scores.ranking(shipped, case["year"], case["among"], track=case.get("track"))

    assert (ranking.of(SITE.home), ranking.count) == (case["rank"], case["count"])


def test_every_golden_file_is_used():
    """No golden file lies here that no test reads."""
    text = Path(__file__).read_text("utf-8")

    assert [path.name for path in sorted(GOLDEN.glob("*")) if f'@cases("{path.stem}")' not in text] == []
