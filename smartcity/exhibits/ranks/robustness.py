"""Peringkat: how sure is our rank, under which doubts, and which of them matters most?"""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from smartcity.answers import robustness
from smartcity.answers.robustness import Question
from smartcity.exhibits.kit import sureness
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.drawn_ranks import (
    Control,
    DrawnRanks,
    controls_of,
    doubt_name,
    drawn_ranks,
    share_said,
    sizes_of,
)
from smartcity.exhibits.kit.exhibit import SCORE, Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import national_year, results
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def _question(warehouse: Warehouse, selection: Selection) -> Question | None:
    """Turn a selection into a question; a national group stands in the newest year with a national table."""
    province = load_site().province_code
    among = selection.peers or province
    year = selection.year or available(warehouse).default_year
    if among != province:
        year = national_year(warehouse, selection)
    return None if year is None else Question(year, among, selection.doubts, selection.points, selection.chance)


@kept
def _drawn(warehouse: Warehouse, selection: Selection, words: Words) -> DrawnRanks | None:
    """Draw what the selection asks for; None when there are no figures to ask about."""
    question = _question(warehouse, selection)
    if question is None:
        return None
    return drawn_ranks(robustness.how_sure(warehouse, question), results(warehouse, words, [question.year]))


def is_drawn(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether the page has drawn ranks to show."""
    ranked = _drawn(warehouse, selection, words)
    return ranked is not None and ranked.is_shown


def _shown(
    key: str, part: str, make: Callable[[DrawnRanks], Exhibit], warehouse: Warehouse, selection: Selection, words: Words
) -> Exhibit:
    """Make an exhibit of the drawn ranks, whose finding names their year; or say why nothing was drawn."""
    ranked = _drawn(warehouse, selection, words)
    if ranked is None:
        because, region = "robustness.nothing.no_data_", short(load_site().home)
        return subject_of(warehouse, words).nothing(key, f"robustness.{part}", because=because, region=region)
    if not ranked.is_shown:
        return ranked.nothing(key, part)
    made = make(ranked)
    is_dated = str(ranked.year) in made.message
    return made if is_dated else replace(made, message=words("shared.dated", when=ranked.year, message=made.message))


@kept
def acceptability(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how sure the ranks of the chosen group are."""
    return _shown("peluang-peringkat", "shares", sureness.shares, warehouse, selection, words)


@kept
def duels(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the chosen group's regions with the probability of beating each."""
    return _shown("peluang-di-atas", "duels", sureness.duels, warehouse, selection, words)


@kept
def drawn(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List what was drawn for the page's question."""
    return _shown("manifes", "drawn", sureness.manifest, warehouse, selection, words)


@kept
def matters(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show which doubt matters most for what the page asks."""

    def made(ranked: DrawnRanks) -> Exhibit:
        return sureness.influence(ranked, robustness.influence_kept(warehouse, ranked.sureness))

    return _shown("keraguan-utama", "matters", made, warehouse, selection, words)


@kept
def alone(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Draw each doubt that can be drawn alone, and set our rank under it beside that under the chosen ones together."""

    def made(ranked: DrawnRanks) -> Exhibit:
        return _alone(warehouse, ranked, _question(warehouse, selection))

    return _shown("satu-per-satu", "alone", made, warehouse, selection, words)


def _alone(warehouse: Warehouse, ranked: DrawnRanks, question: Question) -> Exhibit:
    drawing, words = ranked.sureness, ranked.subject.words
    together = (drawing.chosen,) if len(drawing.chosen) > 1 else ()
    rows = []
    for codes in (*((code,) for code in drawing.possible), *together):
        made = robustness.how_sure(warehouse, replace(question, doubts=codes)).result.rows
        code = codes[0] if len(codes) == 1 else ""
        label = doubt_name(code, words) if code else words("robustness.alone.together")
        own = made[made["region"] == ranked.home]
        rows += [{"doubt": code, "label": label, **row} for row in own.to_dict("records")]
    frame = pd.DataFrame(rows)
    return ranked.subject.exhibit(
        "satu-per-satu",
        alone_message(frame, words),
        "robustness.alone",
        rows=frame,
        columns=(
            ("label", "robustness.name"),
            "robustness.keeps",
            "robustness.low",
            "robustness.high",
            ("index_low", "robustness.index_low", SCORE, 3),
            ("index_high", "robustness.index_high", SCORE, 3),
        ),
        note=words("robustness.alone.same_draws"),
        level=drawing.result.level,
        region=short(ranked.home),
        year=ranked.year,
        group=ranked.group,
        draws=drawing.result.manifest.draws,
    )


def alone_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the doubt that alone leaves our rank least often as it is; or say that none of them moves it."""
    single = rows[(rows["doubt"] != "") & rows["keeps"].notna()]
    if single.empty:
        return words("robustness.alone.silent")
    worst = single.loc[single["keeps"].idxmin()]
    if worst["keeps"] == 1:
        return words("robustness.alone.none_moves")
    name = doubt_name(worst["doubt"], words, "brief")
    return words("robustness.alone.worst", name=name, share=share_said(float(worst["keeps"]), words))


@kept
def controls(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[Control, ...]:
    """List every doubt for what the page shows; none when there is nothing to doubt."""
    ranked = _drawn(warehouse, selection, words)
    if ranked is None:
        return ()
    field = ranked.sureness.arena.field
    return controls_of(ranked.sureness, words) if field.is_known.any() and ranked.home in field.regions else ()


def sizes(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[str, ...]:
    """Name the sizes that can be chosen for what is drawn."""
    ranked = _drawn(warehouse, selection, words)
    return () if ranked is None else sizes_of(ranked.sureness)
