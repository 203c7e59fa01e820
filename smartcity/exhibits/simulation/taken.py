"""What was taken on: the steps of plans that became tasks, by whom and when."""

from smartcity.answers import scores, simulations
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.simulation.view import nothing
from smartcity.method import load_methods
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "tindak-lanjut"


def taken(warehouse: Warehouse, year: int, track: str, words: Words) -> Exhibit:
    """List the steps taken on for a year and track, plan by plan in their order."""
    rows = simulations.taken_on(warehouse)
    rows = rows[(rows["year"] == year) & (rows["track"] == track)].reset_index(drop=True)
    if rows.empty:
        return nothing(KEY, "taken", stamp(warehouse), words, year=year)
    method = load_methods().require(year, track)
    texts = {item.code: item.meaning[words.language] for item in method.items}
    unknown = words("simulation.unnamed")
    rows = rows.assign(
        text=[
            texts.get(row.node) or words("simulation.planned.unmarked", n=int(row.marks)) for row in rows.itertuples()
        ],
        node_said=rows["node"].where(rows["node"] != rows["component"], ""),
        part=rows["component"].map(lambda code: words(f"method.component.{code}")),
        scenario=rows["scenario"].replace("", unknown),
        made=rows["made_at"].map(words.moment),
    )
    columns = (
        Column("number", words("simulation.column.place"), RANK),
        Column("node_said", words("simulation.column.item")),
        Column("text", words("simulation.column.text")),
        Column("part", words("shared.column.component")),
        Column("owner", words("simulation.column.owner")),
        Column("mark_before", words("simulation.column.before"), SCORE),
        Column("mark_after", words("simulation.column.after"), SCORE),
        Column("index", words("simulation.column.cumulative"), SCORE, 3),
        Column("made", words("simulation.column.made")),
        Column("made_by", words("simulation.column.made_by")),
        Column("scenario", words("simulation.column.scenario")),
    )
    plans = rows["entry"].nunique()
    owners = rows["owner"].dropna().nunique()
    key = "message" if owners else "unowned"
    return Exhibit(
        key=KEY,
        message=words(f"simulation.taken.{key}", n=len(rows), plans=plans, owners=owners, year=year),
        table=Table(rows, columns),
        caption=words("simulation.taken.caption", year=year),
        alt=words("simulation.taken.alt", year=year),
        source=words("simulation.taken.source"),
        stamp=stamp(warehouse),
        bases=(scores.SIMULASI,),
        is_sample=bool(rows["is_sample"].any()),
    )
