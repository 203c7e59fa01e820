"""What the viewer chose; it lives in the URL, defaults left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """The choices that pages share; *year* and *region* (the one compared with) may be unset."""

    language: str = "id"
    year: int | None = None
    dimension: str | None = None
    innovation_list: str | None = None
    other_list: str | None = None
    region: str | None = None
    among: str = "national"
    track: str | None = None
    mapping: str | None = None
    search: str = ""
