"""The evidence that a page looks at: of the chosen year, on the day of looking."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from smartcity.answers.evidence import evidence, interview
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, exhibit_of, subject_of
from smartcity.method.regions import load_site
from smartcity.office.evidence import Dossier, Interview
from smartcity.records.evidence import Evidence, status_key
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True)
class Gathered:
    """The evidence of a year with what exhibits of it need; *today* is None where nobody said which day it is."""

    warehouse: Warehouse
    dossier: Dossier
    subject: Subject
    today: date | None
    interview: Interview | None

    @property
    def words(self) -> Words:
        """The wording."""
        return self.subject.words

    @property
    def year(self) -> int:
        """The year of the evidence."""
        return self.dossier.method.year

    def row(self, one: Evidence) -> dict[str, object]:
        """Return what tables say of the evidence for an item."""
        words, item = self.words, self.dossier.method.item(one.item)
        return {
            "item": one.item,
            "text": item.meaning[words.language],
            "part": words(f"method.component.{item.component}"),
            "worth": self.dossier.worth(one.item),
            "status": words(f"evidence.status.{status_key(one.status)}"),
            "owner": one.owner,
            "person": one.person,
            "due": one.due,
            "mark": one.mark,
            "pieces": len(one.pieces),
            "note": one.note,
            "changed": "" if one.changed_at is None else words.moment(one.changed_at),
            "changed_by": one.changed_by,
        }


ITEM, HOW_FAR = "item text part=shared.component worth", "status owner person due mark pieces note"
WHO = "changed changed_by"


def look(key: str, warehouse: Warehouse, selection: Selection, words: Words) -> Gathered | Exhibit:
    """Look at the evidence of the chosen year; the exhibit *key* says that the year has no method."""
    track = load_site().track
    method = warehouse.methods.get(selection.year, track) if selection.year else None
    if method is None:
        return subject_of(warehouse, words).nothing(key, "evidence.no_method", year=selection.year)
    found = evidence(warehouse, method.year, track)
    source = words("evidence.source")
    subject = subject_of(
        warehouse, words, method, sources=[source], caption=words("evidence.caption", year=method.year)
    )
    today = date.fromisoformat(selection.today) if selection.today else None
    return Gathered(warehouse, found, subject, today, interview(warehouse, method.year, track))


def evidence_exhibit(key: str):
    """Let an exhibit be made of the evidence of the chosen year."""
    return exhibit_of(partial(look, key))
