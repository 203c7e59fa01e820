"""Dashboards of several regions in tests: how far they reach, and for whom they are asked."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from smartcity.access.policy import ANALYST, Asker
from smartcity.method.regions import PROVINCE, REACH_VARIABLE, Home, acting_for, configured_site

BANJAR = Home("Kabupaten Banjar", "6303", "regular", "Kalimantan Selatan", "kalsel")
KOTA = Home("Kota Banjarmasin", "6371", "regular", "Kalimantan Selatan", "kalsel")
OWN, THEIRS = Asker("Rina", ANALYST), Asker("Sari", ANALYST, code="sari", region=BANJAR.home)
"""One analyst bound to the home region, and one bound to another."""


@contextmanager
def reaching(reach: str = PROVINCE) -> Iterator[None]:
    """Let the dashboard reach so far."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(REACH_VARIABLE, reach)
        configured_site.cache_clear()
        try:
            yield
        finally:
            patch.undo()
            configured_site.cache_clear()


__all__ = ["BANJAR", "KOTA", "OWN", "THEIRS", "acting_for", "reaching"]
