"""Which choices exist, what can be chosen for each of them, and how a choice is spelled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from smartcity.answers import scores
from smartcity.exhibits import survey
from smartcity.exhibits.kit.available import Available
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import components, movement, standings
from smartcity.method import load_dimensions, load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import DOUBTS
from smartcity.survey import FORMS
from smartcity.ui import address
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

ALL = "semua"
"""The code of "no restriction"; as a default it never stands in the address."""

UNSET_BY_DEFAULT = frozenset({"peers", "weights_year", "points", "skm_year"})
"""Choices of one part of a page: where the default holds, the selection leaves them to that part."""

UNLISTED = frozenset({*address.TYPED, "until"})
"""Choices that are typed instead of picked from a list of codes."""

_LONGEST_ROW, _GAP = 45, 4
"""How many letters fit side by side on a phone, and what the frame of an option takes of them."""


@dataclass(frozen=True)
class Choice:
    """The codes of one choice, the one that holds when nothing was chosen, and what codes are called."""

    options: tuple[str, ...]
    default: str | None
    spell: Callable[[str], str] = str


@dataclass(frozen=True)
class Offer:
    """What a page offers: from which warehouse, which choices, and whether years are those with results or a survey."""

    warehouse: Warehouse
    known: Available
    words: Words
    names: tuple[str, ...]
    has_survey_years: bool = False

    def selected(self) -> Selection:
        """Read the selection from the address; what the page does not offer stays unset, except what pages share."""
        found = Selection(language=self.words.language)
        for name in dict.fromkeys(("year", "dimension", *self.names)):
            if name in address.TYPED:
                found = replace(found, **{name: address.searched(name)})
                continue
            if name == "until":
                found = replace(found, until=address.day())
                continue
            if name == "doubts":
                found = replace(found, doubts=address.chosen_several(name, DOUBTS))
                continue
            choice = self.choice(name, found)
            code = address.chosen(name, choice.options, choice.default)
            if name in UNSET_BY_DEFAULT and code == choice.default:
                continue
            found = replace(found, **{name: _value(name, code)})
        return found

    def draw(self, names: Sequence[str], selection: Selection) -> None:
        """Draw the choices *names* in one line; one with less than two options is left out."""
        drawn = {name: self.choice(name, selection) for name in names if name not in UNLISTED}
        shown = [name for name in names if name in UNLISTED or len(drawn[name].options) > 1]
        if not shown:
            return
        with st.container(horizontal=True, key=f"choices-{'-'.join(shown)}", vertical_alignment="bottom"):
            for name in shown:
                label = self.words(f"ui.choice.{name}")
                if name == "until":
                    address.choose_day(label, self.words.language)
                    continue
                if name in address.TYPED:
                    address.search(label, self.words(f"ui.choice.{name}_hint"), name)
                    continue
                choice = drawn[name]
                is_long = sum(len(choice.spell(code)) + _GAP for code in choice.options) > _LONGEST_ROW
                address.choose(name, choice.options, label, choice.default, choice.spell, as_list=is_long)

    def choice(self, name: str, selection: Selection) -> Choice:
        """Return what can be chosen for *name*, given what was chosen before it."""
        words, known = self.words, self.known
        match name:
            case "year":
                years = tuple(map(str, known.survey_years if self.has_survey_years else known.years))
                return Choice(years, years[-1] if years else None)
            case "dimension":
                names = {dimension.code: dimension.name for dimension in load_dimensions()}
                return Choice((ALL, *known.dimensions), ALL, names_of(names, words("ui.choice.all_dimensions")))
            case "innovation_list" | "other_list":
                lists = tuple(known.lists)
                newest, before = (lists[-1], lists[-2:][0]) if lists else (None, None)
                return Choice(lists, newest if name == "innovation_list" else before, known.lists.__getitem__)
            case "region":
                regions = standings.comparable(self.warehouse, selection)
                return Choice(regions, regions[0] if regions else None)
            case "among":
                groups = tuple(group for group in scores.groups() if group != scores.TRACK)
                province = load_site().province
                spell = {group: words(f"standings.among.{group}", province=province) for group in groups}
                return Choice(groups, scores.NATIONAL, spell.__getitem__)
            case "track":
                names = {track: words(f"method.track.{track}") for track in known.tracks}
                return Choice((ALL, *known.tracks), ALL, names_of(names, words("ui.choice.all_tracks")))
            case "mapping":
                surveys = [method.survey for method in load_methods().all]
                mappings = tuple(dict.fromkeys(mapping for survey in surveys for mapping in survey.mappings))
                mark = words(f"survey.mark.{surveys[-1].certainty}")
                spell = {mapping: f"{words(f'method.mapping.{mapping}')} {mark}".strip() for mapping in mappings}
                return Choice(mappings, surveys[-1].default_mapping, spell.__getitem__)
            case "form":
                return Choice((ALL, *FORMS), ALL, lambda code: words(f"ui.choice.form_{code}"))
            case "peers":
                groups = movement.groups(self.warehouse, selection)
                province = load_site().province
                spell = {group: words(f"standings.among.{group}", province=province) for group in groups}
                return Choice(groups, groups[0], spell.__getitem__)
            case "weights_year":
                years, usual = components.weights_years(self.warehouse, selection)
                return Choice(tuple(map(str, years)), None if usual is None else str(usual))
            case "skm_year":
                years = survey.skm_years(self.warehouse)
                spell = {year: words("ui.choice.undated") if year == survey.UNDATED else year for year in years}
                return Choice(years, years[-1] if years else None, spell.__getitem__)
            case "points":
                sizes = load_doubts()
                spell = {f"{points:g}": words("robustness.points", points=points) for points in sizes.points}
                return Choice(tuple(spell), f"{sizes.usual_points:g}", spell.__getitem__)
            case _:
                raise KeyError(name)


def names_of(names: Mapping[str, str], everything: str) -> Callable[[str], str]:
    """Spell codes by *names*, and `ALL` as *everything*."""
    return lambda code: everything if code == ALL else names[code]


def _value(name: str, code: str | None) -> str | int | float | None:
    if code in (None, ALL):
        return None
    if name == "points":
        return float(code)
    return int(code) if name in ("year", "weights_year") else code
