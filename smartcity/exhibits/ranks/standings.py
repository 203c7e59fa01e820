"""Peringkat: who stands above us, and by how much?"""

from collections.abc import Iterable

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Column, Empty, Exhibit, Origin, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.shared import available, joined_sources, kept, kept_for_year, method_breaks, short, stamp
from smartcity.method import INDEX, load_methods
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import Ranking, differs, gaps
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DECIMALS = 2


def nothing(key: str, part: str, warehouse: Warehouse, words: Words) -> Exhibit:
    """Make the exhibit that says what is missing, why it matters and what helps."""
    texts = Empty(*(words(f"standings.{part}.empty_{piece}") for piece in ("missing", "why", "step")))
    return Exhibit(key, words(f"standings.{part}.none"), "", stamp(warehouse), empty=texts)


def _province_rankings(warehouse: Warehouse) -> tuple[Ranking, ...]:
    code = load_site().province_code
    made = (scores.ranking(warehouse, year, code) for year in available(warehouse).years)
    return tuple(ranking for ranking in made if ranking.count)


def origins_of(warehouse: Warehouse, years: Iterable[int]) -> list[str]:
    """List where the results of *years* were published."""
    rounds = list(load_site().joined_rounds)
    return [
        source for year in years for source in warehouse.query("result_sources", year=year, rounds=rounds)["source"]
    ]


def sources_of(warehouse: Warehouse, years: Iterable[int], words: Words) -> str:
    """Name the sources of the results of *years* in one line."""
    return joined_sources(origins_of(warehouse, years), words)


def _labelled(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    return rows.assign(
        label=rows["region"].map(short),
        basis_word=rows["basis"].map(lambda basis: words(f"method.basis.{basis}")),
    )


@kept
def bump(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how ranks in the province moved over the years."""
    site = load_site()
    rankings = _province_rankings(warehouse)
    if not rankings:
        return nothing("peringkat-tahun", "bump", warehouse, words)
    points = pd.concat([ranking.rows.assign(year=ranking.year) for ranking in rankings], ignore_index=True)
    points = _labelled(points, words).assign(is_home=points["region"] == site.home)
    points = points.merge(
        pd.DataFrame({"year": [r.year for r in rankings], "count": [r.count for r in rankings]}), on="year"
    )
    columns = (
        Column("year", words("shared.column.year"), RANK),
        Column("rank", words("shared.column.rank"), RANK),
        Column("count", words("standings.column.count"), RANK),
        Column("region", words("shared.column.region")),
        Column("value", words("shared.column.index"), SCORE),
        Column("basis_word", words("shared.column.basis")),
    )
    own = points[points["is_home"]].sort_values("year")
    spoken = words.join(
        words("standings.bump.year", year=row.year, rank=row.rank, count=row.count) for row in own.itertuples()
    )
    has_derived = (points["basis"] == "derived").any()
    first, last = rankings[0], rankings[-1]
    span = "caption" if len(rankings) > 1 else "caption_single"
    return Exhibit(
        key="peringkat-tahun",
        message=bump_message(rankings, site.home, words),
        figure=charts.bump(
            points.astype({"rank": float}), method_breaks([r.year for r in rankings], site.track), words
        ),
        table=Table(points.sort_values(["year", "rank", "region"]), columns),
        caption=words(f"standings.bump.{span}", province=site.province, first=first.year, last=last.year),
        alt=words("standings.bump.alt", region=short(site.home), ranks=spoken),
        note=words("standings.bump.derived") if has_derived else "",
        source=sources_of(warehouse, [ranking.year for ranking in rankings], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys(points["basis"])),
        is_sample=bool(points["is_sample"].any()),
    )


def bump_message(rankings: tuple[Ranking, ...], home: str, words: Words) -> str:
    """Say how the home region's rank ran: kept, lost or won, and when it last changed."""
    own = [(ranking.year, ranking.of(home), ranking.count) for ranking in rankings if ranking.of(home) is not None]
    if not own:
        return words("standings.bump.absent", region=short(home))
    year, rank, count = own[-1]
    shared = {"region": short(home), "year": year, "rank": rank, "count": count}
    if len(own) == 1:
        return words("standings.bump.single", **shared)
    before_year, before, before_count = own[-2]
    shared |= {"before": before, "before_year": before_year, "before_count": before_count}
    if rank == before:
        since = next(y for y, _, _ in own if all(r == rank for yy, r, _ in own if yy >= y))
        return words("standings.bump.kept", **shared, since=since)
    return words("standings.bump.fell" if rank > before else "standings.bump.rose", **shared)


@kept
def strip(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the scores behind the province's ranks of one year, with the gap to ours."""
    site = load_site()
    rankings = [r for r in _province_rankings(warehouse) if selection.year is None or r.year <= selection.year]
    if not rankings:
        return nothing("jarak-skor", "strip", warehouse, words)
    ranking = rankings[-1]
    rows = _labelled(ranking.rows, words).merge(gaps(ranking, site.home)[["region", "gap"]], on="region")
    rows["is_home"] = rows["region"] == site.home
    track = str(rows["track"].iloc[0])
    method = load_methods().get(ranking.year, track) or load_methods().all[-1]
    columns = (
        Column("rank", words("shared.column.rank"), RANK),
        Column("region", words("shared.column.region")),
        Column("value", words("shared.column.index"), SCORE),
        Column("gap", words("standings.column.gap", region=short(site.home)), SIGNED),
        Column("basis_word", words("shared.column.basis")),
    )
    waiting = ranking.unranked.loc[ranking.unranked["reason"] == scores.NOT_PUBLISHED, "region"]
    spoken = words.join(f"{row.label} {words.number(row.value, DECIMALS)}" for row in rows.itertuples())
    return Exhibit(
        key="jarak-skor",
        message=strip_message(ranking, site.home, words),
        figure=charts.score_strip(rows.assign(region=rows["label"]), (method.scale_min, method.scale_max), words),
        table=Table(rows, columns),
        caption=words("standings.strip.caption", province=site.province, year=ranking.year, count=ranking.count),
        alt=words("standings.strip.alt", year=ranking.year, values=spoken),
        note=words("standings.strip.waiting", regions=words.join(map(short, waiting))) if len(waiting) else "",
        source=sources_of(warehouse, [ranking.year], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys(rows["basis"])),
        is_sample=bool(rows["is_sample"].any()),
        origins=tuple(
            Origin(ranking.year, row.region, INDEX, row.basis, row.label) for row in rows.itertuples(index=False)
        ),
    )


def strip_message(ranking: Ranking, home: str, words: Words) -> str:
    """Say the gap to the nearest region above, or below when we lead."""
    own = ranking.of(home)
    if own is None:
        return words("standings.strip.absent", region=short(home), year=ranking.year)
    rows = gaps(ranking, home)
    others = rows[rows["region"] != home]
    if others.empty:
        return words("standings.strip.alone", region=short(home), year=ranking.year)
    above = others[others["rank"] < own]
    level = others[others["rank"] == own]
    if len(level):
        return words("standings.strip.level", regions=words.join(map(short, level["region"])), year=ranking.year)
    nearest = above.iloc[-1] if len(above) else others.iloc[0]
    key = "standings.strip.above" if len(above) else "standings.strip.below"
    return words(key, region=short(nearest["region"]), gap=abs(nearest["gap"]), year=ranking.year)


@kept
def tiles(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the province as a grid of tiles: a value, not published yet, or not taking part."""
    site = load_site()
    places = warehouse.query("province_tiles", province=site.province)
    years = [year for year in available(warehouse).years if selection.year is None or year <= selection.year]
    if places.empty or not years:
        return nothing("petak-provinsi", "tiles", warehouse, words)
    ranking = scores.ranking(warehouse, years[-1], site.province_code)
    reasons = dict(zip(ranking.unranked["region"], ranking.unranked["reason"]))
    rows = places.merge(ranking.rows[["region", "rank", "value", "basis"]], on="region", how="left")
    rows["status"] = [
        "value" if not pd.isna(row.value) else reasons.get(row.region, scores.NOT_PARTICIPATING)
        for row in rows.itertuples(index=False)
    ]
    rows["basis"] = rows["basis"].fillna("press")
    rows["is_home"] = rows["region"] == site.home
    rows = rows.assign(row=rows["tile_row"], column=rows["tile_column"], label=rows["region"].map(short))
    rows["state"] = [
        words("standings.tiles.state_value", basis=words(f"method.basis.{row.basis}"))
        if row.status == "value"
        else words(f"standings.tiles.state_{row.status}")
        for row in rows.itertuples(index=False)
    ]
    counts = rows["status"].value_counts()
    columns = (
        Column("region", words("shared.column.region")),
        Column("value", words("shared.column.index"), SCORE),
        Column("rank", words("shared.column.rank"), RANK),
        Column("state", words("standings.column.state")),
        Column("smart_city_since", words("standings.column.since"), RANK),
    )
    shared = {
        "year": ranking.year,
        "count": len(rows),
        "published": int(counts.get("value", 0)),
        "waiting": int(counts.get(scores.NOT_PUBLISHED, 0)),
        "outside": int(counts.get(scores.NOT_PARTICIPATING, 0)),
        "province": site.province,
    }
    return Exhibit(
        key="petak-provinsi",
        message=words(f"standings.tiles.{'message' if shared['waiting'] else 'all_published'}", **shared),
        figure=charts.tile_grid(rows.assign(region=rows["label"]), words),
        table=Table(rows, columns),
        caption=words("standings.tiles.caption", **shared),
        alt=words("standings.tiles.alt", **shared),
        note=words("standings.tiles.note"),
        source=sources_of(warehouse, [ranking.year], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys(ranking.rows["basis"])),
        is_sample=bool(ranking.rows["is_sample"].any()),
    )


@kept_for_year
def national_year(warehouse: Warehouse, selection: Selection) -> int | None:
    """Return the newest year, not after the chosen one, for which a national table is loaded."""
    for year in reversed(available(warehouse).years):
        if (selection.year is None or year <= selection.year) and scores.national_table(warehouse, year):
            return year
    return None


@kept
def national(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the national table, ranked within the chosen group, our row on top; recomputed values stand beside."""
    site = load_site()
    year = national_year(warehouse, selection)
    if year is None:
        return nothing("tabel-nasional", "national", warehouse, words)
    ranking = scores.ranking(warehouse, year, selection.among, track=selection.track)
    rows = _labelled(ranking.rows, words)
    rows["track_word"] = rows["track"].map(lambda track: words(f"method.track.{track}"))
    rows["differs"] = [_differs(year, row.track, row.recomputed, row.published) for row in rows.itertuples(index=False)]
    searched = normalise(selection.search)
    shown = rows[rows["region"].map(lambda name: searched in normalise(name))] if searched else rows
    own = shown["region"] == site.home
    pinned = pd.concat([shown[own], shown[~own]], ignore_index=True)
    columns = (
        Column("rank", words("shared.column.rank"), RANK),
        Column("region", words("shared.column.region")),
        Column("published", words("standings.column.published"), SCORE),
        Column("track_word", words("shared.column.track")),
        Column("recomputed", words("standings.column.recomputed"), SCORE, 3),
        Column("basis_word", words("shared.column.basis")),
    )
    group = group_word(selection.among, selection.track, words)
    notes = [words("standings.national.ranked_by")]
    if rows["differs"].any():
        notes.append(words("standings.national.differs", n=int(rows["differs"].sum())))
    if searched:
        notes.append(words("standings.national.found", n=len(shown), count=ranking.count, text=selection.search))
    return Exhibit(
        key="tabel-nasional",
        message=national_message(ranking, site.home, group, words),
        table=Table(pinned, columns),
        caption=words("standings.national.caption", year=year, count=ranking.count, group=group),
        alt=words("standings.national.alt", year=year, count=ranking.count, group=group),
        note=" ".join(notes),
        source=sources_of(warehouse, [year], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys(rows["basis"])),
        is_sample=bool(rows["is_sample"].any()),
    )


def group_word(among: str, track: str | None, words: Words) -> str:
    """Name a group as a sentence would: "130 daerah seluruh Indonesia" without the number."""
    base = words(f"standings.group.{among}", province=load_site().province)
    if track is None:
        return base
    return words("standings.group.of_track", group=base, track=words(f"method.track.{track}"))


def national_message(ranking: Ranking, home: str, group: str, words: Words) -> str:
    """Say the home region's rank in the group, or that it is not part of it."""
    own = ranking.of(home)
    shared = {"region": short(home), "count": ranking.count, "group": group, "year": ranking.year}
    if own is None:
        return words("standings.national.absent", **shared)
    tied = int((ranking.rows["rank"] == own).sum()) - 1
    key = "standings.national.tied" if tied else "standings.national.message"
    return words(key, rank=own, n=tied, **shared)


def _differs(year: int, track: str, recomputed: float, published: float) -> bool:
    method = load_methods().get(year, track)
    if method is None or pd.isna(recomputed) or pd.isna(published):
        return False
    return differs(float(recomputed), float(published), method.tolerance)


@kept
def comparison(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Compare the home region's components with those of the chosen region."""
    site = load_site()
    year = _comparison_year(warehouse, selection)
    if year is None or selection.region is None:
        return nothing("banding-komponen", "comparison", warehouse, words)
    home = scores.score_card(warehouse, year, site.home)
    other = scores.score_card(warehouse, year, selection.region)
    if home is None or other is None or not home.components or not other.components:
        return nothing("banding-komponen", "comparison", warehouse, words)
    codes = [code for code in home.components if code in other.components]
    rows = pd.DataFrame(
        {
            "label": [words(f"method.component.{code}") for code in codes],
            "home": [home.components[code] for code in codes],
            "other": [other.components[code] for code in codes],
            "home_name": short(site.home),
            "other_name": short(selection.region),
            "basis": home.basis,
        }
    )
    rows["gap"] = rows["home"] - rows["other"]
    method = load_methods().get(year, home.track) or load_methods().all[-1]
    columns = (
        Column("label", words("shared.column.component")),
        Column("home", short(site.home), SCORE),
        Column("other", short(selection.region), SCORE),
        Column("gap", words("standings.column.difference"), SIGNED),
    )
    same_track = home.track == other.track
    note = "" if same_track else words("standings.comparison.tracks", track=words(f"method.track.{other.track}"))
    return Exhibit(
        key="banding-komponen",
        message=comparison_message(rows, words),
        figure=charts.dumbbell(rows, (method.scale_min, method.scale_max), words),
        table=Table(rows, columns),
        caption=words("standings.comparison.caption", home=site.home, other=selection.region, year=year),
        alt=words(
            "standings.comparison.alt",
            year=year,
            values=words.join(
                f"{row.label} {words.number(row.home, DECIMALS)} / {words.number(row.other, DECIMALS)}"
                for row in rows.itertuples()
            ),
        ),
        note=note,
        source=sources_of(warehouse, [year], words),
        stamp=stamp(warehouse),
        bases=tuple(dict.fromkeys((home.basis, other.basis))),
        is_sample=home.is_sample or other.is_sample,
        origins=(
            Origin(year, site.home, INDEX, home.basis, short(site.home)),
            Origin(year, selection.region, INDEX, other.basis, short(selection.region)),
        ),
    )


def _comparison_year(warehouse: Warehouse, selection: Selection) -> int | None:
    for year in reversed(available(warehouse).years):
        if selection.year is not None and year > selection.year:
            continue
        card = scores.score_card(warehouse, year, load_site().home)
        if card is not None and card.components:
            return year
    return None


@kept_for_year
def comparable(warehouse: Warehouse, selection: Selection) -> tuple[str, ...]:
    """List the regions whose components can be compared with ours: our province by rank, then the others by name."""
    year = _comparison_year(warehouse, selection)
    if year is None:
        return ()
    site = load_site()
    rows = warehouse.query("components_of_year", year=year, rounds=list(site.joined_rounds))
    province = list(scores.ranking(warehouse, year, site.province_code).rows["region"])
    others = sorted(set(rows["region"]) - {site.home})
    near = [name for name in province if name in others]
    return (*near, *(name for name in others if name not in near))


def comparison_message(rows: pd.DataFrame, words: Words) -> str:
    """Say in how many components we are ahead, and where we lag most."""
    ahead = rows[rows["gap"] > 0]
    behind = rows[rows["gap"] < 0]
    other = rows["other_name"].iloc[0]
    shared = {"other": other, "count": len(rows)}
    if behind.empty:
        return words("standings.comparison.nowhere_behind", **shared)
    worst = behind.loc[behind["gap"].idxmin()]
    shared |= {"component": worst["label"], "gap": abs(worst["gap"])}
    if len(ahead):
        return words("standings.comparison.mixed", **shared, n=len(ahead))
    kind = "everywhere_behind" if len(behind) == len(rows) else "somewhere_behind"
    return words(f"standings.comparison.{kind}", **shared, n=len(behind))
