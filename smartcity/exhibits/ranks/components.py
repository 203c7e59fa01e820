"""Peringkat: what components did to our index, and what the weights of another year would have made of it."""

import pandas as pd

from smartcity import charts
from smartcity.answers import movement
from smartcity.answers.movement import Change, Move, Recast
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Column, Exhibit
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import method_names, short, year_and_bases
from smartcity.exhibits.kit.results import group_word, results, with_names
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.ranks.movement import (
    CERTAIN,
    NAMED,
    UP,
    direction,
    groups,
    move_of,
    peers_and_us,
    peers_of,
    unmoved,
)
from smartcity.method import INDEX
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import DERIVED, PRECISION
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DECIMALS = 3
"""Contributions are told finer than printed figures, since they come from unrounded indices."""


@kept
def parts(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show what each component did to our index between two years, or what is known of them when that is not all."""
    move = move_of(warehouse, selection)
    if move is None:
        return unmoved("bagian-komponen", "parts", warehouse, selection, words)
    before, year = move.years
    values = {"region": short(move.movement.home), "before": before, "year": year}
    columns = (
        ("label", "shared.component"),
        Column("before", words("movement.column.score", year=before), SCORE),
        Column("after", words("movement.column.score", year=year), SCORE),
        "movement.difference",
    )
    if move.movement.shares is None and not _is_half_known(move):
        return _indices(warehouse, move, words)
    if move.movement.shares is None:
        return results(warehouse, words, move.years, move, bases=_bases(move)).exhibit(
            "bagian-komponen",
            printed_message(move, words),
            rows=_known(move, words),
            columns=columns,
            caption=words("movement.parts.caption_known", **values),
            alt=words("movement.parts.alt_known", **values),
            note=parts_said(move, words),
        )
    rows = _shares(move, words)
    values["values"] = words.join(
        f"{row.label} {words.number(row.total, DECIMALS, sign=True)}" for row in rows.itertuples()
    )
    return results(warehouse, words, move.years, move, bases=(DERIVED,)).exhibit(
        "bagian-komponen",
        words("shared.dated", when=words("movement.parts.when", **values), message=split_message(rows, words)),
        "movement.parts",
        figure=charts.contributions(rows.rename(columns={"total": "value"}), words, DECIMALS),
        rows=rows,
        columns=(
            *columns,
            Column("weight_before", words("movement.column.weight", year=before), SCORE),
            Column("weight_after", words("movement.column.weight", year=year), SCORE),
            *((code, f"movement.{code}", SIGNED, DECIMALS) for code in ("by_component", "by_weight", "total")),
        ),
        note=parts_said(move, words),
        **values,
    )


def _is_half_known(move: Move) -> bool:
    """Say whether both years have components of ours, so that some of them can be compared."""
    return all(side.scores(move.movement.home) for side in (move.before, move.after))


def _indices(warehouse: Warehouse, move: Move, words: Words) -> Exhibit:
    """List whose index moved by how much, which is all that is known where a year has no components at all."""
    before, year = move.years
    rows = peers_and_us(move, words).dropna(subset=["change"])
    if move.change is not None:
        rows.loc[rows["is_home"], "change"] = move.change.value
    rows = rows.sort_values("change", ascending=False, kind="stable")
    values = {"region": short(move.movement.home), "before": before, "year": year}
    return results(warehouse, words, move.years, move, bases=_bases(move)).exhibit(
        "bagian-komponen",
        indices_message(rows, move, words),
        rows=rows.reset_index(drop=True),
        columns=(
            "region",
            Column("value_before", words("movement.column.index", year=before), SCORE),
            Column("value_after", words("movement.column.index", year=year), SCORE),
            "movement.change",
            "bases",
        ),
        caption=words("movement.parts.caption_known", **values),
        alt=words("movement.parts.alt_indices", **values),
        note=parts_said(move, words),
    )


def indices_message(rows: pd.DataFrame, move: Move, words: Words) -> str:
    """Say by how much the others and we moved, and that nobody knows by which components."""
    if len(rows) < 2:
        return printed_message(move, words)
    first = rows if len(rows) <= NAMED else pd.concat([rows[~rows["is_home"]].head(NAMED - 1), rows[rows["is_home"]]])
    changes = [words("movement.parts.one_change", region=row.label, change=row.change) for row in first.itertuples()]
    return words("movement.parts.printed_all", changes=words.join(changes), **_years(move, words))


def _bases(move: Move) -> tuple[str, ...]:
    """List the bases of our own index in the two years."""
    sides = [side.ranking.rows for side in (move.before, move.after)]
    return tuple(dict.fromkeys(own.loc[own["region"] == move.movement.home, "basis"].iloc[0] for own in sides))


def split_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the component that moved the index most the way it went, and the one that worked against it most."""
    total = float(rows.loc[rows["is_total"], "total"].iloc[0])
    own = rows[~rows["is_total"]]
    values = own["total"].round(PRECISION)
    highest, lowest = own.loc[values.idxmax()], own.loc[values.idxmin()]
    if (values == 0).all():
        return words("movement.parts.still")
    if round(total, PRECISION) == 0:
        return words("movement.parts.even", up=highest["label"], down=lowest["label"], value=highest["total"])
    way = direction(total)
    pushing, against = (highest, lowest) if way == UP else (lowest, highest)
    is_held = round(float(against["total"]) * total, PRECISION) < 0
    return words(
        f"movement.parts.{way}_held" if is_held else f"movement.parts.{way}",
        total=abs(total),
        component=pushing["label"],
        value=pushing["total"],
        other=against["label"],
        other_value=against["total"],
    )


def printed_message(move: Move, words: Words) -> str:
    """Say what the printed index did, and that it cannot be split."""
    change = move.change
    if change is None:
        return words("movement.parts.unknown", region=short(move.movement.home))
    kind = direction(change.value)
    values = {"region": short(move.movement.home), "change": abs(change.value), **_years(move, words)}
    return words(f"movement.parts.printed_{kind}", **values)


def _years(move: Move, words: Words) -> dict[str, str]:
    """Say which two years are compared and on what their figures rest."""
    return {"before": year_and_bases(move.before.ranking, words), "year": year_and_bases(move.after.ranking, words)}


def _shares(move: Move, words: Words) -> pd.DataFrame:
    shares = move.movement.shares
    rows = shares.assign(label=method_names("component", shares["component"], words), is_total=False)
    exact = [side.value(move.movement.home, "recomputed") for side in (move.before, move.after)]
    total = {
        "component": INDEX,
        "label": words("movement.parts.total"),
        "before": exact[0],
        "after": exact[1],
        "by_component": shares["by_component"].sum(),
        "by_weight": shares["by_weight"].sum(),
        "total": shares["total"].sum(),
        "is_total": True,
    }
    rows = pd.concat([rows, pd.DataFrame([total])], ignore_index=True)
    return rows.assign(basis="derived", difference=rows["after"] - rows["before"])


def _known(move: Move, words: Words) -> pd.DataFrame:
    """List the components of either year, the missing ones missing, and last the printed indices."""
    home = move.movement.home
    first, last = (side.scores(home) for side in (move.before, move.after))
    codes = [code for method in move.methods if method is not None for code in method.weights]
    rows = [
        (code, words(f"method.component.{code}"), first.get(code), last.get(code), False)
        for code in dict.fromkeys((*codes, *first, *last))
    ]
    values = [side.value(home) for side in (move.before, move.after)]
    rows.append((INDEX, words("movement.parts.printed_index"), *values, True))
    columns = ["component", "label", "before", "after", "is_total"]
    known = pd.DataFrame(rows, columns=columns).astype({"before": float, "after": float})
    known["difference"] = known["after"] - known["before"]
    known["total"] = float("nan")
    if move.change is not None:
        known.loc[known["is_total"], "difference"] = move.change.value
    return known


def parts_said(move: Move, words: Words) -> str:
    """Say how exact the change is, and what is missing to split it."""
    sentences, shares = [], move.movement.shares
    if shares is not None:
        weighed = {column: shares[column].sum() for column in ("by_component", "by_weight")}
        sentences.append(words("movement.parts.unrounded"))
        if shares["by_weight"].abs().round(PRECISION).any():
            sentences.append(words("movement.parts.weighed", **weighed))
    else:
        sentences += _missing(move, words)
    if move.change is not None:
        sentences.append(_rounding(move.change, words))
    return " ".join(sentences)


def _missing(move: Move, words: Words) -> list[str]:
    home, years = move.movement.home, move.years
    sides = zip(years, move.methods, (move.before.scores(home), move.after.scores(home)))
    lacking = [year for year, method, known in sides if not known or (method and set(method.weights) - set(known))]
    sentences = []
    if lacking:
        sentences.append(words("movement.parts.without_components", years=words.join(lacking)))
    if move.movement.unweighed:
        sentences.append(words("movement.parts.without_weights", years=words.join(move.movement.unweighed)))
    return sentences


def _rounding(change: Change, words: Words) -> str:
    key = "movement.parts.printed_improvement" if change.is_printed else "movement.parts.from_rounded"
    return words(key, change=change.value, low=change.low, high=change.high)


@kept_for_year
def weights_years(warehouse: Warehouse, selection: Selection) -> tuple[tuple[int, ...], int | None]:
    """List the years whose weights can be tried, and the one that is tried unasked; none without components of ours."""
    year = movement.composed_year(warehouse, selection.year)
    years = movement.weights_years(warehouse, year) if year is not None else ()
    return years, movement.usual_weights_year(years, year) if years else None


@kept
def back_cast(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List each region's index by the weights of another year beside that by the year's own, both unrounded."""
    years, usual = weights_years(warehouse, selection)
    year = movement.composed_year(warehouse, selection.year)
    among = peers_of(selection)
    other = selection.weights_year if selection.weights_year in years else usual
    if year is None or other is None or among not in groups(warehouse, selection):
        reason = "no_components" if year is None else "no_weights" if other is None else "no_table"
        because = f"movement.cast.{reason}_"
        return subject_of(warehouse, words).nothing("andaikan-bobot", "movement.cast", because=because, year=year)
    recast = movement.recast(warehouse, year, other, among)
    if not recast.changed and recast.unscored.empty:
        values = {"year": year, "weights_year": other}
        message = cast_message(recast, words)
        subject = results(warehouse, words, [year], recast, bases=(DERIVED,))
        return subject.nothing("andaikan-bobot", message=message, because="movement.cast.same_", **values)
    rows = _recast_rows(recast, words)
    return results(warehouse, words, [year], recast, bases=(DERIVED,)).exhibit(
        "andaikan-bobot",
        cast_message(recast, words),
        "movement.cast",
        rows=rows,
        columns=(
            Column("rank", words("movement.column.rank_by", year=year), RANK),
            Column("rank_cast", words("movement.column.rank_by", year=other), RANK),
            "region",
            Column("value", words("movement.column.index_by", year=year), SCORE, DECIMALS),
            Column("cast", words("movement.column.index_by", year=other), SCORE, DECIMALS),
            ("change", "movement.change", SIGNED, DECIMALS),
            "track_word",
            "basis_word",
        ),
        note=_notes(recast, words),
        year=year,
        weights_year=other,
        group=group_word(among, None, words),
        count=len(rows),
    )


def cast_message(recast: Recast, words: Words) -> str:
    """Say what our rank would have been; when no track's weights differ, that nothing could move."""
    home = load_site().home
    own = recast.rows[recast.rows["region"] == home]
    values = {"region": short(home), "year": recast.year, "weights_year": recast.weights_year}
    values["count"] = len(recast.rows)
    if own.empty:
        return words("movement.cast.absent", **values)
    rank, cast = int(own["rank"].iloc[0]), int(own["rank_cast"].iloc[0])
    values |= {"before": rank, "rank": cast}
    if not recast.changed:
        return words("movement.cast.same", **values)
    return words(f"movement.cast.{'fell' if cast > rank else 'rose' if cast < rank else 'kept'}", **values)


def _recast_rows(recast: Recast, words: Words) -> pd.DataFrame:
    """Name what is derived, our row on top, as in the national table."""
    rows = with_names(recast.rows.assign(basis=DERIVED), words)
    return rows.sort_values("is_home", ascending=False, kind="stable", ignore_index=True)


def _notes(recast: Recast, words: Words) -> list[str]:
    """Say that the figures are derived, which weights are unsure, and what or who could not be weighed anew."""
    notes, year = [words("movement.cast.derived", year=recast.year)], recast.weights_year
    for key, name, kind, codes in (
        ("unsure", "tracks", "track", [one.track for one in recast.methods if one.certainty != CERTAIN]),
        ("ignored", "components", "component", recast.ignored),
    ):
        if codes:
            notes.append(
                words(f"movement.cast.{key}", year=year, **{name: words.join(method_names(kind, codes, words))})
            )
    for reason, n in recast.unscored["reason"].value_counts().items():
        notes.append(words(f"movement.cast.unscored_{reason}", n=int(n), year=year))
    if recast.changed:
        notes.append(words("movement.cast.changed", tracks=words.join(method_names("track", recast.changed, words))))
    return notes
