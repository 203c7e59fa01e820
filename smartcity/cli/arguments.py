"""The arguments that several commands share, and how the texts that people type for them are read."""

import re
from math import isfinite

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks.moments import Reader
from smartcity.cli.command import Argument, Refused
from smartcity.method.layout import normalise
from smartcity.method.regions import Regions, load_site
from smartcity.scoring.scores import MAPPINGS
from smartcity.survey import FORMS
from smartcity.wording import Words

_CODE_IN_ONE = re.compile(r"^(\d{2})(\d{2})$")

BASES = (scores.OFFICIAL, scores.SIMULASI)

YEAR = Argument("year", type=int)
AMONG = Argument("--among", choices=scores.groups, default=lambda: load_site().province_code)
TRACK = Argument("--track", help="track")
MAPPING = Argument("--mapping", choices=tuple(MAPPINGS), help="mapping")
FORM = Argument("--form", choices=tuple(FORMS), help="asked_form")
BY, WHY = Argument("--by", help="by"), Argument("--why", help="why")
REQUIRED_BY, REQUIRED_WHY = Argument("--by", required=True, help="by"), Argument("--why", required=True, help="why")


def track_of(spelled: str | None, words: Words) -> str | None:
    """Return the code of a track by one of its names; raises `Refused` naming those that exist."""
    if spelled is None:
        return None
    labels = intake.track_labels()
    code = labels.get(normalise(spelled))
    if code is None:
        raise Refused(words("cli.unknown_track", found=spelled, known=words.join(sorted(set(labels.values())))))
    return code


def region_of(spelled: str, known: Regions, words: Words) -> str:
    """Return the full name of a region by its name or code; raises `Refused` with the nearest names."""
    region = known.find(spelled) or known.find(_CODE_IN_ONE.sub(r"\1.\2", spelled))
    if region is None:
        near = words.join(known.near(spelled), is_choice=True)
        raise Refused(words("cli.unknown_region", found=spelled, near=near))
    return region.name


def decimal(text: str) -> float:
    """Read a number with a decimal comma or point."""
    value = float(text.replace(",", "."))
    if not isfinite(value):
        raise ValueError(text)
    return value


def pair(text: str) -> tuple[str, str]:
    """Read `NAME=TEXT`; names may hold an equals sign, texts may not."""
    name, sign, rest = text.rpartition("=")
    if not sign or not name.strip() or not rest.strip():
        raise ValueError(text)
    return name.strip(), rest.strip()


def numbered(text: str) -> tuple[str, float]:
    """Read `NAME=NUMBER`."""
    name, number = pair(text)
    return name, decimal(number)


def effort(text: str) -> tuple[str | None, float]:
    """Read `NODE=NUMBER`, or a number alone for the usual effort."""
    return numbered(text) if "=" in text else (None, decimal(text))


def chance(text: str) -> float:
    """Read a probability: a share like 0.1, or a percentage like 10%."""
    value = decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def percentage_points(text: str) -> float:
    """Read the deviation of a weight, in percentage points."""
    value = float(text.replace(",", "."))
    if not 0 < value < 100:
        raise ValueError(text)
    return value


def day(text: str) -> str:
    """Read a day and write it as ISO does; "" stays empty."""
    found = Reader().day(text) if text.strip() else None
    if found is None and text.strip():
        raise ValueError(text)
    return found.isoformat() if found else ""
