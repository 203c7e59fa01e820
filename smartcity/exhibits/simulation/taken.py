"""What was taken on: the steps of plans that became tasks, by whom and when."""

from smartcity.answers import scores, simulations
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.simulation.planned import with_texts
from smartcity.method import load_methods
from smartcity.scoring.scores import of_year
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "tindak-lanjut"


def taken(warehouse: Warehouse, year: int, track: str, words: Words) -> Exhibit:
    """List the steps taken on for a year and track, plan by plan in their order."""
    rows = of_year(simulations.taken_on(warehouse), year, track).reset_index(drop=True)
    if rows.empty:
        return subject_of(warehouse, words).nothing(KEY, "simulation.taken", year=year)
    rows = with_texts(rows, load_methods().require(year, track), words).assign(
        scenario=rows["scenario"].replace("", words("simulation.unnamed")), made=rows["made_at"].map(words.moment)
    )
    owners = rows["owner"].dropna().nunique()
    key = "message" if owners else "unowned"
    source = words("simulation.taken.source")
    return subject_of(warehouse, words, rows, sources=[source], bases=(scores.SIMULASI,)).exhibit(
        KEY,
        words(f"simulation.taken.{key}", n=len(rows), plans=rows["entry"].nunique(), owners=owners, year=year),
        "simulation.taken",
        rows=rows,
        columns=(
            ("number", "simulation.place"),
            ("node_said", "simulation.item"),
            "simulation.text",
            ("part", "shared.component"),
            "simulation.owner",
            ("mark_before", "simulation.before"),
            ("mark_after", "simulation.after"),
            ("index", "simulation.cumulative"),
            "simulation.made",
            "simulation.made_by",
            "simulation.scenario",
        ),
        year=year,
    )
