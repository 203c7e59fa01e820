"""Metode: where do the rules come from? Rendered from the method files; nothing is said here that they do not say."""

import pandas as pd

from smartcity.exhibits.kit.exhibit import RANK, SCORE, TEXT, Column, Empty, Exhibit, Origin, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.shared import joined_sources, kept, short, stamp
from smartcity.exhibits.overview.standing import components_card
from smartcity.method import INDEX, Method, load_methods
from smartcity.warehouse import Warehouse
from smartcity.wording import Words, catalogue


def _name(method: Method, words: Words) -> str:
    return words("method.rules.method_name", year=method.year, track=words(f"method.track.{method.track}"))


def _all_components() -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for method in load_methods().all for code in method.weights))


def _before(method: Method) -> Method | None:
    earlier = [one for one in load_methods().all if one.track == method.track and one.year < method.year]
    return max(earlier, key=lambda one: one.year) if earlier else None


@kept
def weights(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the weights of every (year, track), and what differs from the same track's method before."""
    components = _all_components()
    rows = []
    changed = 0
    for method in load_methods().all:
        before = _before(method)
        differences = []
        for code in components:
            now, then = method.weights.get(code), before.weights.get(code) if before else None
            if before is not None and now != then:
                label = words(f"method.component.{code}")
                differences.append(words("method.rules.weights.moved", component=label, then=then, now=now))
        changed += bool(differences)
        rows.append(
            {
                "method": _name(method, words),
                **{code: method.weights.get(code) for code in components},
                "difference": "; ".join(differences)
                or words("method.rules.weights.same" if before else "method.rules.weights.first"),
                "certainty": words(f"method.certainty.{method.certainty}"),
            }
        )
    columns = (
        Column("method", words("method.rules.weights.column_method")),
        *(Column(code, words(f"method.component.{code}"), SCORE) for code in components),
        Column("difference", words("method.rules.weights.column_difference")),
        Column("certainty", words("method.rules.weights.column_certainty")),
    )
    return Exhibit(
        key="bobot",
        message=words("method.rules.weights.message", n=changed, count=len(rows)),
        table=Table(pd.DataFrame(rows), columns),
        caption=words("method.rules.weights.caption"),
        alt=words("method.rules.weights.caption"),
        source=joined_sources((source for method in load_methods().all for source in method.sources), words),
        stamp=stamp(warehouse),
    )


@kept
def chain(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Work the formula through with the home region's newest published components."""
    card = components_card(warehouse, selection)
    method = load_methods().get(card.year, card.track) if card else None
    if card is None or method is None or set(method.weights) - set(card.components):
        empty = Empty(*(words(f"method.rules.chain.empty_{part}") for part in ("missing", "why", "step")))
        return Exhibit("rantai", words("method.rules.chain.none"), "", stamp(warehouse), empty=empty)
    rows = pd.DataFrame(
        {
            "label": [words(f"method.component.{code}") for code in method.weights],
            "weight": list(method.weights.values()),
            "value": [card.components.get(code) for code in method.weights],
        }
    )
    rows["contribution"] = rows["weight"] * rows["value"]
    terms = " + ".join(
        f"{words.number(row.weight, 2)} × {words.number(row.value, 2)}" for row in rows.itertuples(index=False)
    )
    columns = (
        Column("label", words("shared.column.component")),
        Column("weight", words("origin.column.weight"), SCORE),
        Column("value", words("origin.column.value"), SCORE),
        Column("contribution", words("origin.column.contribution"), SCORE, 3),
    )
    return Exhibit(
        key="rantai",
        message=words("method.rules.chain.message", terms=terms, index=card.index),
        table=Table(rows, columns),
        caption=words(
            "method.rules.chain.caption", region=short(card.region), year=card.year, published=card.published
        ),
        alt=words("method.rules.chain.caption", region=short(card.region), year=card.year, published=card.published),
        note=words("method.rules.chain.note"),
        source=joined_sources(method.sources, words),
        stamp=stamp(warehouse),
        bases=(card.basis,),
        is_sample=card.is_sample,
        origins=(Origin(card.year, card.region, INDEX, card.basis, _name(method, words)),),
    )


@kept
def worth(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show what one mark on one item is worth, component by component, for every method."""
    rows = [
        {
            "method": _name(method, words),
            "component": words(f"method.component.{component.code}"),
            "weight": component.weight,
            "items": len(component.items),
            "gain": component.gain_per_mark,
        }
        for method in load_methods().all
        for component in method.components
    ]
    frame = pd.DataFrame(rows)
    card = components_card(warehouse, selection)
    method = (card and load_methods().get(card.year, card.track)) or load_methods().all[-1]
    own = sorted(method.components, key=lambda component: component.gain_per_mark, reverse=True)
    first, last = own[0], own[-1]
    columns = (
        Column("method", words("method.rules.weights.column_method")),
        Column("component", words("shared.column.component")),
        Column("weight", words("origin.column.weight"), SCORE),
        Column("items", words("method.rules.worth.column_items"), RANK),
        Column("gain", words("method.rules.worth.column_gain"), SCORE, 4),
    )
    return Exhibit(
        key="harga-nilai",
        message=words(
            "method.rules.worth.message",
            first=words(f"method.component.{first.code}"),
            last=words(f"method.component.{last.code}"),
            times=first.gain_per_mark / last.gain_per_mark,
            method=_name(method, words),
        ),
        table=Table(frame, columns),
        caption=words("method.rules.worth.caption"),
        alt=words("method.rules.worth.caption"),
        source=joined_sources(method.sources, words),
        stamp=stamp(warehouse),
    )


@kept
def certainty(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Explain the certainty marks, and how the bases of values are told apart."""
    rows = [
        {"mark": words(f"method.{kind}.{code}"), "meaning": words(f"method.{kind}_meaning.{code}")}
        for kind in ("certainty", "basis")
        for code in sorted(_codes(f"method.{kind}."), key=list(_codes(f"method.{kind}.")).index)
    ]
    columns = (
        Column("mark", words("method.rules.certainty.column_mark")),
        Column("meaning", words("method.rules.certainty.column_meaning")),
    )
    return Exhibit(
        key="kepastian",
        message=words("method.rules.certainty.message"),
        table=Table(pd.DataFrame(rows), columns),
        caption=words("method.rules.certainty.caption"),
        alt=words("method.rules.certainty.caption"),
        source=words("method.rules.certainty.source"),
        stamp=stamp(warehouse),
    )


def _codes(prefix: str) -> tuple[str, ...]:
    return tuple(key.removeprefix(prefix) for key in catalogue("id") if key.startswith(prefix))


@kept
def unknown(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the years without verified weights, and what of the known methods is only inferred."""
    rows = [
        {
            "what": str(year.year),
            "state": words(f"method.certainty.{year.certainty}"),
            "note": year.notes[words.language],
        }
        for year in load_methods().unverified
    ]
    for method in load_methods().all:
        if method.certainty != "certain" or method.notes.get(words.language):
            rows.append(
                {
                    "what": _name(method, words),
                    "state": words(f"method.certainty.{method.certainty}"),
                    "note": method.notes.get(words.language, ""),
                }
            )
    survey = load_methods().all[-1].survey
    for mapping in survey.mappings:
        rows.append(
            {
                "what": words("method.rules.unknown.mapping", name=words(f"method.mapping.{mapping}")),
                "state": words(f"method.certainty.{survey.certainty}"),
                "note": words(f"method.mapping_meaning.{mapping}"),
            }
        )
    columns = (
        Column("what", words("method.rules.unknown.column_what")),
        Column("state", words("method.rules.weights.column_certainty")),
        Column("note", words("method.rules.unknown.column_note")),
    )
    years = words.join(year.year for year in load_methods().unverified)
    return Exhibit(
        key="belum-diketahui",
        message=words("method.rules.unknown.message", years=years),
        table=Table(pd.DataFrame(rows), columns),
        caption=words("method.rules.unknown.caption"),
        alt=words("method.rules.unknown.caption"),
        source=words("method.rules.certainty.source"),
        stamp=stamp(warehouse),
    )


@kept
def glossary(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the field's terms with their meaning."""
    terms = dict.fromkeys(key.split(".")[1] for key in catalogue(words.language) if key.startswith("glossary."))
    rows = pd.DataFrame(
        [{"term": words(f"glossary.{term}.term"), "meaning": words(f"glossary.{term}.meaning")} for term in terms]
    ).sort_values("term", key=lambda names: names.str.casefold(), ignore_index=True)
    columns = (
        Column("term", words("method.rules.glossary.column_term")),
        Column("meaning", words("method.rules.certainty.column_meaning")),
    )
    return Exhibit(
        key="glosarium",
        message=words("method.rules.glossary.message", n=len(rows)),
        table=Table(rows, columns),
        caption=words("method.rules.glossary.caption"),
        alt=words("method.rules.glossary.caption"),
        source=words("method.rules.certainty.source"),
        stamp=stamp(warehouse),
    )


@kept
def sources(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List every source of the figures that are loaded, with its certainty and how many rows rest on it."""
    rows = warehouse.query("source_list")
    if rows.empty:
        empty = Empty(*(words(f"method.rules.sources.empty_{part}") for part in ("missing", "why", "step")))
        return Exhibit("sumber-data", words("method.rules.sources.none"), "", stamp(warehouse), empty=empty)
    rows["certainty_word"] = [
        "" if pd.isna(code) else words(f"method.rules.sources.certainty_{code}") for code in rows["certainty"]
    ]
    columns = (
        Column("file", words("origin.column.file")),
        Column("origin", words("method.rules.sources.column_origin"), TEXT),
        Column("date", words("method.rules.sources.column_date")),
        Column("certainty_word", words("method.rules.weights.column_certainty")),
        Column("rows", words("method.rules.sources.column_rows"), RANK),
    )
    return Exhibit(
        key="sumber-data",
        message=words(
            "method.rules.sources.message", n=len(rows), rows=int(rows["rows"].sum()), files=rows["file"].nunique()
        ),
        table=Table(rows, columns),
        caption=words("method.rules.sources.caption"),
        alt=words("method.rules.sources.caption"),
        source=words.join(rows["file"].unique()),
        stamp=stamp(warehouse),
    )


@kept
def related(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the province's related indicators (IPM, SPBE, IGA, IDSD); series that must not be joined stay apart."""
    rows = warehouse.query("indicator_values")
    if rows.empty:
        empty = Empty(*(words(f"method.rules.related.empty_{part}") for part in ("missing", "why", "step")))
        return Exhibit("indikator", words("method.rules.related.none"), "", stamp(warehouse), empty=empty)
    rows["region_word"] = rows["region"].map(short)
    columns = (
        Column("indicator", words("method.rules.related.column_indicator")),
        Column("series", words("method.rules.related.column_series")),
        Column("region_word", words("shared.column.region")),
        Column("year", words("shared.column.year"), RANK),
        Column("value", words("origin.column.value"), SCORE),
        Column("category", words("method.rules.related.column_category")),
        Column("source", words("shared.column.source"), TEXT),
    )
    kinds = words.join(sorted(set(rows["indicator"])))
    return Exhibit(
        key="indikator",
        message=words("method.rules.related.message", kinds=kinds, n=len(rows)),
        table=Table(rows, columns),
        caption=words("method.rules.related.caption"),
        alt=words("method.rules.related.caption"),
        note=words("method.rules.related.note"),
        source=joined_sources(rows["source"], words),
        stamp=stamp(warehouse),
    )
