"""Ikhtisar: how do we stand? One sentence, four cards, five components, the line, and what needs a look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.scores import ScoreCard
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import SCORE, Column, Exhibit, Origin
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import leaders, method_names, print_alike, short, spoken, together
from smartcity.exhibits.kit.results import components_card, method_breaks, neighbours, scale_of, with_names, years_until
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method import INDEX, Method
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.field import ROUNDINGS
from smartcity.scoring.ranking import PRECISION, Ranking
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

DECIMALS = 2

RANK_CLAUSES = {"absent": "none", "alone": "alone", "level": "tied", "above": "below", "below": "first"}
"""The text that says our rank, by where our neighbours stand."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The page's first sentence, the bases of the figures in it, and the scores that they are."""

    text: str
    bases: tuple[str, ...]
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One figure at a glance: label, value, change if any, and what it is among and as of.

    *origins* are the scores that it rests on, its own first; one that rests on people has the code of the *page* that
    may tell of them instead.
    """

    label: str
    value: str
    delta: str = ""
    caption: str = ""
    basis: str = ""
    is_sample: bool = False
    origins: tuple[Origin, ...] = ()
    page: str = ""


def printed(value: float | None) -> float | None:
    """Round as published figures are, so that a difference of printed figures is the one a reader can check."""
    return None if value is None else round(value + 10**-PRECISION, DECIMALS)


def change_of(card: ScoreCard, before: ScoreCard | None) -> float | None:
    """Return what the index moved by: the published improvement, else the difference of the two figures as printed."""
    if card.published_improvement is not None:
        return card.published_improvement
    if before is None or card.figure is None or before.figure is None:
        return None
    return printed(card.figure - before.figure)


def _own_card(warehouse: Warehouse, year: int | None) -> ScoreCard | None:
    """Return the home region's card of *year* where its index is known."""
    card = scores.score_card(warehouse, year, load_site().home) if year else None
    return None if card is None or card.figure is None else card


def _is_awaited(warehouse: Warehouse, selection: Selection) -> bool:
    """Say whether our index of the year is to come: we took part. Else it is just not loaded."""
    if not selection.year:
        return False
    unranked = scores.ranking(warehouse, selection.year, load_site().province_code).unranked
    return scores.NOT_PUBLISHED in set(unranked.loc[unranked["region"] == load_site().home, "reason"])


def _missing(warehouse: Warehouse, selection: Selection, words: Words) -> str:
    return words(f"overview.card.{'not_published' if _is_awaited(warehouse, selection) else 'not_loaded'}")


def _change(warehouse: Warehouse, card: ScoreCard) -> float | None:
    return change_of(card, scores.score_card(warehouse, card.year - 1, card.region))


@kept
def headline(warehouse: Warehouse, selection: Selection, words: Words) -> Headline:
    """Say in one or two sentences where the home region stands in the chosen year, clause by clause."""
    home = load_site().home
    card = _own_card(warehouse, selection.year)
    if card is None:
        kind = "nothing" if not selection.year else "none" if _is_awaited(warehouse, selection) else "not_loaded"
        return Headline(words(f"overview.headline.{kind}", region=short(home), year=selection.year), ())
    ranking = scores.ranking(warehouse, card.year, load_site().province_code)
    change = _change(warehouse, card)
    way = "only" if change is None else "same" if change == 0 else "up" if change > 0 else "down"
    first = words(
        f"overview.headline.score_{way}",
        region=short(home),
        value=card.figure,
        scale=scale_of(_method(warehouse, card))[1],
        year=card.year,
        before=card.year - 1,
        basis=words(f"method.basis.{card.basis}"),
        change=abs(change or 0),
    )
    origins = (*_index_origins(warehouse, card), *_ranked_origins(ranking))
    text = f"{first} {rank_clause(ranking, home, words)}"
    return Headline(text, tuple(sorted(ranking.bases)), tuple(dict.fromkeys(origins)))


def _index_origins(warehouse: Warehouse, card: ScoreCard) -> Iterator[Origin]:
    """List our index of the card's year and, as the change is from there, of the year before."""
    for known in (card, scores.score_card(warehouse, card.year - 1, card.region)):
        if known is not None and known.figure is not None:
            yield Origin(known.year, known.region, INDEX, known.basis, f"{short(known.region)} {known.year}")


def _ranked_origins(ranking: Ranking) -> Iterator[Origin]:
    """List the indices that a rank was made of, ours first."""
    rows = ranking.rows.assign(is_other=ranking.rows["region"] != load_site().home)
    for row in rows.sort_values("is_other", kind="stable").itertuples(index=False):
        yield Origin(ranking.year, row.region, INDEX, row.basis, f"{short(row.region)} {ranking.year}")


def rank_clause(ranking: Ranking, home: str, words: Words) -> str:
    """Say the rank in the province with its distance to the next region, or why there is none."""
    where, rows = neighbours(ranking, home)
    names = list(map(short, rows["region"])) or [short(home)]
    return words(
        f"overview.rank.{RANK_CLAUSES[where]}",
        province=load_site().province,
        year=ranking.year,
        rank=ranking.of(home),
        count=ranking.count,
        bases=words.join(words(f"method.basis.{basis}") for basis in ranking.bases),
        gap=rows["gap"].abs().max(),
        other=names[0],
        others=words.join(names),
    )


def _method(warehouse: Warehouse, card: ScoreCard) -> Method | None:
    return warehouse.methods.known(card.year, card.track)


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
    label = words("overview.card.index", year=selection.year) if selection.year else words("shared.column.index")
    card = _own_card(warehouse, selection.year)
    if card is None:
        return Card(label, "–", caption=_missing(warehouse, selection, words))
    change = _change(warehouse, card)
    line = _line(warehouse)
    own = line[(line["region"] == card.region) & (line["year"] < card.year)]
    known = [words("overview.card.basis", basis=words(f"method.basis.{card.basis}"))]
    known += [
        words("overview.card.past", year=row.year, value=row.value, basis=row.basis_word)
        for row in with_names(own, words).itertuples(index=False)
    ]
    delta = "" if change is None else words("overview.card.change", change=change, year=card.year - 1)
    if change is not None and card.published_improvement is None:
        before = scores.score_card(warehouse, card.year - 1, card.region)
        slack = load_doubts().half_digit * (ROUNDINGS[card.basis] + ROUNDINGS[before.basis])
        known.append(words("overview.card.change_rounded", slack=slack))
    value = words.number(card.figure, DECIMALS)
    origins = tuple(_index_origins(warehouse, card))
    return Card(label, value, delta, " · ".join(known), card.basis, card.is_sample, origins)


def _province_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    site = load_site()
    label = words("overview.card.province", province=site.province)
    ranking = _newest(warehouse, selection, lambda year: scores.ranking(warehouse, year, site.province_code))
    if ranking is None:
        return Card(label, "–", caption=_missing(warehouse, selection, words))
    before = scores.ranking(warehouse, ranking.year - 1, site.province_code)
    caption = ""
    if before.of(site.home) is not None:
        bases = words.join(words(f"method.basis.{basis}") for basis in before.bases)
        known = {"year": before.year, "rank": before.of(site.home), "count": before.count, "bases": bases}
        caption = words("overview.card.rank_before", **known)
    return _rank_card(
        words("overview.card.province_of", province=site.province, year=ranking.year), ranking, caption, words
    )


def _national_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    label = words("overview.card.national")
    ranking = _newest(warehouse, selection, lambda year: scores.national_table(warehouse, year))
    if ranking is None:
        return Card(label, "–", caption=words("overview.card.no_table"))
    is_older = selection.year and ranking.year < selection.year
    caption = words("overview.card.not_yet", year=selection.year) if is_older else ""
    return _rank_card(words("overview.card.national_of", year=ranking.year), ranking, caption, words)


def _newest(warehouse: Warehouse, selection: Selection, ranking_of: Callable[[int], Ranking | None]) -> Ranking | None:
    for ranking in map(ranking_of, years_until(warehouse, selection.year)):
        if ranking is not None and ranking.of(load_site().home) is not None:
            return ranking
    return None


def _rank_card(label: str, ranking: Ranking, caption: str, words: Words) -> Card:
    value = words("overview.card.rank", rank=ranking.of(load_site().home), count=ranking.count)
    known = words("overview.card.rank_of", bases=words.join(method_names("basis", ranking.bases, words)))
    is_sample = bool(ranking.rows["is_sample"].any())
    note = " · ".join(filter(None, (known, caption)))
    return Card(label, value, "", note, ranking.bases[0], is_sample, tuple(_ranked_origins(ranking)))


def _survey_card(warehouse: Warehouse, selection: Selection, words: Words) -> Card:
    years = [year for year in available(warehouse).survey_years if selection.year is None or year <= selection.year]
    if not years:
        return Card(words("overview.card.survey"), "–", caption=words("overview.card.no_survey"))
    counts = scores.respondents(warehouse, years[-1])
    caption = words("overview.card.respondents", n=int(counts["count"].sum()), quota=int(counts["quota"].sum()))
    rules = rules_said([warehouse.methods.get(years[-1], load_site().track)], words)
    return Card(
        words("overview.card.survey_of", year=years[-1]),
        words("overview.card.full", full=int((counts["count"] >= counts["quota"]).sum()), count=len(counts)),
        caption=" · ".join(filter(None, (caption, rules))),
        basis=scores.SIMULASI,
        is_sample=bool(counts["is_sample"].any()),
        page="responden",
    )


@kept
def components(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the components against last year and the national median, and what one mark is worth where."""
    card = components_card(warehouse, selection.year)
    if card is None:
        return subject_of(warehouse, words).nothing("komponen", "overview.components")
    method, year, codes = _method(warehouse, card), card.year, list(card.components)
    before = scores.score_card(warehouse, year - 1, card.region)
    peers = scores.of_rounds(warehouse, "components_of_year", year=year)
    medians = peers.groupby("component")["value"].median()
    count = peers["region"].nunique()
    rows = pd.DataFrame(
        {
            "component": codes,
            "label": method_names("component", codes, words),
            "value": list(card.components.values()),
            "previous": [(before.components if before else {}).get(code) for code in codes],
            "reference": [medians.get(code) for code in codes],
            "basis": card.basis,
            "worth": [method.component(code).gain_per_mark if method else None for code in codes],
        }
    ).astype({"previous": float, "reference": float})
    rows = rows.sort_values("value", ascending=False, ignore_index=True)
    sources = scores.of_rounds(warehouse, "result_sources", year=year)
    own = sources.loc[sources["basis"] == card.basis, "source"]
    return subject_of(warehouse, words, card, peers, sources=own, year=year).exhibit(
        "komponen",
        _components_message(rows, card, method, words),
        "overview.components",
        figure=charts.component_rows(rows, scale_of(method), words, str(year - 1)),
        rows=rows,
        columns=(
            ("label", "overview.components.column_component"),
            "overview.components.column_value",
            Column("previous", words("overview.components.column_previous", year=year - 1), SCORE),
            ("reference", "overview.components.column_median"),
            "overview.components.column_worth",
        ),
        origins=(Origin(year, card.region, INDEX, card.basis, words("overview.components.origin", year=year)),),
        region=short(card.region),
        year=year,
        count=count,
        track=words(f"method.track.{card.track}"),
        values=spoken(rows, words),
    )


def _components_message(rows: pd.DataFrame, card: ScoreCard, method: Method | None, words: Words) -> str:
    upwards = rows.iloc[::-1]
    named = list(zip(upwards["label"], upwards["value"]))
    basis = words(f"method.basis.{card.basis}")
    values = {"component": leaders(named, words), "value": named[0][1], "year": card.year, "basis": basis}
    if method is None:
        return words("overview.components.lowest", **values)
    below_full = rows[rows["value"] < method.scale_max - 10**-PRECISION]
    if below_full.empty:
        return words("overview.components.all_full", **values)
    lowest = upwards[[print_alike(words, value, named[0][1]) for _, value in named]]
    dearest = below_full[np.isclose(below_full["worth"], below_full["worth"].max())]
    both = [label for label in lowest["label"] if label in set(dearest["label"])]
    if both and len(lowest) == 1:
        return words("overview.components.lowest_dearest", **values)
    if both:
        return words("overview.components.lowest_of_them", **values, dearest=together(both, words))
    first = dearest.iloc[0]
    return words(
        "overview.components.dearer",
        **values,
        dearest=together(list(dearest["label"]), words),
        dearest_value=first["value"],
        times=first["worth"] / lowest.iloc[0]["worth"],
    )


def _line(warehouse: Warehouse) -> pd.DataFrame:
    return scores.of_rounds(warehouse, "province_indices", province=load_site().province)


@kept
def trend(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the index over the years up to the chosen one, ours among the province's."""
    site = load_site()
    line = with_names(_line(warehouse), words)
    line = line[line["year"].isin(list(years_until(warehouse, selection.year)))]
    own = line[line["is_home"]]
    if own.empty:
        return subject_of(warehouse, words).nothing("garis-indeks", "overview.trend")
    others = scores.of_rounds(warehouse, "other_round_indices", province=site.province)
    others = others[others["year"] <= line["year"].max()]
    breaks = method_breaks(warehouse, sorted(set(line["year"])), site.track)
    return subject_of(warehouse, words, line).exhibit(
        "garis-indeks",
        trend_message(own, words),
        "overview.trend",
        figure=charts.index_trend(line.assign(region=line["label"]), breaks, scale_of(), words),
        rows=line,
        columns=("year", "region", "value", "basis_word", "source"),
        note=[
            words(
                "overview.trend.other_round", region=short(row.region), value=row.value, year=row.year, round=row.round
            )
            for row in others.itertuples(index=False)
        ],
        origins=(
            Origin(int(row.year), site.home, INDEX, row.basis, words("overview.trend.origin", year=row.year))
            for row in own.itertuples(index=False)
        ),
        province=site.province,
        count=line["region"].nunique(),
        region=short(site.home),
        values=spoken(own, words, label="year"),
    )


def trend_message(own: pd.DataFrame, words: Words) -> str:
    """Say how the home region's line runs: always up, always down, level, in one direction, to and fro."""
    own = own.sort_values("year")
    first, last = own.iloc[0], own.iloc[-1]
    steps = own["value"].diff().dropna().round(PRECISION)
    has_gap = (own["year"].diff().dropna() > 1).any()
    kind = "mixed"
    if len(own) == 1:
        kind = "single"
    elif (steps > 0).all():
        kind = "rising_gap" if has_gap else "rising"
    elif (steps < 0).all():
        kind = "falling_gap" if has_gap else "falling"
    elif (steps == 0).all():
        kind = "level"
    elif (steps >= 0).all():
        kind = "never_fell"
    elif (steps <= 0).all():
        kind = "never_rose"
    return words(
        f"overview.trend.{kind}",
        region=short(str(first["region"])),
        first=first["value"],
        first_year=first["year"],
        last=last["value"],
        last_year=last["year"],
        first_basis=words(f"method.basis.{first['basis']}"),
        last_basis=words(f"method.basis.{last['basis']}"),
    )
