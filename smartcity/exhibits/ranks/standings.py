"""Peringkat: who stands above us, and by how much?"""

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Origin
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import method_names, short, spoken, year_and_bases
from smartcity.exhibits.kit.results import (
    components_card,
    group_word,
    method_breaks,
    national_year,
    neighbours,
    results,
    scale_of,
    with_names,
    years_until,
)
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method import INDEX
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import Ranking, differs, gaps
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

DECIMALS = 2


def _province_rankings(warehouse: Warehouse, year: int | None) -> tuple[Ranking, ...]:
    code = load_site().province_code
    made = (scores.ranking(warehouse, known, code) for known in reversed(tuple(years_until(warehouse, year))))
    return tuple(ranking for ranking in made if ranking.count)


@kept
def bump(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how ranks in the province moved over the years up to the chosen one."""
    site = load_site()
    rankings = _province_rankings(warehouse, selection.year)
    if not rankings:
        return subject_of(warehouse, words).nothing("peringkat-tahun", "standings.bump")
    years = [ranking.year for ranking in rankings]
    points = pd.concat(
        [ranking.rows.assign(year=ranking.year, count=ranking.count) for ranking in rankings], ignore_index=True
    )
    points = with_names(points, words)
    own = points[points["is_home"]].sort_values("year")
    ranks = words.join(
        words("standings.bump.year", year=row.year, rank=row.rank, count=row.count) for row in own.itertuples()
    )
    span = "caption" if len(years) > 1 else "caption_single"
    return results(warehouse, words, years, points).exhibit(
        "peringkat-tahun",
        bump_message(rankings, site.home, words),
        "standings.bump",
        figure=charts.bump(points.astype({"rank": float}), method_breaks(warehouse, years, site.track), words),
        rows=points.sort_values(["year", "rank", "region"]),
        columns=("year", "rank", "standings.count", "region", "value", "basis_word"),
        caption=words(f"standings.bump.{span}", province=site.province, first=years[0], last=years[-1]),
        note=words("standings.bump.derived") if (points["basis"] == "derived").any() else "",
        region=short(site.home),
        ranks=ranks,
    )


def bump_message(rankings: tuple[Ranking, ...], home: str, words: Words) -> str:
    """Say how the home region's rank ran: kept, lost or won, and when it last changed."""
    known = [ranking for ranking in rankings if ranking.of(home) is not None]
    own = [(ranking.year, ranking.of(home), ranking.count) for ranking in known]
    if not own:
        return words("standings.bump.absent", region=short(home))
    _, rank, count = own[-1]
    shared = {"region": short(home), "year": year_and_bases(known[-1], words), "rank": rank, "count": count}
    if len(own) == 1:
        return words("standings.bump.single", **shared)
    _, before, before_count = own[-2]
    shared |= {"before": before, "before_year": year_and_bases(known[-2], words), "before_count": before_count}
    if rank == before:
        since = next(y for y, _, _ in own if all(r == rank for yy, r, _ in own if yy >= y))
        return words("standings.bump.kept", **shared, since=since)
    return words("standings.bump.fell" if rank > before else "standings.bump.rose", **shared)


@kept
def strip(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the scores behind the province's ranks of one year, with the gap to ours."""
    site = load_site()
    rankings = _province_rankings(warehouse, selection.year)
    if not rankings:
        return subject_of(warehouse, words).nothing("jarak-skor", "standings.strip")
    ranking = rankings[-1]
    rows = with_names(ranking.rows, words).merge(gaps(ranking, site.home)[["region", "gap"]], on="region")
    method = warehouse.methods.known(ranking.year, str(rows["track"].iloc[0]))
    waiting = ranking.unranked.loc[ranking.unranked["reason"] == scores.NOT_PUBLISHED, "region"]
    return results(warehouse, words, [ranking.year], rows).exhibit(
        "jarak-skor",
        strip_message(ranking, site.home, words),
        "standings.strip",
        figure=charts.score_strip(rows.assign(region=rows["label"]), scale_of(method), words),
        rows=rows,
        columns=("rank", "region", "value", "standings.gap", "basis_word"),
        note=words("standings.strip.waiting", regions=words.join(map(short, waiting))) if len(waiting) else "",
        origins=(Origin(ranking.year, row.region, INDEX, row.basis, row.label) for row in rows.itertuples(index=False)),
        province=site.province,
        region=short(site.home),
        year=ranking.year,
        count=ranking.count,
        values=spoken(rows, words),
    )


def strip_message(ranking: Ranking, home: str, words: Words) -> str:
    """Say the gap to the nearest region above, or below when we lead."""
    where, rows = neighbours(ranking, home)
    names = list(map(short, rows["region"])) or [short(home)]
    gap = rows["gap"].abs().max()
    own = ranking.rows[ranking.rows["region"] == home]
    compared = pd.concat([own["basis"], ranking.rows.loc[ranking.rows["region"].isin(rows["region"]), "basis"]])
    bases = words.join(words(f"method.basis.{basis}") for basis in dict.fromkeys(compared))
    values = {"region": names[0], "regions": words.join(names), "gap": gap, "year": ranking.year, "bases": bases}
    return words(f"standings.strip.{where}", **values)


@kept
def tiles(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the province as a grid of tiles: a value, not published yet, not yet taking part, or no evidence of it."""
    site = load_site()
    places = warehouse.query("province_tiles", province=site.province)
    year = next(years_until(warehouse, selection.year), None)
    if places.empty or year is None:
        return subject_of(warehouse, words).nothing("petak-provinsi", "standings.tiles")
    ranking = scores.ranking(warehouse, year, site.province_code)
    reasons = dict(zip(ranking.unranked["region"], ranking.unranked["reason"]))
    rows = places.merge(ranking.rows[["region", "rank", "value", "basis"]], on="region", how="left")
    rows["status"] = [
        "value" if not pd.isna(row.value) else reasons.get(row.region, scores.NO_EVIDENCE)
        for row in rows.itertuples(index=False)
    ]
    rows["basis"] = rows["basis"].fillna("press")
    rows = with_names(rows, words).assign(row=rows["tile_row"], column=rows["tile_column"])
    rows["state"] = [
        words(f"standings.tiles.state_{row.status}", basis=row.basis_word) for row in rows.itertuples(index=False)
    ]
    counts = rows["status"].value_counts()
    counted = {
        "year": ranking.year,
        "count": len(rows),
        "published": int(counts.get("value", 0)),
        "waiting": int(counts.get(scores.NOT_PUBLISHED, 0)),
        "outside": sum(int(counts.get(status, 0)) for status in (scores.NOT_YET, scores.NO_EVIDENCE)),
        "province": site.province,
    }
    return results(warehouse, words, [ranking.year], ranking.rows).exhibit(
        "petak-provinsi",
        words(f"standings.tiles.{'message' if counted['waiting'] else 'all_published'}", **counted),
        "standings.tiles",
        figure=charts.tile_grid(rows.assign(region=rows["label"]), words),
        rows=rows,
        columns=("region", "value", "rank", "standings.state", ("smart_city_since", "standings.since", RANK)),
        note=words("standings.tiles.note"),
        **counted,
    )


@kept
def national(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the national table, ranked within the chosen group, our row on top; recomputed values stand beside."""
    site = load_site()
    year = national_year(warehouse, selection)
    if year is None:
        return subject_of(warehouse, words).nothing("tabel-nasional", "standings.national")
    ranking = scores.ranking(warehouse, year, selection.among, track=selection.track)
    rows = with_names(ranking.rows, words)
    rows["differs"] = [
        _differs(warehouse, year, row.track, row.recomputed, row.published) for row in rows.itertuples(index=False)
    ]
    unlike = int(rows["differs"].sum())
    searched = normalise(selection.search)
    shown = rows[rows["region"].map(lambda name: searched in normalise(name))] if searched else rows
    matches = words("standings.national.found", n=len(shown), count=ranking.count, text=selection.search)
    group = group_word(selection.among, selection.track, words)
    return results(warehouse, words, [year], rows).exhibit(
        "tabel-nasional",
        national_message(ranking, site.home, group, words),
        "standings.national",
        rows=shown.sort_values("is_home", ascending=False, kind="stable", ignore_index=True),
        columns=("rank", "region", "standings.published", "track_word", "standings.recomputed", "basis_word"),
        note=(
            words("standings.national.ranked_by"),
            words("standings.national.differs", n=unlike) if unlike else "",
            matches if searched else "",
        ),
        year=year,
        count=ranking.count,
        group=group,
    )


def national_message(ranking: Ranking, home: str, group: str, words: Words) -> str:
    """Say the home region's rank in the group, or that it is not part of it."""
    own = ranking.of(home)
    shared = {"region": short(home), "count": ranking.count, "group": group, "year": ranking.year}
    if own is None:
        return words("standings.national.absent", **shared)
    tied = int((ranking.rows["rank"] == own).sum()) - 1
    key = "standings.national.tied" if tied else "standings.national.message"
    return words(key, rank=own, n=tied, **shared)


def _differs(warehouse: Warehouse, year: int, track: str, recomputed: float, published: float) -> bool:
    method = warehouse.methods.known(year, track)
    if method is None or pd.isna(recomputed) or pd.isna(published):
        return False
    return differs(float(recomputed), float(published), method.tolerance)


@kept
def comparison(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Compare the home region's components with those of the chosen region."""
    home = components_card(warehouse, selection.year)
    other = home and selection.region and scores.score_card(warehouse, home.year, selection.region)
    if not home or not other or not other.components:
        return subject_of(warehouse, words).nothing("banding-komponen", "standings.comparison")
    cards = (home, other)
    names = [short(card.region) for card in cards]
    codes = [code for code in home.components if code in other.components]
    rows = pd.DataFrame(
        {
            "label": method_names("component", codes, words),
            "home": [home.components[code] for code in codes],
            "other": [other.components[code] for code in codes],
            "home_name": names[0],
            "other_name": names[1],
            "basis": home.basis,
        }
    )
    rows["gap"] = rows["home"] - rows["other"]
    method = warehouse.methods.known(home.year, home.track)
    values = words.join(
        f"{row.label} {words.number(row.home, DECIMALS)} / {words.number(row.other, DECIMALS)}"
        for row in rows.itertuples()
    )
    track = words(f"method.track.{other.track}")
    return results(warehouse, words, [home.year], *cards).exhibit(
        "banding-komponen",
        comparison_message(rows, home.year, words),
        "standings.comparison",
        figure=charts.dumbbell(rows, scale_of(method), words),
        rows=rows,
        columns=(
            ("label", "shared.component"),
            *(Column(code, name, SCORE) for code, name in zip(("home", "other"), names)),
            ("gap", "standings.difference"),
        ),
        note="" if home.track == other.track else words("standings.comparison.tracks", track=track),
        origins=(Origin(home.year, card.region, INDEX, card.basis, name) for card, name in zip(cards, names)),
        home=home.region,
        other=other.region,
        year=home.year,
        values=values,
    )


@kept_for_year
def comparable(warehouse: Warehouse, selection: Selection) -> tuple[str, ...]:
    """List the regions whose components can be compared with ours: our province by rank, then the others by name."""
    card = components_card(warehouse, selection.year)
    if card is None:
        return ()
    site = load_site()
    rows = scores.of_rounds(warehouse, "components_of_year", year=card.year)
    province = list(scores.ranking(warehouse, card.year, site.province_code).rows["region"])
    others = sorted(set(rows["region"]) - {site.home})
    near = [name for name in province if name in others]
    return (*near, *(name for name in others if name not in near))


def comparison_message(rows: pd.DataFrame, year: int, words: Words) -> str:
    """Say in how many components we are ahead, and where we lag most."""
    ahead = rows[rows["gap"] > 0]
    behind = rows[rows["gap"] < 0]
    other = rows["other_name"].iloc[0]
    basis = words(f"method.basis.{rows['basis'].iloc[0]}")
    shared = {"other": other, "count": len(rows), "year": year, "basis": basis}
    if behind.empty:
        return words("standings.comparison.nowhere_behind", **shared)
    worst = behind.loc[behind["gap"].idxmin()]
    shared |= {"component": worst["label"], "gap": abs(worst["gap"])}
    if len(ahead):
        return words("standings.comparison.mixed", **shared, n=len(ahead))
    kind = "everywhere_behind" if len(behind) == len(rows) else "somewhere_behind"
    return words(f"standings.comparison.{kind}", **shared, n=len(behind))
