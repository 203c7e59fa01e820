"""People who ask for changes in tests."""

from smartcity.access.policy import ADMIN, ANALYST, Asker


def analyst(name: str, code: str = "") -> Asker:
    """Give somebody who may change anything; *code* tells people of one name apart."""
    return Asker(name, ANALYST, code=code)


def admin(name: str) -> Asker:
    """Return who keeps the product, by the name that the journal is to keep."""
    return Asker(name, ADMIN)
