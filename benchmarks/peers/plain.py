"""The plain page: the position among regions as a single file of Streamlit, the way most are written.

It needs only Streamlit, pandas and plotly, and reads the two tables in the folder that `PEER_DATA` names.
"""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

HOME = os.environ["PEER_HOME"]
FOLDER = Path(os.environ["PEER_DATA"])


@st.cache_data
def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the indices and the components of every year."""
    return pd.read_csv(FOLDER / "indices.csv"), pd.read_csv(FOLDER / "components.csv")


st.set_page_config("Peringkat", layout="wide")
st.title("Peringkat")
indices, components = tables()
years = sorted(indices["year"].unique())
year = st.segmented_control("Tahun", years, default=2023, required=True, key="year")
province = indices[indices["is_near"]]
left, right = st.columns(2)
left.header("Peringkat tahun demi tahun")
bump = px.line(province, x="year", y="near_rank", color="region", markers=True, text="near_rank")
left.plotly_chart(bump, key="bump")
of_year = indices[indices["year"] == year]
right.header(f"Jarak skor pada {year}")
right.plotly_chart(px.scatter(of_year[of_year["is_near"]], x="published", y="region", text="published"), key="strip")

tracks = ["semua", *sorted(indices["track"].unique())]
track = st.segmented_control("Jalur", tracks, default="semua", required=True, key="track")
search = st.text_input("Cari daerah")
rows = of_year if track == "semua" else of_year[of_year["track"] == track]
rows = rows.assign(rank=rows["published"].rank(ascending=False, method="min").astype(int)).sort_values("rank")
own = rows.loc[rows["region"] == HOME, "rank"]
st.header(f"{HOME} peringkat {own.iloc[0] if len(own) else '–'} dari {len(rows)} pada {year}")
shown = rows[rows["region"].str.contains(search, case=False)]
st.dataframe(shown[["rank", "region", "published", "track", "recomputed", "basis"]], hide_index=True, height=520)

of_components = components[components["year"] == year]
others = sorted(set(of_components["region"]) - {HOME})
if others:
    other = st.selectbox("Daerah lain", others)
    pair = of_components[of_components["region"].isin([HOME, other])]
    st.header(f"{HOME} dan {other} pada {year}")
    st.plotly_chart(px.scatter(pair, x="value", y="component", color="region"), key="pair")
