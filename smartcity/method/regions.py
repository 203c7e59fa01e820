"""Regions and what people call them; whose dashboard this is, and for which region it is asked just now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz, process

from smartcity.config import open_record, said_outside
from smartcity.method.layout import normalise

_ABBREVIATIONS = {"kab": "kabupaten"}

OWN, PROVINCE, NATION = "daerah", "provinsi", "nasional"
"""How far a dashboard reaches: the home region alone, the regions of its province, or all regions."""

REACHES = (OWN, PROVINCE, NATION)

REACH_VARIABLE = "SMARTCITY_REACH"

MANY = "*"
"""What a file is of that has rows of several regions."""


@dataclass(frozen=True, slots=True)
class Home:
    """A region for which the dashboard is asked: its name, code, usual track and province.

    *province_code* is how the address and the texts call the province's regions as a group.
    """

    home: str
    home_code: str
    track: str
    province: str
    province_code: str


@dataclass(frozen=True, slots=True)
class Site:
    """The home region with its usual track and province, the rounds of one line, and thresholds of the display.

    *reach* is how far the dashboard reaches, one of `REACHES`; `access.settings` refuses another.

    *upload_files* of one session and *upload_megabytes* of all together may lie in memory.
    *years_ahead* is how many years after the present one can be prepared for.
    *without_sign_in* to *session_hours* are what `smartcity.access.settings` judges by.
    """

    home: str
    home_code: str
    track: str
    province: str
    province_code: str
    reach: str
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

    @property
    def is_of_many(self) -> bool:
        """Whether the dashboard reaches beyond the home region; a reach that is none reaches no further."""
        return self.reach in (PROVINCE, NATION)


@cache
def configured_site() -> Site:
    """Load `config/site.toml`; the environment may say the reach instead (`SMARTCITY_REACH`)."""
    site = open_record(Site, "site", home="home.region", home_code="home.code", joined_rounds="rounds.joined")
    return replace(site, reach=said_outside(REACH_VARIABLE) or site.reach)


def load_site() -> Site:
    """Return whose dashboard this is: for whom it is asked just now, else the configured home region.

    Who asks is not passed from hand to hand, as little as the language of a page is: everything that is asked within
    one run of a page, or one command, is asked for one region.
    """
    home = _acting.get() or _told_by[0]()
    return configured_site() if home is None else _site_of(home, configured_site())


@cache
def _site_of(home: Home, configured: Site) -> Site:
    names = ("home", "home_code", "track", "province", "province_code")
    return replace(configured, **{name: getattr(home, name) for name in names})


_acting: ContextVar[Home | None] = ContextVar("acting for", default=None)
_told_by: list[Callable[[], Home | None]] = [lambda: None]


def acting() -> Home:
    """Return the region for which it is asked just now, to ask for it again later."""
    site = load_site()
    return Home(site.home, site.home_code, site.track, site.province, site.province_code)


@contextmanager
def acting_for(home: Home | None) -> Iterator[None]:
    """Ask everything within for a region; None leaves it as it is."""
    token = _acting.set(home or _acting.get())
    try:
        yield
    finally:
        _acting.reset(token)


def let_tell(who: Callable[[], Home | None]) -> None:
    """Let *who* say for which region is asked, where nothing else does: the screen does, run by run."""
    _told_by[0] = who


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
