"""Passwords, second factors and recovery codes: how they are made, kept and recognised."""

import hashlib
import re
import secrets
import time
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pyotp import TOTP, random_base32

from smartcity.records.signs import whole

LEAST, MOST = 12, 200
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs that nobody mistakes for another when they are read aloud or copied."""

_STEP = 30
"""Seconds that a code of a second factor holds."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(24))


def hashed(password: str) -> str:
    """Return what is kept of a password: argon2id with a salt of its own."""
    return _hasher().hash(password)


def is_right(kept: str, password: str) -> bool:
    """Say whether *password* is the one that was *kept*; nobody's takes as long as somebody's."""
    try:
        return _hasher().verify(kept or _nobodys(), password[: MOST + 1]) and kept != ""
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, name: str) -> str:
    """Say by its code why a password is not taken, "" where it is."""
    if len(password) < LEAST:
        return "short"
    if len(password) > MOST:
        return "long"
    if password != whole(password):
        return "no_text"
    if len(set(password)) < LEAST // 2:
        return "monotonous"
    return "own_name" if len(name) > 3 and name.casefold() in password.casefold() else ""


def fresh_password() -> str:
    """Make a password to be told once and changed at the first sign-in."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def fresh_second() -> str:
    """Make the secret of a second factor."""
    return random_base32()


def second_address(secret: str, name: str, issuer: str) -> str:
    """Return what an authenticator reads."""
    return TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, code: str, now: float | None = None) -> int | None:
    """Return the step of time that a code of a second factor is of, one step late or early included; None."""
    step = int((time.time() if now is None else now) // _STEP)
    for near in (step, step - 1, step + 1):
        if TOTP(secret).verify(code, for_time=near * _STEP):
            return near
    return None


def fresh_codes() -> tuple[str, ...]:
    """Make recovery codes, each of which is taken once in the place of a second factor."""
    return tuple("-".join(_drawn(5) for _ in range(2)) for _ in range(RECOVERY_CODES))


def code_hash(code: str) -> str:
    """Return what is kept of a recovery code, however it is typed."""
    return hashlib.sha256(re.sub(r"[\s-]+", "", code.casefold()).encode()).hexdigest()


def _drawn(signs: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(signs))
