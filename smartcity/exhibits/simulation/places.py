"""Where the simulated index would stand: among the province's published figures, and in the last national table."""

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.simulations import Peers, as_printed
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import short, spoken
from smartcity.exhibits.kit.results import group_word, with_names
from smartcity.exhibits.simulation.trial import Trial, kept_with_trial, unscored
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import PRECISION, ranks
from smartcity.wording import Words

HAIR = 0.005
"""A smaller gap would be spelled as zero."""
KEY = "peringkat-simulasi"


@kept_with_trial
def places(trial: Trial, words: Words, chance: str = "") -> Exhibit:
    """Show our simulated index on one axis with the province's published ones; *chance* says how sure the rank is."""
    index, home = trial.found.index, load_site().home
    if index is None:
        return unscored(KEY, "places", trial, words)
    peers = trial.province or trial.nation
    if peers is None:
        return trial.nothing(KEY, "peers")
    own = {"region": home, "value": index, "basis": scores.SIMULASI}
    rows = pd.concat([pd.DataFrame([own]), peers.others[list(own)]], ignore_index=True)
    values = rows["value"].astype(float)
    rows = rows.assign(rank=ranks(values.map(as_printed)), gap=(values - index).round(PRECISION))
    rows = with_names(rows, words).sort_values(["rank", "region"], ignore_index=True)
    figure = charts.score_strip(rows.assign(region=rows["label"]), trial.scale, words) if trial.province else None
    return trial.subject_beside(peers.bases, peers.is_sample).exhibit(
        KEY,
        places_message(trial, words),
        "simulation.places",
        figure=figure,
        rows=rows,
        columns=("rank", "region", "value", "standings.gap", "basis_word"),
        note=(chance, *_notes(peers, trial, words)),
        region=short(home),
        name=trial.name,
        group=group_word(peers.among, None, words),
        count=peers.count,
        year=peers.year,
        values=spoken(rows, words),
    )


def places_message(trial: Trial, words: Words) -> str:
    """Say the rank in the province, else in the nation, with the gap to the next above, or below for who is first."""
    return words("simulation.places.message", place=_clause(trial.province or trial.nation, trial.found.index, words))


def _clause(peers: Peers, index: float, words: Words) -> str:
    rank, above = peers.rank(index), peers.next_above(index)
    nearest = peers.others.iloc[0] if above is None else above
    gap = round(abs(float(nearest["value"]) - as_printed(index)), PRECISION)
    kind = "below" if above is not None else "level" if gap == 0 else "first"
    return words(
        f"simulation.places.{kind}" if gap >= HAIR or kind == "level" else f"simulation.places.{kind}_hair",
        rank=rank,
        count=peers.count,
        group=group_word(peers.among, None, words),
        year=peers.year,
        gap=gap,
        region=short(str(nearest["region"])),
    )


def _notes(peers: Peers, trial: Trial, words: Words) -> list[str]:
    notes = []
    if trial.nation is not None and peers is not trial.nation:
        place = _clause(trial.nation, trial.found.index, words)
        notes.append(words("simulation.places.nation", place=place, year=trial.nation.year))
    if peers.year != trial.year:
        notes.append(words("simulation.places.other_year", year=peers.year, supposed=trial.year))
    if peers.silent:
        notes.append(words("simulation.places.silent", regions=words.join(map(short, peers.silent)), year=peers.year))
    return notes
