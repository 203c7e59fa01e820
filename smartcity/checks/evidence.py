"""Judge what is said of the evidence for items, and the files handed in, all at once: plain values or findings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from smartcity.checks.moments import Reader
from smartcity.checks.names import called
from smartcity.checks.numbers import number_of
from smartcity.method import Method
from smartcity.method.evidence import load_evidence
from smartcity.method.layout import normalise
from smartcity.reading.documents import ACCEPTED, ending_of, kind_of
from smartcity.records.evidence import DUE, FIELDS, MARK, NONE, NOTE, OWNER, PERSON, STATUS, STATUSES
from smartcity.records.findings import Finding, Place
from smartcity.records.signs import on_one_line

MEGABYTE = 1 << 20
LONGEST = {PERSON: 120, NOTE: 1000}
"""So many signs of a text are kept."""

FORM = "form"
"""The reason of a finding about what was typed: it is put right where it was typed."""

SCHEMES = ("http", "https")
_LONGEST_LINK = 2000
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices that may owe evidence, as lists and configuration spell them."""

    names: tuple[str, ...]

    def find(self, text: str) -> str | None:
        """Return the office that *text* names, however it is written, or None."""
        return next((name for name in self.names if normalise(name) == normalise(text)), None)

    def near(self, text: str) -> list[str]:
        """List the names most like *text*, the best first."""
        return [name for name, *_ in process.extract(text[:200], self.names, scorer=fuzz.WRatio, limit=_NEAR)]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of the evidence for one item, as they wrote it, with what they hand in.

    *fields* are texts or values by name, "" or None to take back what was said before; *links* are addresses, *files*
    names with their bytes; *dropped* are the pieces to leave out, by what they are known by.
    """

    fields: Mapping[str, object] = field(default_factory=dict)
    links: Sequence[str] = ()
    files: Sequence[tuple[str, bytes]] = ()
    dropped: Sequence[str] = ()


PlaceOf = Callable[[str, str], Place]
"""Says where a field of an item stands, in a workbook or on a form."""


@dataclass
class Judge:
    """What evidence is judged by; *findings* grow while items are judged."""

    method: Method
    offices: Offices
    place: PlaceOf
    findings: list[Finding] = field(default_factory=list)

    def item(self, text: str) -> str | None:
        """Return the code of the item that *text* names; None with a finding for one that the method does not have."""
        codes = {normalise(item.code): item.code for item in self.method.items}
        code = codes.get(normalise(text))
        if code is None:
            self._note("value.unknown_item", text, OWNER, text, known=list(codes.values()))
        return code

    def fields(self, item: str, values: Mapping[str, object]) -> dict[str, object]:
        """Return what is said of an item in plain values, None where it is taken back; what is wrong is left out."""
        plain: dict[str, object] = {}
        for name in FIELDS:
            if name not in values:
                continue
            text = on_one_line(str(values[name])).strip() if values[name] is not None else ""
            value = self._value(item, name, values[name] if name in (MARK, DUE) else text) if text else None
            if value is not None or not text:
                plain[name] = NONE if name == STATUS and not text else value
        return plain

    def links(self, item: str, links: Iterable[str]) -> list[str]:
        """Return the addresses that can be opened from a page."""
        good = []
        for link in filter(None, (str(link).strip() for link in links)):
            if is_link(link):
                good.append(link)
            else:
                self._note("evidence.link", item, "link", link)
        return good

    def file(self, item: str, name: str, content: bytes) -> tuple[str, str] | None:
        """Return the name that a file goes by and its kind; None with findings for one that is no evidence."""
        shown, most = called(on_one_line(name)), load_evidence().most_megabytes * MEGABYTE
        kind, promised, before = kind_of(content), ending_of(name), len(self.findings)
        if not content.strip():
            self._note("file.empty", item, "file", shown, reason="evidence")
        elif len(content) > most:
            self._note("file.too_large", item, "file", shown, bytes=len(content), limit=most, reason="evidence")
        elif promised and promised != kind and (promised in ACCEPTED or kind in ACCEPTED):
            self._note("evidence.not_its_name", item, "file", shown, kind=kind or "unknown", promised=promised)
        elif kind not in ACCEPTED:
            self._note("evidence.not_evidence", item, "file", shown, kind=kind or promised or "unknown")
        return None if len(self.findings) > before else (shown, kind)

    def _value(self, item: str, name: str, value: object) -> object:
        match name:
            case "owner":
                known = self.offices.find(str(value))
                if known is None:
                    self._note("evidence.owner_unknown", item, name, str(value), near=self.offices.near(str(value)))
                return known
            case "due":
                return self._day(item, value)
            case "status":
                known = load_evidence().status(str(value))
                if known is None:
                    self._note("value.unknown_choice", item, name, str(value), known=list(STATUSES))
                return known
            case "mark":
                return self._mark(item, value)
            case _:
                return str(value)[: LONGEST[name]]

    def _day(self, item: str, value: object) -> str | None:
        day = value if type(value) is date else Reader().day(value)
        first = date(self.method.year, 1, 1)
        if day is None:
            self._note("cell.not_a_date", item, DUE, str(value))
        elif day < first:
            values = {"day": day.isoformat(), "first": first.isoformat(), "year": self.method.year}
            self._note("evidence.due_early", item, DUE, day.isoformat(), **values)
        else:
            return day.isoformat()
        return None

    def _mark(self, item: str, value: object) -> float | None:
        number, _ = number_of(value)
        bounds = {"low": self.method.scale_min, "high": self.method.scale_max}
        if number is None:
            self._note("cell.not_a_number", item, MARK, str(value), **bounds)
        elif not bounds["low"] <= number <= bounds["high"]:
            self._note("cell.out_of_scale", item, MARK, str(value), **bounds)
        else:
            return float(number)
        return None

    def _note(self, code: str, item: str, name: str, found: str, **values: object) -> None:
        place = self.place(item, name)
        reason = {} if place.file else {"reason": FORM}
        self.findings.append(Finding(code, place, found[:200], reason | values))


def is_link(text: str) -> bool:
    """Say whether a text is an address on the web, with a host and nothing that hides another one."""
    if len(text) > _LONGEST_LINK or any(sign.isspace() or not sign.isprintable() for sign in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def check_evidence(
    rows: Sequence[Mapping[str, object]],
    places: Iterable[tuple[str, int, str, str]],
    method: Method,
    offices: Offices,
    file: str,
) -> tuple[tuple[dict[str, object], ...], list[Finding]]:
    """Judge the rows of a workbook of evidence as what is typed is judged; those with an error stay out, as do
    those that say nothing.

    *places* are sheet, row, column and cell of what stands in them. A kept row has what it says under `said`, and its
    links as a list.
    """
    cells = {(sheet, number, name): cell for sheet, number, name, cell in places}
    kept, findings = [], []
    for row in rows:
        sheet, number = str(row["sheet"]), int(row["row"])

        def place(item: str, name: str, sheet: str = sheet, number: int = number) -> Place:
            column = "links" if name == "link" else name
            return Place(file, sheet, cells.get((sheet, number, column)) or cells.get((sheet, number, "item"), ""))

        judge = Judge(method, offices, place)
        fields = judge.fields(str(row["item"]), {name: row[name] for name in FIELDS if row.get(name) is not None})
        links = judge.links(str(row["item"]), str(row.get("links") or "").split())
        findings += judge.findings
        if not judge.findings and (fields or links):
            kept.append({**row, "said": fields, "links": links})
    return tuple(kept), findings
