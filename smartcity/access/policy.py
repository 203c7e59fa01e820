"""Who may do what: which role a person has, and which actions that role allows.

Pure policy: it knows neither a browser nor a clock. Whatever is unclear ends in the role that may only read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from smartcity.method.regions import Site

READER, ANALYST = "reader", "analyst"

UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL = "upload", "decide", "withdraw", "open_original"
SUPPOSE = "suppose"
ACTIONS = (UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL, SUPPOSE)
"""Load a file; say what a name, a scale or a row means; take out and bring back; read a file with people's names;
save a self-assessment and take a plan on."""

ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType({READER: frozenset(), ANALYST: frozenset(ACTIONS)})


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
        return site.without_sign_in if site.without_sign_in in ALLOWED else READER
    if identity.since is not None and now - identity.since > timedelta(hours=site.session_hours).total_seconds():
        return READER
    is_named = identity.email.casefold() in map(str.casefold, site.analysts) and identity.email != ""
    is_member = not set(identity.groups).isdisjoint(site.analyst_groups)
    return ANALYST if is_named or is_member else READER


def may(role: str, action: str) -> bool:
    """Say whether *role* allows *action*; a role or action that does not exist allows nothing."""
    return action in ALLOWED.get(role, frozenset())
