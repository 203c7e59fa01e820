"""Who may do what: which role a person has, which actions that role allows, and who asks.

Pure policy: it knows neither a browser nor a clock. Whatever is unclear ends in the role that may only read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from smartcity.method.regions import Site

READER, COUNCIL, OFFICE, ANALYST = "reader", "dewan", "skpd", "analyst"
"""Reads; sits in the council; speaks for one office, its SKPD; keeps the data."""

NAMED: Mapping[str, str] = MappingProxyType({"pimpinan": READER, "analis": ANALYST})
"""Other names by which the configuration may call a role."""

UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL = "upload", "decide", "withdraw", "open_original"
SUPPOSE, REPORT, GATHER = "suppose", "report", "gather"
ARRANGE, MINUTE, PLAN_SURVEY = "arrange", "minute", "plan_survey"
BACKUP = "backup"
ACTIONS = (UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL, SUPPOSE, REPORT, GATHER, ARRANGE, MINUTE, PLAN_SURVEY, BACKUP)
"""Load a file; say what a name, a scale or a row means; take out and bring back; read a file with people's names;
save a self-assessment and take a plan on; say how far a task or evidence is; gather evidence and judge it; make a
meeting and its agenda; note and decide in it; decide what a survey asks whom about; make a backup and put it back."""

ANYONES, OWN = "anyone's", "own"
"""How far an action reaches: whatever there is, or what belongs to the office of who asks."""

ALLOWED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        READER: MappingProxyType({}),
        COUNCIL: MappingProxyType({MINUTE: ANYONES}),
        OFFICE: MappingProxyType({REPORT: OWN}),
        ANALYST: MappingProxyType(dict.fromkeys(ACTIONS, ANYONES)),
    }
)
"""The one table: what each role may do, and how far; what does not stand here is not allowed."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signed in, as the identity provider says it; all empty for somebody who has not signed in.

    *since* is the moment of signing in, in seconds since 1970; None where the provider vouches for every single visit.
    """

    email: str = ""
    name: str = ""
    groups: tuple[str, ...] = ()
    since: float | None = None


def identity_of(claims: Mapping[str, object]) -> Identity:
    """Read the claims of an identity provider; an e-mail address that it calls unverified names nobody.

    A sign-in that does not say when it was counts as an old one.
    """
    if claims.get("is_logged_in") is False or claims.get("email_verified") is False:
        return Identity()
    groups, since = claims.get("groups") or (), claims.get("iat", 0 if claims.get("is_logged_in") else None)
    return Identity(
        email=str(claims.get("email") or ""),
        name=str(claims.get("name") or claims.get("email") or ""),
        groups=(groups,) if isinstance(groups, str) else tuple(map(str, groups)),
        since=float(since) if isinstance(since, int | float) else None,
    )


def role_of(identity: Identity | None, site: Site, now: float) -> str:
    """Return the role of a person at the moment *now*; *identity* is None where no sign-in is set up."""
    if identity is None:
        said = NAMED.get(site.without_sign_in, site.without_sign_in)
        return said if said in ALLOWED else READER
    if identity.since is not None and now - identity.since > timedelta(hours=site.session_hours).total_seconds():
        return READER
    if _is_among(identity, site.analysts) or not set(identity.groups).isdisjoint(site.analyst_groups):
        return ANALYST
    if office_of(identity, site):
        return OFFICE
    return COUNCIL if _is_among(identity, site.council) else READER


def office_of(identity: Identity, site: Site) -> str:
    """Return the office that a person speaks for, "" for none."""
    return next((office for office, people in site.offices.items() if _is_among(identity, people)), "")


def _is_among(identity: Identity, addresses: Iterable[str]) -> bool:
    return identity.email != "" and identity.email.casefold() in map(str.casefold, addresses)


def may(role: str, action: str, *, office: str = "", owner: str = "") -> bool:
    """Say whether *role* allows *action*; a role or action that does not exist allows nothing.

    Args:
        role: The role of who asks.

        action: One of `ACTIONS`.

        office: The office that who asks speaks for, "" for none.

        owner: The office whose what is to be changed is, "" where it is nobody's.
    """
    reach = ALLOWED.get(role, {}).get(action)
    return reach == ANYONES or (reach == OWN and is_own(office, owner))


def is_own(office: str, owner: str | None) -> bool:
    """Say whether what belongs to *owner* is the office's own; what is nobody's is no office's."""
    return _spelled(office) != "" and _spelled(office) == _spelled(owner or "")


def _spelled(office: str) -> str:
    return " ".join(office.casefold().split())


class NotAllowed(Exception):
    """Who asks, *by*, may not do *action*; nothing has changed."""

    def __init__(self, by: "Asker", action: str) -> None:
        super().__init__(f"{by.role} may not {action}")
        self.by, self.action = by, action


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a change: the *name* that the journal is to keep, and the role and office that are judged.

    *code* tells people of the same name apart.
    """

    name: str
    role: str
    office: str = ""
    code: str = ""

    def may(self, action: str, owner: str = "") -> bool:
        """Say whether this person may do *action* to what belongs to *owner*."""
        return may(self.role, action, office=self.office, owner=owner)

    def may_any(self, action: str) -> bool:
        """Say whether there is anything that this person may do *action* to."""
        return self.may(action, self.office)

    def require(self, action: str, owner: str = "") -> None:
        """Raise `NotAllowed` where this person may not do *action* to what belongs to *owner*."""
        if not self.may(action, owner):
            raise NotAllowed(self, action)

    def require_any(self, action: str) -> None:
        """Raise `NotAllowed` where there is nothing that this person may do *action* to."""
        if not self.may_any(action):
            raise NotAllowed(self, action)
