"""Answers to the questions that both the command line and the pages ask: score, rank, respondents, coverage, trace."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import gate
from smartcity.innovations.lists import Names, NearPair, decided_names, near_pairs
from smartcity.method import INDEX, Method, load_dimensions
from smartcity.method.regions import Region, Regions, load_site
from smartcity.records.decisions import DIFFERENT, INNOVATION, Alias
from smartcity.records.findings import Finding, Place
from smartcity.scoring.ranking import DERIVED, OFFICIAL, OFFICIAL_ORDER, SIMULASI, Ranking, rank
from smartcity.scoring.scores import Simulation, improvement, of_year, simulate
from smartcity.survey.disclosure import is_few
from smartcity.survey.progress import said_split, split_dimensions
from smartcity.warehouse import Warehouse, once_a_build

NATIONAL, TRACK = "national", "track"
REGION_TYPES = ("kabupaten", "kota")

NOT_PUBLISHED, NOT_YET, NO_EVIDENCE, NOT_SIMULATED = "not_published", "not_yet", "no_evidence", "not_simulated"
"""Why a region has no value: it takes part and nothing is known of its result; it began later; nothing says that it
takes part, which is not to say that it does not; no simulated figure could stand for its published one."""

RECOMPUTED, PUBLISHED = "recomputed", "published"
"""Of which kind of figures a difference is made."""


def groups() -> tuple[str, ...]:
    """The codes of the groups that a rank can be made in: the province, the nation, a track, one type of region."""
    return (load_site().province_code, NATIONAL, TRACK, *REGION_TYPES)


def regions(warehouse: Warehouse) -> Regions:
    """Load every known region."""
    rows = warehouse.query("regions")
    return Regions(
        Region(
            row.region, row.type, row.province, row.code, tuple(filter(None, map(str.strip, row.aliases.split(";"))))
        )
        for row in rows.itertuples(index=False)
    )


def of_rounds(warehouse: Warehouse, query: str, **values: object) -> pd.DataFrame:
    """Run a query over the rounds of the evaluation that the home region takes part in."""
    return warehouse.query(query, rounds=list(load_site().joined_rounds), **values)


def result_years(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that have results, the oldest first."""
    years = of_rounds(warehouse, "years")
    return tuple(int(year) for year in years.loc[years["has_results"], "year"])


def official_figures(warehouse: Warehouse, track: str, until: int) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield each year up to *until*, the newest first, with the home region's official figures on *track*, by node."""
    for year in sorted((int(year) for year in of_rounds(warehouse, "years")["year"] if year <= until), reverse=True):
        rows = of_rounds(warehouse, "scores_of_region", year=year, region=load_site().home)
        rows = rows[(rows["basis"] == OFFICIAL) & (rows["track"] == track)]
        yield year, {row.node: float(row.value) for row in rows.itertuples(index=False)}


def printed_improvement(warehouse: Warehouse, year: int, region: str, basis: str) -> float | None:
    """Return the improvement that the ministry printed for *region*; None where it did not."""
    printed = of_rounds(warehouse, "improvement_of_region", year=year, region=region, basis=basis)
    return float(printed["value"].iloc[0]) if len(printed) else None


def years_offered(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that can be asked about, prepared and uploaded for, oldest first.

    Those of the methods, known or provisional, and those that have results or a survey.
    """
    return tuple(sorted({*warehouse.methods.years, *years_loaded(warehouse)}))


def years_loaded(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that have results or a survey, oldest first."""
    return tuple(map(int, of_rounds(warehouse, "years")["year"]))


def methods_by_track(warehouse: Warehouse, year: int) -> dict[str, Method]:
    """Return the known methods of *year*, which published figures are weighed by, by track."""
    return {method.track: method for method in warehouse.methods.all if method.year == year}


@dataclass(frozen=True)
class ScoreCard:
    """One region's score of a year: index and components with their basis, method and published figures.

    *recomputed* is the index at full precision, made of the published components by the year's method; None where one
    is not known. *published* is what was printed; None where nothing was: a derived figure is a value, not published.
    *index* is the finest of them; None when there is none.
    *method* is None where published figures have no known method; *method_status* is its certainty, or says that there
    are only provisional rules, or that nothing is known. *rules_from* is the year whose rules a simulation borrowed.
    """

    year: int
    track: str | None
    region: str
    basis: str
    index: float | None
    published: float | None
    recomputed: float | None
    components: Mapping[str, float]
    published_improvement: float | None
    method: str | None
    method_status: str
    is_sample: bool
    rules_from: int | None = None

    @property
    def figure(self) -> float | None:
        """What the region is ranked by: the published index, and without one (derived, simulated) its value."""
        return self.index if self.published is None else self.published


@once_a_build
def score_card(warehouse: Warehouse, year: int, region: str, basis: str | None = None) -> ScoreCard | None:
    """Return the score card of *region*, on the best published basis unless one is given; None if nothing is known."""
    rows = of_rounds(warehouse, "scores_of_region", year=year, region=region)
    bases = OFFICIAL_ORDER[:-1] if basis in (None, OFFICIAL) else (basis,)
    rows = rows[rows["basis"].isin(bases)]
    if rows.empty:
        return None
    chosen = min(rows["basis"], key=bases.index)
    rows = _of_one_track(rows[rows["basis"] == chosen])
    by_node = rows.set_index("node")
    track = str(rows["track"].iloc[0])
    there = warehouse.methods.get(year, track)
    method = there if chosen == SIMULASI else warehouse.methods.known(year, track)
    is_recomputed = chosen != SIMULASI and not pd.isna(by_node["method"].get(INDEX))
    parts = method.weights if method else (node for node in by_node.index if node != INDEX)
    return ScoreCard(
        year=int(year),
        track=track,
        region=region,
        basis=chosen,
        index=_known(by_node["value"].get(INDEX)),
        published=_known(by_node["published"].get(INDEX)),
        recomputed=_known(by_node["value"][INDEX]) if is_recomputed else None,
        components={node: float(by_node["value"][node]) for node in parts if node in by_node.index},
        published_improvement=printed_improvement(warehouse, year, region, chosen),
        method=method.key if method else None,
        method_status=there.certainty if there else "unknown",
        is_sample=bool(rows["is_sample"].any()),
        rules_from=method.borrowed_from if method else None,
    )


def _known(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _of_one_track(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the home region's usual track where a year has scores on several, which are never mixed."""
    tracks = set(rows["track"])
    chosen = load_site().track if load_site().track in tracks else min(tracks, default=None)
    return rows[rows["track"] == chosen] if tracks else rows


@dataclass(frozen=True, slots=True)
class Improvement:
    """A difference of two years' indices of one kind: *of* both `RECOMPUTED`, both `PUBLISHED`, or else "derived"."""

    value: float
    of: str


def improvement_of(warehouse: Warehouse, card: ScoreCard) -> Improvement | None:
    """Return a card's improvement on the year before, never a recomputed index less a printed one."""
    before = None if card.basis == SIMULASI else score_card(warehouse, card.year - 1, card.region)
    if before is None:
        return None
    pairs = {
        RECOMPUTED: (card.recomputed, before.recomputed),
        PUBLISHED: (card.published, before.published),
        DERIVED: (card.figure, before.figure),
    }
    made = {of: improvement(*pair) for of, pair in pairs.items()}
    return next((Improvement(value, of) for of, value in made.items() if value is not None), None)


def is_table(warehouse: Warehouse, made: Ranking) -> bool:
    """Say whether the figures of a group are a table that a rank can be taken from.

    In the province they are: who has none is listed by name. Any other group is one only where the ministry's table of
    the year is loaded, which is larger than a province, and holds every track of the group: a few press and derived
    figures of our province are no table, nor are they one beside the table of another track.
    """
    site = load_site()
    if made.among == site.province_code:
        return True
    least = len(warehouse.query("province_tiles", province=site.province))
    figures = of_rounds(warehouse, "indices_of_year", year=made.year)
    tracks = figures.loc[figures["basis"] == OFFICIAL, "track"]
    return len(tracks) > least and made.count > 0 and set(made.rows["track"]) <= set(tracks)


def national_table(warehouse: Warehouse, year: int) -> Ranking | None:
    """Rank the nation in *year*, or return None when no official table that holds the home region is loaded."""
    made = ranking(warehouse, year, NATIONAL)
    own = made.rows.loc[made.rows["region"] == load_site().home, "basis"]
    return made if is_table(warehouse, made) and list(own) == [OFFICIAL] else None


def is_outside(warehouse: Warehouse, among: str) -> bool:
    """Say whether the home region is none of a group in any year, as a regency is no city."""
    known = warehouse.query("regions")
    own = known.loc[known["region"] == load_site().home, "type"]
    return among in REGION_TYPES and bool((own != among).any())


@once_a_build
def ranking(warehouse: Warehouse, year: int, among: str, *, track: str | None = None, basis: str = OFFICIAL) -> Ranking:
    """Rank the regions of *year* within one of `groups()`.

    A published table is ranked by its published figures, whatever was recomputed beside them. On basis "simulasi" the
    home region's simulated index stands among the published figures of the others, at full precision.

    Args:
        warehouse: Where the scores are.

        year: The year.

        among: The group; "track" means *track*, or the home region's own track of that year, else its usual one.

        track: A track to narrow the group to.

        basis: "official" for published figures, "simulasi" to put the home region's simulation among them.

    Raises:
        KeyError: If *among* is not a group; the message lists those that are.
    """
    if among not in groups():
        raise KeyError(f"{among!r}; there are {', '.join(groups())}")
    site = load_site()
    values = of_rounds(warehouse, "indices_of_year", year=year)
    if basis == SIMULASI:
        values = _with_simulation(values, warehouse, year, site.home)
    known = warehouse.query("regions")
    if among == TRACK and track is None:
        own = values.loc[values["region"] == site.home, "track"]
        track = str(own.iloc[0]) if len(own) else site.track
    if track is not None:
        values = values[values["track"] == track]
    if among == site.province_code:
        members = known[(known["province"] == site.province) & known["type"].isin(REGION_TYPES)]
        since = zip(members["region"], members["smart_city_since"])
        group = {region: _why_silent(None if pd.isna(first) else int(first), year) for region, first in since}
    elif among in REGION_TYPES:
        members = known[(known["type"] == among) & known["region"].isin(values["region"])]
        group = dict.fromkeys(members["region"], NOT_PUBLISHED)
    else:
        group = dict.fromkeys(values["region"], NOT_PUBLISHED)
    if basis == SIMULASI and site.home in group:
        group[site.home] = NOT_SIMULATED
    return rank(int(year), among, values, group)


def _why_silent(since: int | None, year: int) -> str:
    return NO_EVIDENCE if since is None else NOT_YET if since > year else NOT_PUBLISHED


def _with_simulation(values: pd.DataFrame, warehouse: Warehouse, year: int, home: str) -> pd.DataFrame:
    card = score_card(warehouse, year, home, SIMULASI)
    others = values[values["region"] != home]
    if card is None or card.index is None:
        return others
    own = {"region": home, "track": card.track, "value": card.index, "published": None, "recomputed": card.index}
    own |= {"basis": SIMULASI, "is_sample": card.is_sample}
    return pd.concat([others, pd.DataFrame([own])], ignore_index=True)


def simulation(warehouse: Warehouse, year: int, track: str, mapping: str | None = None) -> Simulation | None:
    """Score the home region's marks and survey of one (year, track) with a chosen mapping; None without either."""
    method = warehouse.methods.get(year, track)
    if method is None:
        return None
    return simulate(warehouse.query("marks"), warehouse.query("item_statistics"), method, mapping)


def kept_back(means: pd.DataFrame, marked: Container[str] = ()) -> tuple[str, ...]:
    """List the dimensions with a statement whose mean is not told, for the few who answered it, and nobody *marked*.

    *means* has `item, dimension, mean`, the answered statements of one survey.
    """
    is_kept = means["mean"].isna() & ~means["item"].map(lambda item: item in marked).astype(bool)
    return tuple(dict.fromkeys(means.loc[is_kept, "dimension"]))


def few_of(warehouse: Warehouse, year: int, region: str, track: str | None) -> tuple[str, ...]:
    """List the dimensions that keep a simulated score of a year from being told: too few answered part of them."""
    if region != load_site().home:
        return ()
    means, marks = warehouse.query("item_statistics"), warehouse.query("marks")
    track = track or load_site().track
    marks = of_year(marks[marks["region"] == load_site().home], year, track).dropna(subset=["value"])
    return kept_back(of_year(means, year, track), set(marks["item"]))


def remapped(warehouse: Warehouse, card: ScoreCard, mapping: str) -> ScoreCard:
    """Return a simulated score card as another *mapping* from survey mean to mark would have it."""
    scored = simulation(warehouse, card.year, card.track, mapping).scored.scores
    values = scored[scored["region"] == card.region].set_index("node")["value"]
    components = {code: float(values[code]) for code in card.components}
    return replace(card, index=_known(values.get(INDEX)), components=components)


def nodes_of(warehouse: Warehouse, year: int, region: str, basis: str) -> tuple[str, ...]:
    """List the nodes that have a score for *region*, in the order of the method where there is one."""
    rows = of_rounds(warehouse, "scores_of_region", year=year, region=region)
    rows = _of_one_track(rows[rows["basis"] == basis])
    known = set(rows["node"])
    method = warehouse.methods.get(year, str(rows["track"].iloc[0])) if len(rows) else None
    ordered = tuple(node for node in method.nodes() if node in known) if method else ()
    return (*ordered, *sorted(known - set(ordered)))


def lost(warehouse: Warehouse) -> tuple[Finding, ...]:
    """Find the files in force whose snapshot was gone or changed at the last build; no figure rests on them."""
    return tuple(
        Finding(row.code, Place(row.file), row.found, {"reason": "snapshot"})
        for row in warehouse.query("lost_snapshots").itertuples(index=False)
    )


def respondents(warehouse: Warehouse, year: int, form: str | None = None) -> pd.DataFrame:
    """Count respondents per dimension: `dimension, count, quota, is_split, mean, is_hidden, is_sample`, all listed.

    *mean* is the mean of the dimension's item means, each over the respondents who answered it, on the answer scale;
    missing without answers, and where *is_hidden* says so: where few people answered the dimension or one of its
    statements it would tell what they said. *quota* is that of the year's method, missing
    without one, and where a form *is_split* that of all its parts together. Where a year has surveys of several tracks,
    the home region's own counts.

    Args:
        warehouse: Where the respondents are.

        year: The year of the survey.

        form: How a person says that the form was asked, one of `survey.FORMS`; as the answers look when None.
    """
    counts = gate.respondents_of_year(warehouse, year)
    methods, own = warehouse.methods.for_year(year), load_site().track
    tracks = set(counts["track"].dropna())
    surveyed = sorted((known for known in methods if known.track in tracks), key=lambda known: known.track != own)
    method = next(iter((*surveyed, *methods)), None)
    counts = counts[counts["track"] == method.track] if surveyed else counts
    frame = pd.DataFrame({"dimension": [dimension.code for dimension in load_dimensions()]})
    frame = frame.merge(counts.drop(columns="track"), on="dimension", how="left")
    frame["count"] = frame["count"].fillna(0).astype(int)
    frame["is_sample"] = frame["is_sample"].astype("boolean").fillna(False).astype(bool)
    parts = gate.respondents_of_parts(warehouse, year, method.track if method else own)
    split = split_dimensions(parts, said_split(form, frame["dimension"]))
    frame["is_split"] = frame["dimension"].isin(split)
    sizes = {one.code: len(one.sub_dimensions) if one.code in split else 1 for one in load_dimensions()}
    frame["quota"] = frame["dimension"].map(sizes) * method.survey.quota if method else None
    smallest = load_site().smallest_group
    frame["is_hidden"] = frame["is_few"].eq(True) | frame["count"].map(lambda count: is_few(count, smallest))
    return frame[["dimension", "count", "quota", "is_split", "mean", "is_hidden", "is_sample"]]


def coverage(warehouse: Warehouse, year: int, innovation_list: str | None = None) -> pd.DataFrame:
    """List innovations per cell: `dimension, sub_dimension, innovations` (names), `sample`; every sub-dimension listed.

    An innovation whose list does not say its sub-dimension stands in a row of its dimension with `sub_dimension` None.
    Without *innovation_list* the names of all lists of the year count once each.
    """
    rows = warehouse.query("innovations")
    rows = rows[rows["year"] == year] if innovation_list is None else rows[rows["list"] == innovation_list]
    cells = []
    for dimension in load_dimensions():
        own = rows[rows["dimension"] == dimension.code]
        for sub in dimension.sub_dimensions:
            cells.append((dimension.code, sub.code, *_named(own[own["sub_dimension"] == sub.code])))
        loose = own[own["sub_dimension"].isna()]
        if len(loose):
            cells.append((dimension.code, None, *_named(loose)))
    return pd.DataFrame(cells, columns=["dimension", "sub_dimension", "innovations", "sample"])


def _named(rows: pd.DataFrame) -> tuple[list[str], bool]:
    """Return the names of innovations once each, and whether one of them is invented."""
    return sorted(set(rows["name"])), bool(rows["is_sample"].any())


def decided_innovations(warehouse: Warehouse) -> Names:
    """Load what people decided about the names of innovations."""
    rows = warehouse.query("decided_names", kinds=[INNOVATION, DIFFERENT])
    return decided_names(Alias(row.of, row.text, row.meaning) for row in rows.itertuples(index=False))


def near_innovations(warehouse: Warehouse) -> tuple[NearPair, ...]:
    """List the pairs of names over all lists that may mean one innovation and wait for a person's decision."""
    names = warehouse.query("innovations")["name"]
    return near_pairs(names, load_site().near, decided_innovations(warehouse))
