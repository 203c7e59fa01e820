"""Who may do what: which actions each role allows, how far they reach, and who asks.

Pure policy: it knows neither a browser nor a clock, only for which region is asked. Whatever is unclear ends in the
role that may nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from smartcity.method.regions import MANY, configured_site, load_site

NOBODY = "tamu"
READER, COUNCIL, OFFICE, ANALYST, ADMIN = "pimpinan", "dewan", "skpd", "analis", "admin"
"""Has not signed in; reads; sits in the council; speaks for one office, its SKPD; keeps the data; keeps the product."""

ROLES = (READER, COUNCIL, OFFICE, ANALYST, ADMIN)
"""What somebody can be given, the strongest last."""

NAMED: Mapping[str, str] = MappingProxyType({"reader": READER, "analyst": ANALYST})
"""What earlier releases called a role, which a configuration may still say."""

VIEW, EXPORT = "view", "export"
UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL = "upload", "decide", "withdraw", "open_original"
SUPPOSE, REPORT, GATHER = "suppose", "report", "gather"
ARRANGE, MINUTE, PLAN_SURVEY = "arrange", "minute", "plan_survey"
PEOPLE, BACKUP, SETTINGS, AUDIT = "people", "backup", "settings", "audit"
READS = (VIEW, EXPORT)
ACTIONS = (
    *(VIEW, EXPORT, UPLOAD, DECIDE, WITHDRAW, OPEN_ORIGINAL, SUPPOSE, REPORT, GATHER, ARRANGE, MINUTE, PLAN_SURVEY),
    *(PEOPLE, BACKUP, SETTINGS, AUDIT),
)
"""Read pages; take what they show away; load a file; say what a name, a scale or a row means; take out and bring back;
read a file with people's names; save a self-assessment and take a plan on; say how far a task or evidence is; gather
evidence and judge it; make a meeting and its agenda; note and decide in it; decide what a survey asks whom about;
say who may come in; back up and restore; set the product up; read who did what."""

OF_THE_ADMIN = frozenset({PEOPLE, BACKUP, SETTINGS, AUDIT})

ANYONES, OWN = "anyone's", "own"
"""How far an action reaches: whatever there is, or what belongs to the office of who asks."""

_READING = dict.fromkeys(READS, ANYONES)

ALLOWED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        NOBODY: MappingProxyType({}),
        READER: MappingProxyType(_READING),
        COUNCIL: MappingProxyType({**_READING, MINUTE: ANYONES}),
        OFFICE: MappingProxyType({**_READING, REPORT: OWN}),
        ANALYST: MappingProxyType({action: ANYONES for action in ACTIONS if action not in OF_THE_ADMIN}),
        ADMIN: MappingProxyType(dict.fromkeys(ACTIONS, ANYONES)),
    }
)
"""The one table: what each role may do, and how far; what does not stand here is not allowed."""


def may(role: str, action: str, *, office: str = "", owner: str = "") -> bool:
    """Say whether *role* allows *action*; a role or action that does not exist allows nothing.

    Args:
        role: The role of who asks.

        action: One of `ACTIONS`.

        office: The office that who asks speaks for, "" for none.

        owner: The office whose what is to be changed is, "" where it is nobody's.
    """
    reach = ALLOWED.get(role, {}).get(action)
    return reach == ANYONES or (reach == OWN and is_own(office, owner))


def is_own(office: str, owner: str | None) -> bool:
    """Say whether what belongs to *owner* is the office's own; what is nobody's is no office's."""
    return _spelled(office) != "" and _spelled(office) == _spelled(owner or "")


def _spelled(office: str) -> str:
    return " ".join(office.casefold().split())


class NotAllowed(Exception):
    """Who asks, *by*, may not do *action*; nothing has changed.

    *region* is what they do not reach where that is why: a region, `MANY` for what several or all share, else "".
    """

    def __init__(self, by: "Asker", action: str, region: str = "") -> None:
        super().__init__(f"{by.role} may not {action} {region}".strip())
        self.by, self.action, self.region = by, action, region


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a change: the *name* that the journal is to keep, and the role and office that are judged.

    *code* tells people of the same name apart. *region* is the one they are bound to, "" for the home region, `MANY`
    for none: they reach as far as the dashboard does. Who keeps the product is bound to none.
    """

    name: str
    role: str
    office: str = ""
    code: str = ""
    region: str = ""

    @property
    def is_everywhere(self) -> bool:
        """Whether they may act for every region that the dashboard reaches."""
        return not load_site().is_of_many or self.role == ADMIN or self.region == MANY

    def covers(self, region: str) -> bool:
        """Say whether they may see and do anything of a region."""
        return self.is_everywhere or (self.region or configured_site().home) == region

    def may(self, action: str, owner: str = "") -> bool:
        """Say whether this person may do *action* to what belongs to *owner*, in the region for which it is asked."""
        return self.covers(load_site().home) and may(self.role, action, office=self.office, owner=owner)

    def require_all(self, action: str) -> None:
        """Raise `NotAllowed` where this person may not do *action* to what all regions share."""
        self.require(action)
        if not self.is_everywhere:
            raise NotAllowed(self, action, MANY)

    def require_for(self, action: str, region: str) -> None:
        """Raise `NotAllowed` where this person may not do *action* for a region, `MANY` for several."""
        self.require(action)
        if not (self.is_everywhere if region == MANY else self.covers(region)):
            raise NotAllowed(self, action, region)

    def may_any(self, action: str) -> bool:
        """Say whether there is anything that this person may do *action* to."""
        return self.may(action, self.office)

    def require(self, action: str, owner: str = "") -> None:
        """Raise `NotAllowed` where this person may not do *action* to what belongs to *owner*."""
        if not self.may(action, owner):
            home = load_site().home
            raise NotAllowed(self, action, "" if self.covers(home) else home)

    def require_any(self, action: str) -> None:
        """Raise `NotAllowed` where there is nothing that this person may do *action* to."""
        if not self.may_any(action):
            raise NotAllowed(self, action)
