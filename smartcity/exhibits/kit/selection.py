"""What the viewer chose; it lives in the URL, defaults left out."""

from dataclasses import dataclass

from smartcity.method import Dimension, load_dimensions


@dataclass(frozen=True, slots=True)
class Selection:
    """The choices that pages share; *year* and *region* (the one compared with) may be unset.

    *peers* is the group whose ranks are explained and doubted (None: the province), *weights_year* whose weights a
    back-cast takes, *doubts* which doubts are drawn (None: all that can be), *points* how far weights may lie off,
    *chance* how often a press figure is wrong,
    *form* whether a survey's form asks whole dimensions or their parts (None: as the answers look), *until* the day
    (ISO) by which a survey is to be full.
    *scenario* is the self-assessment looked at and *aim* what its plan is to reach, both as they are called on screen.
    *today* is the day (ISO) of looking, where something can be late.
    *innovation* is the one looked at, by the key of its name, *reported_list* the list that reports are held against
    (None: the newest that counts its innovators), *since* the day (ISO) from which reports are new.
    *province* is the one whose regions stand beside one another (None: that of the region for which it is asked).
    *phrase* is searched for in comments, *skm_year* the satisfaction survey looked at (None: the newest).
    """

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
    peers: str | None = None
    weights_year: int | None = None
    doubts: tuple[str, ...] | None = None
    points: float | None = None
    chance: float | None = None
    form: str | None = None
    until: str | None = None
    phrase: str = ""
    skm_year: str | None = None
    scenario: str | None = None
    aim: str | None = None
    today: str | None = None
    innovation: str | None = None
    reported_list: str | None = None
    since: str | None = None
    province: str | None = None


def chosen_dimensions(selection: Selection) -> tuple[Dimension, ...]:
    """List the one chosen dimension, or all of them when none (or none that exists) is chosen."""
    every = load_dimensions()
    return tuple(dimension for dimension in every if dimension.code == selection.dimension) or every
