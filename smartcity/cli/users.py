"""The commands about who may come in: accounts of our own, made and changed at this machine only."""

import argparse
import getpass
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

from smartcity import intake
from smartcity.access import audit, passwords
from smartcity.access.accounts import Account, Accounts, AccountsDamaged, NoAccount
from smartcity.access.policy import NAMED, PEOPLE, ROLES
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, operator
from smartcity.intake import DataFolder
from smartcity.method.regions import MANY, load_site
from smartcity.wording import MISSING, Words

_PRODUCT = "Smart City Tabalong"
STEPS = ("add", "role", "disable", "enable", "passwd", "reset", "second", "signout", "list")


@command(
    "user",
    Argument("step", choices=STEPS, help="user_step"),
    Argument("name", nargs="?", default="", help="user_name"),
    Argument("--role", choices=(*ROLES, *NAMED), help="user_role"),
    Argument("--full", default="", help="user_full"),
    Argument("--office", default="", help="user_office"),
    Argument("--region", help="user_region"),
    Argument("--password-stdin", action="store_true", help="user_stdin"),
    Argument("--off", action="store_true", help="user_off"),
    Argument("--by", default="", help="by"),
)
def user(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Add, change or list accounts."""
    by = operator(chosen.by)
    by.require(PEOPLE)
    accounts = Accounts(folder.access)
    if (chosen.step == "list") == bool(chosen.name):
        raise Refused(words("cli.user.no_name" if chosen.step != "list" else "cli.user.name_unused"))
    try:
        if chosen.step == "list":
            return _listed(accounts, words)
        account, did, told = _STEPS[chosen.step](accounts, chosen, words)
    except NoAccount as problem:
        return Reply(notes=[words(f"accounts.{problem.code}", **problem.values)], code=HAS_ERRORS)
    except AccountsDamaged:
        return Reply(notes=[words("signing.damaged")], code=HAS_ERRORS)
    of = " ".join(filter(None, (account.name, account.role, account.office)))
    folder.audit.note(did, by.name or words("cli.user.operator"), by.role, of)
    done = words(
        f"cli.user.done.{chosen.step}{'_told' if told and chosen.step == 'add' else ''}",
        name=account.name,
        role=words(f"ui.person.role.{account.role}"),
    )
    return Reply(
        _shown(account) | told, lines=[str(one) for value in told.values() for one in _each(value)], notes=[done]
    )


Changed = tuple[Account, str, Mapping[str, object]]


def _add(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    if not chosen.role:
        raise Refused(words("cli.user.no_role"))
    is_typed = chosen.password_stdin or sys.stdin.isatty()
    password = _typed(chosen, words) if is_typed else passwords.fresh_password()
    whose = {"region": _region(chosen, words) or "", "told": not is_typed}
    account = accounts.add(chosen.name, chosen.role, password, chosen.full, chosen.office, **whose)
    return account, audit.ADDED, {} if is_typed else {"password": password}


def _role(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    if not chosen.role:
        raise Refused(words("cli.user.no_role"))
    return accounts.give_role(chosen.name, chosen.role, chosen.office, _region(chosen, words)), audit.ROLE, {}


def _region(chosen: argparse.Namespace, words: Words) -> str | None:
    """Return the region that somebody is to be bound to, None where nothing is said of it."""
    if chosen.region in (None, MANY):
        return chosen.region
    found = intake.regions_of(DataFolder.chosen()).find(chosen.region)
    if found is None:
        near = ", ".join(intake.regions_of(DataFolder.chosen()).near(chosen.region))
        raise Refused(words("cli.region.unknown", region=chosen.region, near=near))
    return found.name


def _disable(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    return accounts.disable(chosen.name), audit.DISABLED, {}


def _enable(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    return accounts.disable(chosen.name, is_disabled=False), audit.ENABLED, {}


def _passwd(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    accounts.known(chosen.name)
    return accounts.set_password(chosen.name, _typed(chosen, words)), audit.PASSWORD, {}


def _reset(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    password = passwords.fresh_password()
    return accounts.reset(chosen.name, password), audit.RESET, {"password": password}


def _second(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    if chosen.off:
        return accounts.set_second(chosen.name, "", ()), audit.SECOND, {}
    secret, codes = passwords.fresh_second(), passwords.fresh_codes()
    account = accounts.set_second(chosen.name, secret, codes)
    address = passwords.second_address(secret, account.name, _PRODUCT)
    return account, audit.SECOND, {"address": address, "codes": list(codes)}


def _signout(accounts: Accounts, chosen: argparse.Namespace, words: Words) -> Changed:
    return accounts.end_sign_ins(chosen.name), audit.SIGNED_OUT_ALL, {}


_STEPS: Mapping[str, Callable[[Accounts, argparse.Namespace, Words], Changed]] = MappingProxyType(
    {
        "add": _add,
        "role": _role,
        "disable": _disable,
        "enable": _enable,
        "passwd": _passwd,
        "reset": _reset,
        "second": _second,
        "signout": _signout,
    }
)


def _typed(chosen: argparse.Namespace, words: Words) -> str:
    """Read a password: a line of stdin where that was asked for, else typed twice and shown nowhere."""
    if chosen.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused(words("cli.user.no_terminal"))
    first = getpass.getpass(f"{words('signing.fresh')}: ")
    if getpass.getpass(f"{words('cli.user.again')}: ") != first:
        raise Refused(words("cli.user.differs"))
    return first


def _listed(accounts: Accounts, words: Words) -> Reply:
    found = sorted(accounts.all().values(), key=lambda account: account.name)
    rows = ("\t".join(_row(account, words)) for account in found)
    return Reply([_shown(account) for account in found], rows, [] if found else [words("cli.user.none")])


def _shown(account: Account) -> dict[str, object]:
    shown = fields(account, "name", "role", "full", "office", "region", "is_disabled", "must_change", "made_at")
    return shown | {"has_second": account.second != "", "codes_left": len(account.codes)}


def _row(account: Account, words: Words) -> tuple[str, ...]:
    state = words("cli.user.disabled" if account.is_disabled else "cli.user.enabled")
    second = words("cli.user.second") if account.second else MISSING
    whose = (account.office or MISSING, *([account.region or MISSING] if load_site().is_of_many else []))
    return account.name, words(f"ui.person.role.{account.role}"), *whose, account.full, state, second


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
