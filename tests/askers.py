"""People who ask for changes in tests."""

from smartcity.access.policy import ANALYST, Asker


def analyst(name: str, code: str = "") -> Asker:
    """Give somebody who may change anything; *code* tells people of one name apart."""
    return Asker(name, ANALYST, code=code)
