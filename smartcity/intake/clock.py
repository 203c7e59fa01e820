"""The day and the year it is, and how far ahead of it is prepared: the one place where the clock decides about them."""

from datetime import date, datetime

from smartcity.method.regions import load_site
from smartcity.wording import timezone


def today() -> date:
    """Return the day it is where the home region is."""
    return datetime.now(timezone()).date()


def this_year() -> int:
    """Return the year it is where the home region is."""
    return today().year


def prepared_through() -> int:
    """Return the last year that can be prepared for now."""
    return this_year() + load_site().years_ahead
