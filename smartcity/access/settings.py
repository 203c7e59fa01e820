"""How people come in: the mode that is configured, and what it needs; whatever is wrong is said with its place.

Pure but for `read_settings`, which opens the file of secrets. Nothing that is unclear is guessed: a configuration that
cannot be meant as it stands names its place and lets no server start.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from smartcity.access.policy import NAMED, ROLES
from smartcity.method.regions import MANY, REACH_VARIABLE, REACHES, Regions, Site

LOCAL, ACCOUNTS, OPENID = "lokal", "akun", "oidc"
MODES = (LOCAL, ACCOUNTS, OPENID)
"""Nobody signs in and only this machine is served; by accounts of our own; by an identity provider."""

FILE = Path(__file__).parents[2] / ".streamlit" / "secrets.toml"
FILE_VARIABLE = "SMARTCITY_SECRETS"
"""The environment may name another file of secrets."""

PREFIX = "SMARTCITY_"
ROLE_VARIABLE = "SMARTCITY_WITHOUT_SIGN_IN"
"""The environment may name the role of everybody where nobody signs in, in the place of `config/site.toml`."""

LEAST_SECRET, LEAST_SIGNS = 32, 8
"""So many signs a secret has, so many different ones among them."""

LOG_VARIABLE, AS_JSON = "SMARTCITY_LOG", "json"
"""How the log is written: one object a line, or nothing said for plain lines."""

_OF_REGIONS = "[access.regions]"

_PLAIN = ("mode", "secret")
_OF_PROVIDER = ("metadata", "client_id", "client_secret", "address")
_OPTIONAL = ("claim", "others")

VARIABLES = frozenset(
    PREFIX + name
    for name in (
        *("DATA", "WAREHOUSE", "CATALOGUE_PASSWORD", "REACH", "SECRETS", "WITHOUT_SIGN_IN"),
        *("CERTIFICATE", "LOG", "PORT"),
        *("BACKUP_KEEP", "BACKUP_FOLDER", "BACKUP_PASSPHRASE_FILE"),
        *(name.upper() for name in _PLAIN),
        *(f"OIDC_{name}".upper() for name in (*_OF_PROVIDER, *_OPTIONAL)),
    )
)
"""All that the environment may say to the product and to what is deployed around it (docs/operasi.md)."""

_LIKE = 75
"""From this likeness on, percent, a name that is none of them is one of them, misspelt."""


class WrongSettings(ValueError):
    """A configuration that cannot be meant as it stands; *code* says what is wrong, *values* where and what it holds.

    The sentence is `access.settings.<code>` in the catalogue.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Provider:
    """An identity provider: its *metadata* address, what we are known to it by, our own public *address*.

    *claim* is what of an identity holds its groups.
    """

    metadata: str
    client_id: str
    client_secret: str = field(repr=False)
    address: str
    claim: str = "groups"


@dataclass(frozen=True, slots=True)
class Settings:
    """How people come in.

    *role* is everybody's where nobody signs in. *names* are by role the addresses and groups that have it, *offices*
    by office the addresses that speak for it, *others* the role of who signs in and is named nowhere, "" for none.
    *regions* are by region, "*" for all of them, the addresses and groups that are bound to it.
    """

    mode: str
    role: str
    idle_seconds: float
    session_seconds: float
    secret: str = field(default="", repr=False)
    provider: Provider | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: str = ""


def read_settings(site: Site, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the file of secrets and the environment; raises `WrongSettings` for what cannot be meant so."""
    path = Path(environ.get(FILE_VARIABLE) or FILE)
    if not path.is_file():
        if environ.get(FILE_VARIABLE):
            raise WrongSettings("no_file", where=FILE_VARIABLE, found=path)
        return settings_of({}, environ, site, path.name)
    try:
        secrets = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise WrongSettings("unreadable", where=path, found=problem) from problem
    return settings_of(secrets, environ, site, path.name)


def settings_of(secrets: Mapping[str, object], environ: Mapping[str, str], site: Site, file: str) -> Settings:
    """Judge what *secrets*, the contents of *file*, and the environment say; the environment comes first.

    Raises:
        WrongSettings: If a name, a secret or a mapping cannot be meant as it stands.
    """
    require_reach(site)
    source = _Said(secrets, environ, file)
    mode = source.one_of("mode", MODES, LOCAL)
    role = _role(environ, site)
    times = {"idle_seconds": site.idle_minutes * 60, "session_seconds": site.session_hours * 3600}
    if "auth" in secrets:
        raise WrongSettings("former", where=f"{file} [auth]")
    if mode == LOCAL:
        return Settings(mode, role, **times)
    given = Settings(mode, role, **times, secret=source.secret())
    return given if mode == ACCOUNTS else _of_provider(source, given)


def require_reach(site: Site) -> None:
    """Raise `WrongSettings` for a reach that is none: which regions are shown is not guessed."""
    if site.reach not in REACHES:
        raise WrongSettings("unknown", where=REACH_VARIABLE, found=site.reach, known=REACHES)


def require_spelt(environ: Mapping[str, str] = os.environ) -> None:
    """Raise `WrongSettings` for a variable that is one of `VARIABLES` but for a letter: it would be passed over.

    A server whose mode, folder or backups are not the ones that were meant is worse than none.
    """
    own = {name: name.removeprefix(PREFIX) for name in sorted(VARIABLES)}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in VARIABLES:
            near = process.extractOne(name.removeprefix(PREFIX), own, scorer=fuzz.ratio, score_cutoff=_LIKE)
            if near is not None:
                raise WrongSettings("misspelt", where=name, near=near[-1])
    written = environ.get(LOG_VARIABLE, "").strip()
    if written not in ("", AS_JSON):
        raise WrongSettings("unknown", where=LOG_VARIABLE, found=written, known=(AS_JSON,))


def require_known(settings: Settings, regions: Regions) -> None:
    """Raise `WrongSettings` for a region in the mapping that is none: who is bound to it would be let in nowhere."""
    for name in settings.regions:
        if name != MANY and name not in regions.by_name:
            raise WrongSettings("unknown", where=_OF_REGIONS, found=name, known=regions.near(name))


def _of_provider(source: "_Said", given: Settings) -> Settings:
    values = {name: source.text(name, "oidc") for name in _OF_PROVIDER}
    for name, (found, where) in values.items():
        if not found:
            raise WrongSettings("missing", where=where)
        if name in ("metadata", "address") and urlsplit(found).scheme not in ("http", "https"):
            raise WrongSettings("no_address", where=where, found=found)
    texts = {name: found for name, (found, _) in values.items()}
    claim = source.text("claim", "oidc")[0] or "groups"
    names = source.lists("roles", ROLES)
    others = source.one_of("others", ("", *ROLES), "", "oidc")
    if not names and not others:
        raise WrongSettings("names_nobody", where=f"{source.file} [access.roles]")
    provider = Provider(**{**texts, "address": texts["address"].rstrip("/")}, claim=claim)
    whose = {name: source.lists(name) for name in ("offices", "regions")}
    return replace(given, provider=provider, names=names, **whose, others=others)


def _role(environ: Mapping[str, str], site: Site) -> str:
    found, where = environ.get(ROLE_VARIABLE), ROLE_VARIABLE
    if found is None:
        found, where = site.without_sign_in, "smartcity/config/site.toml [access] without_sign_in"
    role = NAMED.get(found, found)
    if role not in ROLES:
        raise WrongSettings("unknown", where=where, found=found, known=ROLES)
    return role


class _Said:
    """What a file of secrets says under `[access]`, and before it the environment."""

    def __init__(self, secrets: Mapping[str, object], environ: Mapping[str, str], file: str) -> None:
        self.environ, self.file = environ, file
        self.tables = {"": self._table(secrets, "access", "[access]")}
        for name in ("oidc", "roles", "offices", "regions"):
            self.tables[name] = self._table(self.tables[""], name, f"[access.{name}]")
        self._require_known("", (*_PLAIN, "oidc", "roles", "offices", "regions"))
        self._require_known("oidc", (*_OF_PROVIDER, *_OPTIONAL))

    def _table(self, inside: Mapping[str, object], name: str, where: str) -> Mapping[str, object]:
        found = inside.get(name, {})
        if not isinstance(found, Mapping):
            raise WrongSettings("no_table", where=f"{self.file} {where}")
        return found

    def _require_known(self, table: str, known: tuple[str, ...]) -> None:
        for name in self.tables[table]:
            if name not in known:
                raise WrongSettings("unknown", where=self._where(table, ""), found=name, known=known)

    def _where(self, table: str, name: str) -> str:
        return f"{self.file} [{'.'.join(filter(None, ('access', table)))}] {name}".strip()

    def text(self, name: str, table: str = "") -> tuple[str, str]:
        """Return what is said under a name, "" for nothing, and where."""
        variable = PREFIX + "_".join(filter(None, (table, name))).upper()
        if variable in self.environ:
            return self.environ[variable].strip(), variable
        found, where = self.tables[table].get(name, ""), self._where(table, name)
        if not isinstance(found, str):
            raise WrongSettings("no_text", where=where, found=found)
        return found.strip(), where

    def one_of(self, name: str, known: tuple[str, ...], usual: str, table: str = "") -> str:
        """Return the one of *known* names that is said, *usual* where nothing is."""
        found, where = self.text(name, table)
        if not found and where in self.environ:
            raise WrongSettings("missing", where=where)
        found = NAMED.get(found or usual, found or usual)
        if found not in known:
            raise WrongSettings("unknown", where=where, found=found, known=tuple(filter(None, known)))
        return found

    def secret(self) -> str:
        """Return the secret, which is long and not one sign again and again."""
        found, where = self.text("secret")
        if not found:
            raise WrongSettings("missing", where=where)
        if len(found) < LEAST_SECRET or len(set(found)) < LEAST_SIGNS:
            raise WrongSettings("weak", where=where, least=LEAST_SECRET)
        return found

    def lists(self, table: str, known: tuple[str, ...] = ()) -> Mapping[str, tuple[str, ...]]:
        """Return the names that stand in each list of a table; a list that names nobody is not meant."""
        lists: dict[str, tuple[str, ...]] = {}
        for name, found in self.tables[table].items():
            where, code = self._where(table, name), NAMED.get(name, name)
            if known and code not in known:
                raise WrongSettings("unknown", where=self._where(table, ""), found=name, known=known)
            if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
                raise WrongSettings("no_list", where=where)
            lists[code] = tuple(one.strip() for one in found if one.strip())
            if not lists[code]:
                raise WrongSettings("names_nobody", where=where)
        return MappingProxyType(lists)
