"""Ikhtisar: how do we stand? One sentence, four cards, five components, the line, and what needs a look."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.scores import ScoreCard
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import RANK, SCORE, TEXT, Column, Empty, Exhibit, Origin, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import method_breaks
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import joined_sources, stamp
from smartcity.method import INDEX, Method, load_methods
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import PRECISION, Ranking
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Headline:
    """The page's first sentence, and the bases of the figures in it."""

    text: str
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One figure at a glance: label, value, change if any, and what it is among and as of."""

    label: str
    value: str
    delta: str = ""
    caption: str = ""
    basis: str = ""
    is_sample: bool = False


def printed(value: float | None) -> float | None:
    """Round as published figures are, so that a difference of printed figures is the one a reader can check."""
    return None if value is None else round(value + 10**-PRECISION, DECIMALS)


def change_of(card: ScoreCard, before: ScoreCard | None) -> float | None:
    """Return what the index moved by: the published improvement, else the difference of the two printed figures."""
    if card.published_improvement is not None:
        return card.published_improvement
    if before is None or card.published is None or before.published is None:
        return None
    return printed(card.published - before.published)


@kept
def headline(warehouse: Warehouse, selection: Selection, words: Words) -> Headline:
    """Say in one or two sentences where the home region stands in the chosen year, clause by clause."""
    home = load_site().home
    card = scores.score_card(warehouse, selection.year, home) if selection.year else None
    if selection.year is None:
        return Headline(words("overview.headline.nothing", region=short(home)), ())
    if card is None or card.published is None:
        return Headline(words("overview.headline.none", region=short(home), year=selection.year), ())
    ranking = scores.ranking(warehouse, selection.year, load_site().province_code)
    change = change_of(card, scores.score_card(warehouse, card.year - 1, home))
    said = {"region": short(home), "value": card.published, "scale": _scale(card)[1], "year": card.year}
    first = words(f"overview.headline.score_{_direction(change)}", **said, change=abs(change or 0))
    return Headline(f"{first} {rank_clause(ranking, home, words)}", tuple(sorted(set(ranking.rows["basis"]))))


def _direction(change: float | None) -> str:
    if change is None:
        return "only"
    return "same" if change == 0 else "up" if change > 0 else "down"


def rank_clause(ranking: Ranking, home: str, words: Words) -> str:
    """Say the rank in the province with its distance to the next region, or why there is none."""
    own = ranking.of(home)
    province = load_site().province
    if own is None:
        return words("overview.rank.none", province=province, year=ranking.year)
    others = ranking.rows[ranking.rows["region"] != home]
    value = float(ranking.rows.loc[ranking.rows["region"] == home, "value"].iloc[0])
    shared = {"province": province, "rank": own, "count": ranking.count}
    if others.empty:
        return words("overview.rank.alone", **shared)
    tied = others[others["rank"] == own]
    if len(tied):
        return words("overview.rank.tied", **shared, others=words.join(map(short, tied["region"])))
    if own == 1:
        second = others.iloc[0]
        return words("overview.rank.first", **shared, gap=value - second["value"], other=short(second["region"]))
    above = others[others["rank"] < own].iloc[-1]
    return words("overview.rank.below", **shared, gap=above["value"] - value, other=short(above["region"]))


def _scale(card: ScoreCard) -> tuple[float, float]:
    method = load_methods().get(card.year, card.track)
    methods = (method,) if method else load_methods().all
    return min(one.scale_min for one in methods), max(one.scale_max for one in methods)


@kept
def cards(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[Card, ...]:
    """Return the four figures at a glance: index, rank in the province, rank in the nation, respondents."""
    return (
        _index_card(warehouse, selection, words),
        _province_card(warehouse, selection, words),
        _national_card(warehouse, selection, words),
        _survey_card(warehouse, selection, words),
    )


def _index_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    home = load_site().home
    label = words("overview.card.index", year=selection.year) if selection.year else words("shared.column.index")
    card = scores.score_card(warehouse, selection.year, home) if selection.year else None
    if card is None or card.published is None:
        return Card(label, "–", caption=words("overview.card.not_published"))
    change = change_of(card, scores.score_card(warehouse, card.year - 1, home))
    line = _line(warehouse)
    own = line[(line["region"] == home) & (line["year"] < card.year)]
    past = " · ".join(f"{row.year}: {words.number(row.value, DECIMALS)}" for row in own.itertuples(index=False))
    delta = "" if change is None else words("overview.card.change", change=change, year=card.year - 1)
    if change is not None and card.published_improvement is None:
        past = f"{past} · {words('overview.card.change_rounded')}"
    return Card(label, words.number(card.published, DECIMALS), delta, past, card.basis, card.is_sample)


def _province_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    site = load_site()
    label = words("overview.card.province", province=site.province)
    ranking = _newest(warehouse, selection, lambda year: scores.ranking(warehouse, year, site.province_code))
    if ranking is None:
        return Card(label, "–", caption=words("overview.card.not_published"))
    before = scores.ranking(warehouse, ranking.year - 1, site.province_code)
    caption = ""
    if before.of(site.home) is not None:
        caption = words("overview.card.rank_before", year=before.year, rank=before.of(site.home), count=before.count)
    return _rank_card(label, ranking, caption, words)


def _national_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    label = words("overview.card.national")
    province = scores.ranking(warehouse, selection.year, load_site().province_code) if selection.year else None
    ranking = _newest(warehouse, selection, lambda year: scores.national_table(warehouse, year))
    if ranking is None:
        return Card(label, "–", caption=words("overview.card.no_table"))
    caption = ""
    if province is not None and ranking.year < province.year:
        caption = words("overview.card.not_yet", year=province.year)
    return _rank_card(label, ranking, caption, words)


def _newest(warehouse: Warehouse, selection: Selection, ranking_of: Callable[[int], Ranking | None]) -> Ranking | None:
    years = [year for year in available(warehouse).years if selection.year is None or year <= selection.year]
    for ranking in map(ranking_of, reversed(years)):
        if ranking is not None and ranking.of(load_site().home) is not None:
            return ranking
    return None


def _rank_card(label: str, ranking: Ranking, caption: str, words: Words) -> Card:
    home = load_site().home
    bases = list(dict.fromkeys(ranking.rows["basis"]))
    value = words("overview.card.rank", rank=ranking.of(home), count=ranking.count)
    said = words(
        "overview.card.rank_of", year=ranking.year, basis=words.join(words(f"method.basis.{b}") for b in bases)
    )
    is_sample = bool(ranking.rows["is_sample"].any())
    return Card(label, value, "", " · ".join(part for part in (said, caption) if part), bases[0], is_sample)


def _survey_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    years = [year for year in available(warehouse).survey_years if selection.year is None or year <= selection.year]
    if not years:
        return Card(words("overview.card.survey"), "–", caption=words("overview.card.no_survey"))
    counts = scores.respondents(warehouse, years[-1])
    full = int((counts["count"] >= counts["quota"]).sum())
    is_sample = bool(counts["is_sample"].any())
    return Card(
        words("overview.card.survey_of", year=years[-1]),
        words("overview.card.full", full=full, count=len(counts)),
        caption=words("overview.card.respondents", n=int(counts["count"].sum()), quota=int(counts["quota"].sum())),
        basis=scores.SIMULASI,
        is_sample=is_sample,
    )


def components_card(warehouse: Warehouse, selection: Selection) -> ScoreCard | None:
    """Return the home region's newest card, not after the chosen year, whose components are published."""
    years = [year for year in available(warehouse).years if selection.year is None or year <= selection.year]
    for year in reversed(years):
        card = scores.score_card(warehouse, year, load_site().home)
        if card is not None and card.components:
            return card
    return None


@kept
def components(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the components against last year and the national median, and what one mark is worth where."""
    card = components_card(warehouse, selection)
    if card is None:
        empty = Empty(*(words(f"overview.components.empty_{part}") for part in ("missing", "why", "step")))
        return Exhibit("komponen", words("overview.components.none"), "", stamp(warehouse), empty=empty)
    method = load_methods().get(card.year, card.track)
    before = scores.score_card(warehouse, card.year - 1, card.region)
    rounds = list(load_site().joined_rounds)
    peers = warehouse.query("components_of_year", year=card.year, rounds=rounds)
    medians = peers.groupby("component")["value"].median()
    count = peers["region"].nunique()
    rows = pd.DataFrame(
        {
            "component": list(card.components),
            "label": [words(f"method.component.{code}") for code in card.components],
            "value": list(card.components.values()),
            "previous": [(before.components if before else {}).get(code) for code in card.components],
            "reference": [medians.get(code) for code in card.components],
            "basis": card.basis,
            "worth": [method.component(code).gain_per_mark if method else None for code in card.components],
        }
    ).astype({"previous": float, "reference": float})
    rows = rows.sort_values("value", ascending=False, ignore_index=True)
    sources = warehouse.query("result_sources", year=card.year, rounds=rounds)
    columns = (
        Column("label", words("overview.components.column_component")),
        Column("value", words("overview.components.column_value", region=short(card.region), year=card.year), SCORE),
        Column("previous", words("overview.components.column_previous", year=card.year - 1), SCORE),
        Column("reference", words("overview.components.column_median", count=count), SCORE),
        Column("worth", words("overview.components.column_worth"), SCORE, 4),
    )
    return Exhibit(
        key="komponen",
        message=_components_message(rows, card, method, words),
        figure=charts.component_rows(rows, _scale(card), words),
        table=Table(rows, columns),
        caption=words(
            "overview.components.caption", year=card.year, count=count, track=words(f"method.track.{card.track}")
        ),
        alt=words(
            "overview.components.alt",
            year=card.year,
            values=words.join(f"{row.label} {words.number(row.value, DECIMALS)}" for row in rows.itertuples()),
        ),
        source=joined_sources(sources.loc[sources["basis"] == card.basis, "source"], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys((card.basis, *peers["basis"]))),
        is_sample=card.is_sample or bool(peers["is_sample"].any()),
        origins=(
            Origin(card.year, card.region, INDEX, card.basis, words("overview.components.origin", year=card.year)),
        ),
    )


def _components_message(rows: pd.DataFrame, card: ScoreCard, method: Method | None, words: Words) -> str:
    lowest = rows.iloc[-1]
    said = words("overview.components.lowest", component=lowest["label"], value=lowest["value"], year=card.year)
    if method is None:
        return said
    open_rows = rows[rows["value"] < method.scale_max - 10**-PRECISION]
    if open_rows.empty:
        return words("overview.components.all_full", year=card.year)
    dearest = open_rows.loc[open_rows["worth"].idxmax()]
    if dearest["component"] == lowest["component"]:
        return words(
            "overview.components.lowest_dearest", component=lowest["label"], value=lowest["value"], year=card.year
        )
    return words(
        "overview.components.dearer",
        lowest=lowest["label"],
        lowest_value=lowest["value"],
        dearest=dearest["label"],
        dearest_value=dearest["value"],
        times=dearest["worth"] / lowest["worth"],
        year=card.year,
    )


def _line(warehouse: Warehouse) -> pd.DataFrame:
    site = load_site()
    return warehouse.query("province_indices", province=site.province, rounds=list(site.joined_rounds))


@kept
def trend(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the index over the years, ours among the province's."""
    site = load_site()
    line = _line(warehouse)
    own = line[line["region"] == site.home]
    if own.empty:
        empty = Empty(*(words(f"overview.trend.empty_{part}") for part in ("missing", "why", "step")))
        return Exhibit("garis-indeks", words("overview.trend.none"), "", stamp(warehouse), empty=empty)
    line = line.assign(is_home=line["region"] == site.home, label=line["region"].map(short))
    others = warehouse.query("other_round_indices", province=site.province, rounds=list(site.joined_rounds))
    note = " ".join(
        words(
            "overview.trend.other_round",
            region=short(row.region),
            value=row.value,
            year=row.year,
            round=row.round,
        )
        for row in others.itertuples(index=False)
    )
    scale = (
        min(method.scale_min for method in load_methods().all),
        max(method.scale_max for method in load_methods().all),
    )
    columns = (
        Column("year", words("shared.column.year"), RANK),
        Column("region", words("shared.column.region")),
        Column("value", words("shared.column.index"), SCORE),
        Column("basis_word", words("shared.column.basis")),
        Column("source", words("shared.column.source"), TEXT),
    )
    table = line.assign(basis_word=line["basis"].map(lambda basis: words(f"method.basis.{basis}")))
    values = words.join(f"{row.year} {words.number(row.value, DECIMALS)}" for row in own.itertuples(index=False))
    return Exhibit(
        key="garis-indeks",
        message=trend_message(own, words),
        figure=charts.index_trend(
            line.assign(region=line["label"]), method_breaks(sorted(set(line["year"])), site.track), scale, words
        ),
        table=Table(table, columns),
        caption=words("overview.trend.caption", province=site.province, count=line["region"].nunique()),
        alt=words("overview.trend.alt", region=short(site.home), values=values),
        note=note,
        source=joined_sources(line["source"], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys(line["basis"])),
        is_sample=bool(line["is_sample"].any()),
        origins=tuple(
            Origin(int(row.year), site.home, INDEX, row.basis, words("overview.trend.origin", year=row.year))
            for row in own.itertuples(index=False)
        ),
    )


def trend_message(own: pd.DataFrame, words: Words) -> str:
    """Say how the home region's line runs: always up, always down, level, in one direction, to and fro."""
    own = own.sort_values("year")
    first, last = own.iloc[0], own.iloc[-1]
    region = short(str(first["region"]))
    shared = {
        "region": region,
        "first": first["value"],
        "first_year": first["year"],
        "last": last["value"],
        "last_year": last["year"],
    }
    if len(own) == 1:
        return words("overview.trend.single", **shared)
    steps = own["value"].diff().dropna().round(PRECISION)
    has_gap = (own["year"].diff().dropna() > 1).any()
    kind = "mixed"
    if (steps > 0).all():
        kind = "rising_gap" if has_gap else "rising"
    elif (steps < 0).all():
        kind = "falling_gap" if has_gap else "falling"
    elif (steps == 0).all():
        kind = "level"
    elif (steps >= 0).all():
        kind = "never_fell"
    elif (steps <= 0).all():
        kind = "never_rose"
    return words(f"overview.trend.{kind}", **shared)
