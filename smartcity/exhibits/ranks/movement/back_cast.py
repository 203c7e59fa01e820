"""What the weights of another year would have made of a year's components; always derived, never official."""

import pandas as pd

from smartcity.answers import ranks
from smartcity.answers.ranks import Recast
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import group_word, sources_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.movement.asking import peers_of
from smartcity.exhibits.ranks.movement.places import groups
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
    weights_year = selection.weights_year if selection.weights_year in years else usual
    if year is None or weights_year is None or among not in groups(warehouse, selection):
        reason = "no_components" if year is None else "no_weights" if weights_year is None else "no_table"
        texts = Empty(*(words(f"movement.cast.{reason}_{piece}", year=year) for piece in ("missing", "why", "step")))
        return Exhibit("andaikan-bobot", words("movement.cast.none"), "", stamp(warehouse), empty=texts)
    found = ranks.recast(warehouse, year, weights_year, among)
    rows = _rows(found, words)
    said = {"year": year, "weights_year": weights_year, "group": group_word(among, None, words)}
    columns = (
        Column("rank", words("movement.column.rank_by", year=year), RANK),
        Column("rank_cast", words("movement.column.rank_by", year=weights_year), RANK),
        Column("region", words("shared.column.region")),
        Column("value", words("movement.column.index_by", year=year), SCORE, DECIMALS),
        Column("cast", words("movement.column.index_by", year=weights_year), SCORE, DECIMALS),
        Column("change", words("movement.column.change"), SIGNED, DECIMALS),
        Column("track_word", words("shared.column.track")),
        Column("basis_word", words("shared.column.basis")),
    )
    return Exhibit(
        key="andaikan-bobot",
        message=cast_message(found, words),
        table=Table(rows, columns),
        caption=words("movement.cast.caption", **said, count=len(rows)),
        alt=words("movement.cast.alt", **said),
        note=_note(found, words),
        source=sources_of(warehouse, [year], words),
        stamp=stamp(warehouse),
        bases=(DERIVED,),
        is_sample=found.is_sample,
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
        track_word=[words(f"method.track.{track}") for track in rows["track"]],
        basis_word=words(f"method.basis.{DERIVED}"),
    )


def _note(found: Recast, words: Words) -> str:
    said = [words("movement.cast.derived", year=found.year)]
    unsure = [method for method in found.methods if method.certainty != CERTAIN]
    if unsure:
        tracks = words.join(words(f"method.track.{method.track}") for method in unsure)
        said.append(words("movement.cast.unsure", year=found.weights_year, tracks=tracks))
    if found.ignored:
        components = words.join(words(f"method.component.{code}") for code in found.ignored)
        said.append(words("movement.cast.ignored", year=found.weights_year, components=components))
    for reason, n in found.unscored["reason"].value_counts().items():
        said.append(words(f"movement.cast.unscored_{reason}", n=int(n), year=found.weights_year))
    if found.changed:
        tracks = words.join(words(f"method.track.{track}") for track in found.changed)
        said.append(words("movement.cast.changed", tracks=tracks))
    return " ".join(said)
