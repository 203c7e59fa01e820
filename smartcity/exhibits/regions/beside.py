"""Several regions beside one another: who is behind with what, how surveys were filled in, how all are ranked."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from smartcity import charts
from smartcity.answers import regions
from smartcity.answers.homes import provinces
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import RANK, SCORE, TEXT, Column, Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import ready, short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.regions import load_site
from smartcity.office.readiness import PARTS, Readiness
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_MOST_NAMED = 3
"""So many regions are named in a finding; of more their number is."""


@kept
def behind(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Say which region of a province is least ready, and what holds each of them back."""
    key, province = "tertinggal", _province(warehouse, selection)
    found = regions.behind(warehouse, selection.year, _day(selection), province) if selection.year else ()
    known = [(home.home, one) for home, one in found if one is not None]
    if not known:
        return subject_of(warehouse, words).nothing(key, "regions.behind", year=selection.year, province=province)
    rows = pd.DataFrame([_behind_row(name, one, words) for name, one in known])
    rows = rows.sort_values(["ready", "region"], ignore_index=True)
    method = warehouse.methods.require(selection.year, load_site().track)
    bars = rows.assign(label=rows["region"].map(short), there=rows["ready"], whole=1.0)
    is_any_ready = rows["ready"].any()
    return subject_of(warehouse, words, method, sources=[words("readiness.source")]).exhibit(
        key,
        _behind_said(rows, words),
        "regions.behind",
        rows=rows,
        columns=of_page("regions", "region=region ready most owes " + " ".join(PARTS)),
        # Bars that are all empty tell nothing; the table does.
        figure=charts.filled_bars(bars, words, weighs=False) if is_any_ready else None,
        note=(words("regions.behind.note"), "" if is_any_ready else words("regions.behind.grows")),
        year=selection.year,
        province=province,
        n=len(rows),
    )


def _day(selection: Selection) -> date:
    """Return the day of looking, or the one in the chosen year that comes nearest to it."""
    first, last = date(selection.year, 1, 1), date(selection.year, 12, 31)
    return min(max(date.fromisoformat(selection.today), first), last) if selection.today else first


def _behind_row(name: str, found: Readiness, words: Words) -> dict[str, object]:
    most = found.most
    return {
        "region": name,
        "ready": found.ready,
        "is_known": not found.unknown,
        "most": words(f"readiness.part.{most.code}") if most else "",
        "owes": [one or words("readiness.nobody") for one in most.owes] if most else [],
        **{part.code: part.share for part in found.parts},
    }


def _behind_said(rows: pd.DataFrame, words: Words) -> str:
    """Name the least ready, with what holds it back; several that are equally far are counted."""
    if not rows["ready"].any():
        return words("regions.behind.nothing", n=len(rows), nothing=words("readiness.nothing"))
    least = rows[rows["ready"].round(2) == rows["ready"].round(2).min()]
    first, best = least.iloc[0], rows.loc[rows["ready"].idxmax()]
    values = {
        "ready": ready(first["ready"], words, is_known=least["is_known"].all()),
        "best_ready": ready(best["ready"], words, is_known=best["is_known"]),
    }
    if len(least) == len(rows) > 1:
        return words("regions.behind.equal", n=len(rows), **values)
    if len(least) > _MOST_NAMED:
        return words("regions.behind.many", n=len(least), count=len(rows), best=short(best["region"]), **values)
    if len(least) > 1:
        return words("regions.behind.several", regions=words.join(map(short, least["region"])), **values)
    return words("regions.behind.one", region=short(first["region"]), most=first["most"], **values)


@kept
def quality(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Set the surveys of a province's regions beside one another: how many forms, and how they were filled in."""
    key, province = "mutu-daerah", _province(warehouse, selection)
    rows = regions.quality(warehouse, selection.year, province) if selection.year else pd.DataFrame({"count": []})
    values = {"year": selection.year, "province": province}
    if not rows["count"].sum():
        return subject_of(warehouse, words).nothing(key, "regions.quality", **values)
    rows = rows.sort_values(["count", "region"], ascending=[False, True], ignore_index=True)
    real = (rows["count"] > 0) & ~rows["is_sample"]
    marks = [words("charts.basis.sample") if invented else "" for invented in rows["is_sample"]]
    found = subject_of(warehouse, words, rows, sources=[words("regions.quality.source")])
    return found.exhibit(
        key,
        _quality_said(rows[real], words, values | {"n": int((~real).sum()), "count": len(rows)}),
        "regions.quality",
        rows=rows.assign(bases=marks),
        columns=of_page("regions", "region=region bases count=forms lined marked"),
        note=words("regions.quality.note", smallest=load_site().smallest_group),
        **values,
    )


def _quality_said(rows: pd.DataFrame, words: Words, values: dict[str, object]) -> str:
    """Name who has the largest share of marked forms where that is one region; else how many have a survey.

    Invented surveys are no surveys of theirs, and compared with none.
    """
    told = rows.dropna(subset=["marked"])
    first = words("regions.quality.loaded" if values["n"] else "regions.quality.all", **values)
    if len(told) < 2 or (told["marked"].round(2) == told["marked"].round(2).max()).sum() > 1:
        return first
    worst = told.loc[told["marked"].idxmax()]
    return words("regions.quality.worst", said=first, region=short(worst["region"]), share=worst["marked"])


@kept
def standing(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Lay the published indices of all regions side by side, for the chosen year and the last ones before it."""
    key, found = "indeks-daerah", regions.standing(warehouse, selection.year)
    if not found.years or not len(found.rows["rank"].dropna()):
        return subject_of(warehouse, words).nothing(key, "regions.standing")
    last, ranked = found.years[-1], found.rows.dropna(subset=["rank"])
    leaders = words.join(map(short, ranked.loc[ranked["rank"] == 1, "region"]))
    subject = subject_of(
        warehouse, words, sources=[words("regions.standing.source")], bases=found.bases, is_sample=found.is_sample
    )
    values = {"first": found.years[0], "last": last, "n": len(found.rows), "count": len(ranked), "leaders": leaders}
    return subject.exhibit(
        key,
        words(f"regions.standing.message{'_few' if 2 * len(ranked) < len(found.rows) else ''}", **values),
        "regions.standing",
        rows=found.rows.assign(bases=[_bases_said(row, found.years, words) for row in found.rows.to_dict("records")]),
        columns=(
            Column("rank", words("regions.column.rank", year=last), RANK),
            Column("region", words("regions.column.region"), TEXT),
            # Of one province it would say the same in every row, and push the figures off a phone.
            *(
                [Column("province", words("regions.column.province"), TEXT)]
                if found.rows["province"].nunique() > 1
                else []
            ),
            *(Column(str(year), str(year), SCORE) for year in found.years),
            Column("bases", words("regions.column.bases"), TEXT),
        ),
        note=words("regions.standing.note"),
        **values,
    )


def _bases_said(row: dict[str, object], years: Iterable[int], words: Words) -> str:
    """Say on which basis the figures of a region are, years that are alike together; "" where none is published."""
    alike: list[tuple[list[int], str]] = []
    for year in years:
        if pd.isna(row[str(year)]):
            continue
        invented = words("charts.basis.sample") if row[f"{regions.INVENTED}{year}"] else ""
        basis = " ".join(filter(None, (words(f"method.basis.{row[f'{regions.BASIS}{year}']}"), invented)))
        if alike and alike[-1][1] == basis and alike[-1][0][-1] == year - 1:
            alike[-1][0].append(year)
        else:
            alike.append(([year], basis))
    return ", ".join(f"{'–'.join(map(str, dict.fromkeys((own[0], own[-1]))))} {basis}" for own, basis in alike)


def _province(warehouse: Warehouse, selection: Selection) -> str:
    """Return the province that is looked at: the chosen one, else that of the region for which it is asked."""
    known = provinces(warehouse)
    own = load_site().province
    return selection.province if selection.province in known else own if own in known else next(iter(known), "")
