"""What the weights of another year would have made of a year's components; always derived, never official."""

import pandas as pd

from smartcity.answers import ranks
from smartcity.answers.ranks import Recast
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Column, Exhibit
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import method_names, short
from smartcity.exhibits.kit.results import group_word, results
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.ranks.moves import groups, peers_of
from smartcity.method.regions import load_site
from smartcity.scoring.movement import DERIVED
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

CERTAIN = "certain"
DECIMALS = 3


@kept_for_year
def weights_years(warehouse: Warehouse, selection: Selection) -> tuple[tuple[int, ...], int | None]:
    """List the years whose weights can be tried, and the one that is tried unasked; none without components of ours."""
    year = ranks.composed_year(warehouse, selection.year)
    years = ranks.weights_years(warehouse, year) if year is not None else ()
    return years, ranks.usual_weights_year(years, year) if years else None


@kept
def back_cast(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List each region's index by the weights of another year beside that by the year's own, both unrounded."""
    years, usual = weights_years(warehouse, selection)
    year = ranks.composed_year(warehouse, selection.year)
    among = peers_of(selection)
    other = selection.weights_year if selection.weights_year in years else usual
    if year is None or other is None or among not in groups(warehouse, selection):
        reason = "no_components" if year is None else "no_weights" if other is None else "no_table"
        because = f"movement.cast.{reason}_"
        return subject_of(warehouse, words).nothing("andaikan-bobot", "movement.cast", because=because, year=year)
    found = ranks.recast(warehouse, year, other, among)
    rows = _rows(found, words)
    return results(warehouse, words, [year], bases=(DERIVED,), is_sample=found.is_sample).exhibit(
        "andaikan-bobot",
        cast_message(found, words),
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
        note=_notes(found, words),
        year=year,
        weights_year=other,
        group=group_word(among, None, words),
        count=len(rows),
    )


def cast_message(found: Recast, words: Words) -> str:
    """Say what our rank would have been; when no track's weights differ, that nothing could move."""
    home = load_site().home
    own = found.rows[found.rows["region"] == home]
    said = {"region": short(home), "year": found.year, "weights_year": found.weights_year, "count": len(found.rows)}
    if own.empty:
        return words("movement.cast.absent", **said)
    rank, cast = int(own["rank"].iloc[0]), int(own["rank_cast"].iloc[0])
    said |= {"before": rank, "rank": cast}
    if not found.changed:
        return words("movement.cast.same", **said)
    return words(f"movement.cast.{'fell' if cast > rank else 'rose' if cast < rank else 'kept'}", **said)


def _rows(found: Recast, words: Words) -> pd.DataFrame:
    """Put our row on top, as in the national table."""
    is_home = found.rows["region"] == load_site().home
    rows = pd.concat([found.rows[is_home], found.rows[~is_home]], ignore_index=True)
    return rows.assign(
        track_word=method_names("track", rows["track"], words),
        basis_word=words(f"method.basis.{DERIVED}"),
    )


def _notes(found: Recast, words: Words) -> list[str]:
    """Say that the figures are derived, which weights are unsure, and what or who could not be weighed anew."""
    notes, year = [words("movement.cast.derived", year=found.year)], found.weights_year
    for key, name, kind, codes in (
        ("unsure", "tracks", "track", [one.track for one in found.methods if one.certainty != CERTAIN]),
        ("ignored", "components", "component", found.ignored),
    ):
        if codes:
            notes.append(
                words(f"movement.cast.{key}", year=year, **{name: words.join(method_names(kind, codes, words))})
            )
    for reason, n in found.unscored["reason"].value_counts().items():
        notes.append(words(f"movement.cast.unscored_{reason}", n=int(n), year=year))
    if found.changed:
        notes.append(words("movement.cast.changed", tracks=words.join(method_names("track", found.changed, words))))
    return notes
