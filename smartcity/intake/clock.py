"""The year it is, and how far ahead of it is prepared: the one place where the clock decides about years."""

from datetime import datetime

from smartcity.method.regions import load_site
from smartcity.wording import timezone


def this_year() -> int:
    """Return the year it is where the home region is."""
    return datetime.now(timezone()).year


def prepared_through() -> int:
    """Return the last year that can be prepared for now."""
    return this_year() + load_site().years_ahead
