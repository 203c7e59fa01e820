"""Whose paper it is: the lines of the letterhead, and who signs."""

from dataclasses import dataclass, fields
from functools import cache

from smartcity.config import open_record


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


@cache
def load_letterhead() -> Letterhead:
    """Load the letterhead of `config/site.toml`."""
    return open_record(Letterhead, "site")
