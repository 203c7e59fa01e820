"""What can be chosen: each choice is one record that says how it stands in the address, is read from it and drawn.

The address bar is the share link: `?tahun=2023&bahasa=en`. `bind="query-params"` is not used, because Streamlit would
write the formatted label into the address and a link would break with the language. Here the address carries stable
codes: a choice that equals its default is left out (a link that is sent holds it, as the default may be another next
year), a code that does not exist is ignored. A switch of the page empties the address, so what pages share is put back.

To add a choice, give it a field in `exhibits.kit.selection`, a record in `CHOICES` with a label in the wording, and let
the part of a page that has it name it. A choice that only opens a part of a page has no field; its page knows its
options.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import streamlit as st

from smartcity.answers import scores
from smartcity.answers.homes import provinces
from smartcity.exhibits import innovations, survey
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import components, movement, standings
from smartcity.intake import clock
from smartcity.method import load_dimensions, load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import DOUBTS
from smartcity.survey import FORMS
from smartcity.ui import address
from smartcity.ui.kinds import (
    ALL,
    LANGUAGE,
    SHARED_CODES,
    Choice,
    Day,
    Number,
    Options,
    Picked,
    Several,
    Typed,
)
from smartcity.ui.links import REGION, YEAR
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def _years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    codes = tuple(map(str, available(warehouse).years))
    return Options(codes, codes[-1] if codes else None)


def _survey_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    """Offer every year that a survey can be made for: first the newest that has one, else the last known one."""
    known = available(warehouse)
    years = [year for year in known.offered_years if year in known.survey_years or year in warehouse.methods.years]
    newest = max(known.survey_years, default=warehouse.methods.all[-1].year)
    return Options(tuple(map(str, years)), str(newest))


def _work_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    """Offer every year that the office works towards, one with rules for us: first the one that runs."""
    methods, track, now = warehouse.methods, load_site().track, clock.this_year()
    years = [year for year in methods.years if methods.get(year, track) is not None]
    usual = now if now in years else max(years, default=None)
    return Options(tuple(map(str, years)), None if usual is None else str(usual))


def _named(names: Mapping[str, str], everything: str) -> Options:
    """Offer the codes of *names* and before them `ALL`, which is called *everything*."""
    return Options((ALL, *names), ALL, {ALL: everything, **names}.__getitem__)


def _dimensions(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    names = {dimension.code: dimension.name for dimension in load_dimensions()}
    return _named(names, words("ui.choice.all_dimensions"))


def _lists(warehouse: Warehouse, selection: Selection, words: Words, *, place: int = -1) -> Options:
    lists = available(warehouse).lists
    codes = tuple(lists)
    return Options(codes, codes[place:][0] if codes else None, lists.__getitem__)


def _regions(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    regions = standings.comparable(warehouse, selection)
    return Options(regions, regions[0] if regions else None)


def groups(codes: Sequence[str], default: str, words: Words) -> Options:
    """Offer groups of regions to stand among."""
    spell = {code: words(f"standings.among.{code}", province=load_site().province) for code in codes}
    return Options(tuple(codes), default, spell.__getitem__)


def _among(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    return groups([group for group in scores.groups() if group != scores.TRACK], scores.NATIONAL, words)


def _peers(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    codes = movement.groups(warehouse, selection)
    return groups(codes, codes[0], words)


def _tracks(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    names = {track: words(f"method.track.{track}") for track in available(warehouse).tracks}
    return _named(names, words("ui.choice.all_tracks"))


def _mappings(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    surveys = [method.survey for method in load_methods().all]
    codes = tuple(dict.fromkeys(mapping for rules in surveys for mapping in rules.mappings))
    mark = words(f"survey.mark.{surveys[-1].certainty}")
    spell = {code: f"{words(f'method.mapping.{code}')} {mark}".strip() for code in codes}
    return Options(codes, surveys[-1].default_mapping, spell.__getitem__)


def _weights_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    years, usual = components.weights_years(warehouse, selection)
    return Options(tuple(map(str, years)), None if usual is None else str(usual))


def _chances(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    sizes = load_doubts()
    spell = {f"{chance:g}": words.percent(chance) for chance in sizes.chances}
    return Options(tuple(spell), f"{sizes.usual_chance:g}", spell.__getitem__)


def _points(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    sizes = load_doubts()
    spell = {f"{points:g}": words("robustness.points", points=points) for points in sizes.points}
    return Options(tuple(spell), f"{sizes.usual_points:g}", spell.__getitem__)


def _forms(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    return Options((ALL, *FORMS), ALL, lambda code: words(f"ui.choice.form_{code}"))


def _skm_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    years = survey.skm_years(warehouse)
    spell = {year: words("ui.choice.undated") if year == survey.UNDATED else year for year in years}
    return Options(years, years[-1] if years else None, spell.__getitem__)


def _innovations(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    looked = innovations.looked_at(warehouse, selection, words)
    names = {one.key: one.name for one in looked.own} if looked else {}
    return _named(names, words("ui.choice.all_innovations"))


def _reported_lists(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    looked = innovations.looked_at(warehouse, selection, words)
    lists = {code: available(warehouse).lists[code] for code in looked.portfolio.lists} if looked else {}
    return Options(tuple(lists), looked.usual_list if looked else None, lists.__getitem__)


def _provinces(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    names, own = provinces(warehouse), load_site().province
    return Options(names, own if own in names else next(iter(names), None))


CHOICES: Mapping[str, Choice] = MappingProxyType({
    choice.code: choice
    for choice in (
        LANGUAGE,
        Picked("year", YEAR, is_shared=True, options=_years, value=int),
        Picked("dimension", "dimensi", is_shared=True, options=_dimensions),
        Picked("innovation_list", "daftar", options=_lists),
        Picked("other_list", "banding", options=partial(_lists, place=-2)),
        Picked("region", "daerah", options=_regions),
        Picked("among", "lingkup", options=_among),
        Picked("track", "jalur", options=_tracks),
        Picked("mapping", "pemetaan", options=_mappings),
        Typed("search", "cari"),
        Picked("peers", "pembanding", options=_peers, is_open=True),
        Picked("weights_year", "bobot", options=_weights_years, value=int, is_open=True),
        Several("doubts", "ragu", codes=DOUBTS),
        Picked("points", "lebar", options=_points, value=float, is_open=True),
        Picked("chance", "pers", options=_chances, value=float, is_open=True),
        Picked("form", "formulir", options=_forms),
        Day("until", "sampai"),
        Typed("phrase", "kata"),
        Picked("skm_year", "skm", options=_skm_years, is_open=True),
        Picked("scenario", "pengandaian"),
        Picked("aim", "sasaran"),
        Day("today", "per"),
        Picked("innovation", "inovasi", options=_innovations),
        Picked("reported_list", "terhadap", options=_reported_lists, is_open=True),
        Day("since", "sejak"),
        Picked("province", "provinsi", options=_provinces, is_open=True),
        Picked("section", "bagian"),
        Picked("component", "komponen"),
        Picked("meeting", "rapat"),
        Picked("point", "acara"),
        Picked("beside", "sanding"),
        Picked("footing", "mulai"),
        Number("goal_index", "indeks"),
        Number("goal_rank", "peringkat"),
    )
})  # fmt: skip
"""Every choice, in the order of the selection's fields; those after them open a part of a page and nothing more."""

OF_SURVEYS = MappingProxyType({**CHOICES, "year": replace(CHOICES["year"], options=_survey_years)})
"""The choices of a page about surveys: its years are those that a survey can be made for, not those with results."""

OF_WORK = MappingProxyType({**CHOICES, "year": replace(CHOICES["year"], options=_work_years)})
"""The choices of a page about the office's work: its years are those that can be prepared for."""

SHARED = (*(choice.name for choice in CHOICES.values() if choice.is_shared), REGION)
"""Names in the address that go along to another page."""


def selected(
    codes: Sequence[str], choices: Mapping[str, Choice], warehouse: Warehouse, words: Words, held: Selection
) -> Selection:
    """Read the choices *codes* from the address; the others stay as they are *held*."""
    for code in codes:
        held = replace(held, **{code: choices[code].read(warehouse, held, words)})
    return held


def choose(code: str, options: Options, label: str, *, as_list: bool = False) -> str:
    """Draw a choice of which the page knows the options, and return its code."""
    CHOICES[code].pin(options)
    return CHOICES[code].choose(options, label, as_list=as_list)


def restore() -> None:
    """Put back what a late address, or a switch of the page, took out of the address; call it first in every run.

    Going back in the browser's history is no switch: there the address is what the viewer wants.
    """
    address.catch_up()
    if not address.goes_back():
        for name, code in SHARED_CODES.get().items():
            if name not in st.query_params:
                st.query_params[name] = code
    SHARED_CODES.keep({name: st.query_params[name] for name in SHARED if name in st.query_params})
