"""Metode: where do the rules come from? Rendered from the method files; nothing is said here that they do not say."""

from collections.abc import Iterable, Sequence

import pandas as pd

from smartcity.exhibits.kit.exhibit import DATE, RANK, SCORE, TEXT, Exhibit, Origin
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import method_names, short
from smartcity.exhibits.kit.results import components_card
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, subject_of
from smartcity.method import INDEX, Method
from smartcity.warehouse import Warehouse
from smartcity.wording import Words, catalogue
from smartcity.wording.rules import method_name, rules_said

CERTAIN = "certain"


def _rules(warehouse: Warehouse, words: Words, methods: Iterable[Method] = ()) -> Subject:
    """Return the subject of exhibits about *methods*; without any they speak of the method files as a whole."""
    sources = [source for method in methods for source in method.sources]
    return subject_of(warehouse, words, *methods, sources=sources or [words("method.rules.certainty.source")])


def _before(warehouse: Warehouse, method: Method) -> Method | None:
    earlier = [one for one in warehouse.methods.all if one.track == method.track and one.year < method.year]
    return max(earlier, key=lambda one: one.year, default=None)


@kept
def weights(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the weights of every (year, track), and what differs from the same track's method before."""
    methods = warehouse.methods.all
    codes = tuple(dict.fromkeys(code for method in methods for code in method.weights))
    earlier = {method.key: _before(warehouse, method) for method in methods}
    moved = {method.key: _moved(method, earlier[method.key], codes, words) for method in methods}
    pairs = [(one, earlier[one.key]) for one in methods if earlier[one.key] is not None]
    certain = [one for one, before in pairs if {one.certainty, before.certainty} == {CERTAIN}]
    rows = [
        (
            method_name(method, words),
            *map(method.weights.get, codes),
            _difference(method, earlier[method.key], moved[method.key], words),
            words(f"method.certainty.{method.certainty}"),
        )
        for method in methods
    ]
    rows += [
        (
            method_name(method, words),
            *map(method.weights.get, codes),
            words("method.rules.weights.borrowed", year=method.borrowed_from),
            words(f"method.certainty.{method.certainty}"),
        )
        for method in warehouse.methods.provisional
    ]
    return _rules(warehouse, words, warehouse.methods.every).exhibit(
        "bobot",
        words(
            f"method.rules.weights.{'message' if certain else 'unsure'}",
            n=sum(bool(moved[one.key]) for one in certain),
            count=len(certain),
            others=len(pairs) - len(certain),
        ),
        "method.rules.weights",
        rows=rows,
        columns=(
            "method.rules.weights.column_method",
            *((code, f"method.component.{code}", SCORE) for code in codes),
            ("difference", "method.rules.weights.column_difference", TEXT),
            "method.rules.weights.column_certainty",
        ),
    )


def _difference(method: Method, before: Method | None, moved: Sequence[str], words: Words) -> str:
    """Say what differs from the method before, that nothing does, or that there is none; and where that is inferred."""
    if before is None:
        return words("method.rules.weights.first")
    differences = "; ".join(moved) or words("method.rules.weights.same")
    unsure = [method_name(one, words) for one in (before, method) if one.certainty != CERTAIN]
    return (
        words("method.rules.weights.inferred", said=differences, methods=words.join(unsure)) if unsure else differences
    )


def _moved(method: Method, before: Method | None, codes: Sequence[str], words: Words) -> list[str]:
    """Say of each component how its weight differs from that of the same track's method *before*."""
    if before is None:
        return []
    pairs = {code: (before.weights.get(code), method.weights.get(code)) for code in codes}
    return [
        words("method.rules.weights.moved", component=words(f"method.component.{code}"), then=then, now=now)
        for code, (then, now) in pairs.items()
        if then != now
    ]


@kept
def chain(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Work the formula through with the home region's newest published components."""
    card = components_card(warehouse, selection.year)
    method = card and warehouse.methods.known(card.year, card.track)
    if not method or set(method.weights) - set(card.components):
        return subject_of(warehouse, words).nothing("rantai", "method.rules.chain")
    rows = pd.DataFrame(
        {
            "label": method_names("component", method.weights, words),
            "weight": list(method.weights.values()),
            "value": [card.components.get(code) for code in method.weights],
        }
    )
    rows["contribution"] = rows["weight"] * rows["value"]
    terms = " + ".join(
        f"{words.number(row.weight, 2)} × {words.number(row.value, 2)}" for row in rows.itertuples(index=False)
    )
    return subject_of(warehouse, words, card, sources=method.sources).exhibit(
        "rantai",
        words("method.rules.chain.message", terms=terms, index=card.index),
        "method.rules.chain",
        rows=rows,
        columns=(
            ("label", "shared.component"),
            "origin.weight",
            "origin.value",
            ("contribution", "origin.contribution", SCORE, 3),
        ),
        note=words("method.rules.chain.note"),
        origins=(Origin(card.year, card.region, INDEX, card.basis, method_name(method, words)),),
        region=short(card.region),
        year=card.year,
        published=card.published,
    )


@kept
def worth(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show what one mark on one item is worth, component by component, for every method."""
    rows = [
        (
            method_name(method, words),
            words(f"method.component.{component.code}"),
            component.weight,
            len(component.items),
            component.gain_per_mark,
        )
        for method in warehouse.methods.all
        for component in method.components
    ]
    card = components_card(warehouse, selection.year)
    method = (card and warehouse.methods.known(card.year, card.track)) or warehouse.methods.all[-1]
    first, *_, last = sorted(method.components, key=lambda component: component.gain_per_mark, reverse=True)
    return _rules(warehouse, words, [method]).exhibit(
        "harga-nilai",
        words(
            "method.rules.worth.message",
            first=words(f"method.component.{first.code}"),
            last=words(f"method.component.{last.code}"),
            times=first.gain_per_mark / last.gain_per_mark,
            method=method_name(method, words),
        ),
        "method.rules.worth",
        rows=rows,
        columns=(
            "method.rules.weights.column_method",
            "component",
            "origin.weight",
            ("items", "method.rules.worth.column_items", RANK),
            "method.rules.worth.column_gain",
        ),
    )


@kept
def certainty(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Explain the certainty marks, and how the bases of values are told apart."""
    return _rules(warehouse, words).exhibit(
        "kepastian",
        words("method.rules.certainty.message"),
        "method.rules.certainty",
        rows=[
            (words(key), words(key.replace(f"method.{kind}.", f"method.{kind}_meaning.")))
            for kind in ("certainty", "basis")
            for key in catalogue("id")
            if key.startswith(f"method.{kind}.")
        ],
        columns=("method.rules.certainty.column_mark", "method.rules.certainty.column_meaning"),
    )


@kept
def unknown(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the years without verified weights, and what of the known methods is only inferred."""
    methods, survey = warehouse.methods, warehouse.methods.all[-1].survey
    stated = [(str(year.year), year.certainty, year.notes[words.language]) for year in methods.unverified]
    stated += [
        (method_name(method, words), method.certainty, method.notes.get(words.language, ""))
        for method in methods.all
        if method.certainty != "certain" or method.notes.get(words.language)
    ]
    stated += [
        (method_name(method, words), method.certainty, rules_said([method], words)) for method in methods.provisional
    ]
    stated += [
        (
            words("method.rules.unknown.mapping", name=words(f"method.mapping.{mapping}")),
            survey.certainty,
            words(f"method.mapping_meaning.{mapping}"),
        )
        for mapping in survey.mappings
    ]
    return _rules(warehouse, words).exhibit(
        "belum-diketahui",
        words("method.rules.unknown.message", years=words.join(year.year for year in methods.unverified)),
        "method.rules.unknown",
        rows=[(what, words(f"method.certainty.{code}"), note) for what, code, note in stated],
        columns=(
            "method.rules.unknown.column_what",
            ("state", "method.rules.weights.column_certainty"),
            "method.rules.unknown.column_note",
        ),
    )


@kept
def glossary(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the field's terms with their meaning and, where another word was at hand, why it is this one."""
    terms = dict.fromkeys(key.split(".")[1] for key in catalogue(words.language) if key.startswith("glossary."))
    named = (_term(f"glossary.{term}", words) for term in terms)
    return _rules(warehouse, words).exhibit(
        "glosarium",
        words("method.rules.glossary.message", n=len(terms)),
        "method.rules.glossary",
        rows=sorted(named, key=lambda row: row[0].casefold()),
        columns=(
            "method.rules.glossary.column_term",
            "method.rules.certainty.column_meaning",
            "method.rules.glossary.column_why",
        ),
    )


def _term(key: str, words: Words) -> tuple[str, str, str | None]:
    why = words(f"{key}.why") if words.has(f"{key}.why") else ""
    return words(f"{key}.term"), words(f"{key}.meaning"), why or None


@kept
def sources(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List every source of the figures that are loaded, with its certainty and how many rows rest on it."""
    rows = warehouse.query("source_list")
    if rows.empty:
        return subject_of(warehouse, words).nothing("sumber-data", "method.rules.sources")
    rows["certainty_word"] = [
        "" if pd.isna(code) else words(f"method.rules.sources.certainty_{code}") for code in rows["certainty"]
    ]
    rows["origin"] = rows["origin"].map(words.cited, na_action="ignore")
    files = rows["file"].unique()
    return subject_of(warehouse, words, rows, sources=[words.join(files)]).exhibit(
        "sumber-data",
        words("method.rules.sources.message", n=len(rows), rows=int(rows["rows"].sum()), files=len(files)),
        "method.rules.sources",
        rows=rows,
        columns=(
            "origin.file",
            "method.rules.sources.column_origin",
            ("date", "method.rules.sources.column_date", DATE),
            ("certainty_word", "method.rules.weights.column_certainty"),
            ("rows", "method.rules.sources.column_rows", RANK),
        ),
    )


@kept
def related(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the province's related indicators (IPM, SPBE, IGA, IDSD); series that must not be joined stay apart."""
    rows = warehouse.query("indicator_values")
    if rows.empty:
        return subject_of(warehouse, words).nothing("indikator", "method.rules.related")
    rows["region_word"] = rows["region"].map(short)
    kinds = words.join(sorted(set(rows["indicator"])))
    return subject_of(warehouse, words, rows).exhibit(
        "indikator",
        words("method.rules.related.message", kinds=kinds, n=len(rows)),
        "method.rules.related",
        rows=rows,
        columns=(
            "method.rules.related.column_indicator",
            "method.rules.related.column_series",
            "region_word",
            "year",
            "origin.value",
            "method.rules.related.column_category",
            "source",
        ),
        note=words("method.rules.related.note"),
    )
