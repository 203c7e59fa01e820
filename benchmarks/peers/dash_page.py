"""The Dash page: the position among regions, each graph and the table redrawn by a callback of its own.

It needs only Dash, pandas and plotly, and reads the two tables in the folder that `PEER_DATA` names; the first argument
is the port.
"""

import os
import sys
from pathlib import Path

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

HOME = os.environ["PEER_HOME"]
FOLDER = Path(os.environ["PEER_DATA"])
INDICES, COMPONENTS = pd.read_csv(FOLDER / "indices.csv"), pd.read_csv(FOLDER / "components.csv")
TRACKS = ["semua", *sorted(INDICES["track"].unique())]
COLUMNS = ["rank", "region", "published", "track", "recomputed", "basis"]

app = Dash("Peringkat", serve_locally=True)
app.layout = html.Div([
    html.H1("Peringkat"),
    dcc.RadioItems(sorted(INDICES["year"].unique()), 2023, id="year", inline=True),
    html.H2("Peringkat tahun demi tahun"),
    dcc.Graph("bump"),
    html.H2(id="strip-title"),
    dcc.Graph("strip"),
    dcc.RadioItems(TRACKS, "semua", id="track", inline=True),
    dcc.Input("", id="search", debounce=True),
    html.H2(id="table-title"),
    dash_table.DataTable(
        id="table",
        columns=[{"name": name, "id": name} for name in COLUMNS],
        page_action="none",
        sort_action="native",
        style_table={"height": 520, "overflowY": "auto"},
    ),
    dcc.Dropdown(id="other"),
    dcc.Graph("pair"),
])  # fmt: skip


@app.callback(Output("bump", "figure"), Input("year", "value"))
def bump(_: int) -> object:
    """Draw the ranks over the years."""
    near = INDICES[INDICES["is_near"]]
    return px.line(near, x="year", y="near_rank", color="region", markers=True, text="near_rank")


@app.callback(Output("strip-title", "children"), Output("strip", "figure"), Input("year", "value"))
def strip(year: int) -> tuple[str, object]:
    """Draw the scores of a year."""
    near = INDICES[INDICES["is_near"] & (INDICES["year"] == year)]
    return f"Jarak skor pada {year}", px.scatter(near, x="published", y="region", text="published")


@app.callback(
    Output("table-title", "children"),
    Output("table", "data"),
    Input("year", "value"),
    Input("track", "value"),
    Input("search", "value"),
)
def national(year: int, track: str, search: str) -> tuple[str, list[dict[str, object]]]:
    """List the regions of a year and track."""
    rows = INDICES[INDICES["year"] == year]
    rows = rows if track == "semua" else rows[rows["track"] == track]
    rows = rows.assign(rank=rows["published"].rank(ascending=False, method="min").astype(int)).sort_values("rank")
    own = rows.loc[rows["region"] == HOME, "rank"]
    title = f"{HOME} peringkat {own.iloc[0] if len(own) else '–'} dari {len(rows)} pada {year}"
    return title, rows[rows["region"].str.contains(search or "", case=False)][COLUMNS].to_dict("records")


@app.callback(Output("other", "options"), Output("other", "value"), Input("year", "value"))
def others(year: int) -> tuple[list[str], str | None]:
    """Offer the regions whose components are known."""
    names = sorted(set(COMPONENTS.loc[COMPONENTS["year"] == year, "region"]) - {HOME})
    return names, next(iter(names), None)


@app.callback(Output("pair", "figure"), Input("year", "value"), Input("other", "value"))
def pair(year: int, other: str | None) -> object:
    """Set a region's components beside ours."""
    rows = COMPONENTS[(COMPONENTS["year"] == year) & COMPONENTS["region"].isin([HOME, other])]
    return px.scatter(rows, x="value", y="component", color="region")


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
