"""Whose paper it is: the lines of the letterhead, and who signs."""

from dataclasses import dataclass, fields
from functools import cache

from smartcity.config import open_config, open_record
from smartcity.method.regions import configured_site, load_site

OF_OTHERS = "letterheads"
"""The tables of `config/site.toml` with the letterheads of other regions, by their full names."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines above every paper, and the place, post and name of who signs; what is empty is left out."""

    government: str
    office: str
    address: str
    contact: str
    place: str
    post: str
    signatory: str

    @property
    def empty(self) -> tuple[str, ...]:
        """What nobody has filled in yet."""
        return tuple(field.name for field in fields(self) if not getattr(self, field.name))

    @property
    def lines(self) -> tuple[str, ...]:
        """Address and contact, as far as they are given."""
        return tuple(filter(None, (self.address, self.contact)))


def load_letterhead() -> Letterhead:
    """Return the letterhead of the region for which it is asked: nobody's paper stands under another office's name.

    What `config/site.toml` does not say of another region is empty, but for the name of its government.
    """
    home = load_site().home
    return _own() if home == configured_site().home else _of(home)


@cache
def _own() -> Letterhead:
    return open_record(Letterhead, "site")


@cache
def _of(region: str) -> Letterhead:
    known = open_config("site").get(OF_OTHERS, {}).get(region, {})
    nothing = dict.fromkeys((field.name for field in fields(Letterhead)), "")
    return Letterhead(**nothing | {"government": f"Pemerintah {region}"} | known)
