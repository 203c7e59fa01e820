"""How the commands about scenarios and plans are written: aims, efforts, ceilings, locks, owners and limits."""

import argparse
from collections.abc import Mapping
from math import isfinite

from smartcity.answers import scores
from smartcity.method.regions import load_site
from smartcity.scoring.scores import MAPPINGS
from smartcity.wording import Words


def define(made: Mapping[str, argparse.ArgumentParser], words: Words) -> None:
    """Give the parsers of `scenarios`, `gains` and `plan` their arguments."""
    for name in ("scenarios", "gains", "plan"):
        made[name].add_argument("year", type=int)
        made[name].add_argument("--mapping", choices=tuple(MAPPINGS), help=words("cli.help.mapping"))
    for name in ("gains", "plan"):
        made[name].add_argument("--scenario", metavar="NAME", help=words("cli.help.scenario"))
        for option, metavar, read in (
            ("effort", "[NODE=]N", effort),
            ("ceiling", "ITEM=N", numbered),
            ("block", "NODE", str),
            ("owner", "NODE=OWNER", pair),
            ("budget", "OWNER=N", numbered),
        ):
            made[name].add_argument(
                f"--{option}", metavar=metavar, action="append", type=read, help=words(f"cli.help.{option}")
            )
    plan = made["plan"]
    aim = plan.add_mutually_exclusive_group()
    aim.add_argument("--index", type=decimal, help=words("cli.help.index"))
    aim.add_argument("--rank", type=int, help=words("cli.help.rank_aim"))
    plan.add_argument("--among", choices=scores.groups(), default=load_site().province_code)
    plan.add_argument("--take-on", action="store_true", help=words("cli.help.take_on"))
    plan.add_argument("--by", help=words("cli.help.by"))
    plan.add_argument("--why", help=words("cli.help.why"))


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
