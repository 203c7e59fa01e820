"""Regions and what people call them; and whose dashboard this is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from smartcity.config import open_record
from smartcity.method.layout import normalise

_ABBREVIATIONS = {"kab": "kabupaten"}


@dataclass(frozen=True, slots=True)
class Site:
    """The home region with its usual track and province, the rounds of one line, and thresholds of the display.

    *upload_files* of one session and *upload_megabytes* of all together may lie in memory.
    *years_ahead* is how many years after the present one can be prepared for.
    *without_sign_in* to *session_hours* are what `smartcity.access.settings` judges by.
    """

    home: str
    track: str
    province: str
    province_code: str
    joined_rounds: tuple[str, ...]
    near: float
    smallest_group: int
    shown_decimals: int
    waiting_days: float
    upload_files: int
    upload_megabytes: int
    years_ahead: int
    without_sign_in: str
    idle_minutes: float
    session_hours: float
    offices: tuple[str, ...]


@cache
def load_site() -> Site:
    """Load `config/site.toml`."""
    return open_record(Site, "site", home="home.region", joined_rounds="rounds.joined")


@dataclass(frozen=True, slots=True)
class Region:
    """One region by its full name, such as "Kabupaten Tabalong"."""

    name: str
    type: str
    province: str = ""
    code: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The name without its type, as people say it: "Tabalong"."""
        first, _, rest = self.name.partition(" ")
        return rest if normalise(first) == self.type and rest else self.name


class Regions:
    """All known regions, found by full name, short name, code or declared alias; never by likeness."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.all: tuple[Region, ...] = tuple(regions)
        self._by_name: dict[str, Region] = {}
        shorts: dict[str, list[Region]] = {}
        for region in self.all:
            for name in (region.name, region.code, *region.aliases):
                if name:
                    self._by_name.setdefault(normalise(name), region)
            shorts.setdefault(normalise(region.short), []).append(region)
        for short, owners in shorts.items():
            if len(owners) == 1:
                self._by_name.setdefault(short, owners[0])

    def find(self, text: object) -> Region | None:
        """Return the region that *text* names, or None when none or more than one is meant."""
        words = normalise(text).split()
        spelled = " ".join(_ABBREVIATIONS.get(word, word) for word in words)
        return self._by_name.get(spelled)

    def near(self, text: object, limit: int = 3) -> tuple[str, ...]:
        """List the names most like *text*, for a "maksud Anda ...?"; the best first."""
        names = [region.name for region in self.all]
        return tuple(name for name, *_ in process.extract(str(text), names, scorer=fuzz.WRatio, limit=limit))

    @property
    def by_name(self) -> Mapping[str, Region]:
        """Regions keyed by full name."""
        return {region.name: region for region in self.all}
