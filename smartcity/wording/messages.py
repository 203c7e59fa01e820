"""Findings as sentences: where, what was found, what was expected, what to do, and that nothing has been saved.

The texts stand in `findings.toml` under the finding's code, each part in one or more variants. `found`, `expected`,
`fix` and `sentence` may carry an ending: a finding's own reason (`found_memory`) is tried first, then the part
itself, then `_members` and `_plain`; the first one is taken whose values the finding has. In a shell each is tried with
`_command` behind it before.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from rapidfuzz import fuzz

from smartcity.records.findings import CATALOGUE, ERROR, INFO, SEVERITIES, Finding, Place
from smartcity.wording import Words

LISTED = 8
FOUND_LENGTH = 120
NAME_LENGTH = 40
SOME_PLACES = 5
MANY_PLACES = 20
"""How many places are named where a problem, or an error, stands at more."""
_OWN_NAMES = frozenset({"listed", "parts", "known", "kinds"})
_LONGEST = 600
"""Signs of a name that are compared with others."""

LIKENESS = 65
SHORTEST_PART = 3

_OF_METHODS = ("year.no_method", "rules.known_before")
"""Findings of which what was found is a method."""

_ENDINGS = ("", "_members", "_plain")
_EACH = "each"
"""Names one of several findings of a code that stand at no cell, such as a dimension; they are one problem then."""
_IN_A_SHELL = "_command"
"""Ends the part of a text that names commands and their arguments; no other part does."""
_BYTES_IN_MEGABYTE = 1 << 20
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#$~|:])")
_CODES = {
    ("file.not_a_workbook", "found"): "findings.seems",
    ("file.kind_unknown", "kinds"): "templates.title",
    ("file.kind_differs", "found"): "templates.title",
    ("file.kind_differs", "expected"): "templates.title",
    ("value.unknown_track", "known"): "method.track",
    ("file.track_taken", "track"): "method.track",
    ("rules.no_items", "found"): "method.component",
    ("rules.no_weight", "found"): "method.component",
    ("evidence.not_its_name", "kind"): "findings.seems",
    ("evidence.not_its_name", "promised"): "findings.seems",
    ("evidence.not_evidence", "kind"): "findings.seems",
}
"""Values that are codes of ours, and the table of texts that says what people call them."""


@dataclass(frozen=True, slots=True)
class Message:
    """A finding in one language: the heading of its kind, the whole sentence, and the sentence's parts."""

    title: str
    sentence: str
    found: str
    expected: str
    fix: str


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one code: how many, where (each as "Sheet!E6"), what to do, and the first as an example."""

    code: str
    severity: str
    title: str
    fix: str
    count: int
    example: Message
    places: tuple[str, ...]


def spell(finding: Finding, words: Words, *, markdown: bool = False, as_command: bool = False) -> Message:
    """Say *finding* in the language of *words*, as plain text or as Markdown with the place in bold.

    As Markdown, nothing that comes from the file can format the page. *as_command* tells what to do in a shell, where
    that is something else than on a page.
    """
    code = f"findings.{finding.code}"
    values = _values(finding, words, markdown)

    def part(name: str) -> str:
        key = _key(code, name, finding.values.get("reason"), values, words, as_command)
        return words(key, **values) if key else ""

    title, described = part("title"), part("found")
    written = values.get("found", "")
    decided = words("findings.sentence.decide") if finding.values.get("is_asked") else ""
    expected, fix = part("expected"), " ".join(filter(None, (part("fix"), decided)))
    values |= {"said": described or (words("findings.sentence.written", found=written) if written else title)}
    values |= {"wanted": expected}
    whole = part("sentence") or " ".join(
        (words("findings.sentence.observed", **values), words("findings.sentence.expected", **values))
    )
    near = words("findings.sentence.near", **values) if "near" in values else ""
    unsaved = (part("unsaved") or words("findings.sentence.unsaved")) if finding.severity == ERROR else ""
    others = words("findings.sentence.others", n=finding.count - 1) if finding.count > 1 else ""
    sentence = " ".join(filter(None, (whole, others, near, fix, unsaved)))
    return Message(title, sentence, described or written, expected, fix)


def group(findings: Iterable[Finding], words: Words, *, markdown: bool = False) -> list[Group]:
    """Gather *findings* by what is to be done about them, errors first, then those that occur most."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    groups = []
    for code, own in by_code.items():
        example = spell(own[0], words, markdown=markdown)
        places = tuple(_each(finding, words, markdown) or _short(finding.place, words) for finding in own)
        count = sum(finding.count for finding in own)
        groups.append(Group(code, own[0].severity, example.title, example.fix, count, example, places))
    catalogued = list(CATALOGUE)
    return sorted(groups, key=lambda one: (SEVERITIES.index(one.severity), -one.count, catalogued.index(one.code)))


def once(findings: Iterable[Finding], words: Words) -> list[tuple[Finding, str]]:
    """Say each problem among *findings* once, for a shell: its first place whole, the others by their cells.

    Of an error more places are named than of the rest, since each has to be repaired where it stands.
    """
    alike: dict[tuple, list[Finding]] = {}
    for number, finding in enumerate(findings):
        alike.setdefault(_problem(finding, words) or (number,), []).append(finding)
    sentences = []
    for first, *others in alike.values():
        places = [_also(finding, first, words) for finding in others]
        most = MANY_PLACES if first.is_error else SOME_PLACES
        is_many = len(places) > most
        key = "findings.sentence.also_many" if is_many else "findings.sentence.also"
        named = ", ".join(places[:most]) if is_many else words.join(places)
        also = words(key, n=len(places), places=named) if places else ""
        sentences.append((first, " ".join(filter(None, (spell(first, words, as_command=True).sentence, also)))))
    return sentences


def _problem(finding: Finding, words: Words) -> tuple | None:
    """Tell what makes findings at several cells one problem; None for one that stands alone.

    The same name wherever it stands; in other cells what one repair, or one decision, is good for. What only tells is
    told once.
    """
    of, column = str(finding.values.get("of", "")).partition(":")[0], str(finding.values.get("column", ""))
    if not finding.place.cell and words.has(f"findings.{finding.code}.{_EACH}"):
        return finding.code, column
    if not finding.place.cell or finding.code.startswith("score."):
        return None
    if finding.code == "header.unknown":
        return finding.code, bool(finding.values.get("is_asked"))
    if finding.code.startswith("value."):
        return finding.code, finding.found
    if finding.severity == INFO:
        return (finding.code,)
    return finding.code, of or column, *(finding.values.get(name) for name in ("reason", "low", "high"))


def _also(finding: Finding, first: Finding, words: Words) -> str:
    """Name the place of a finding, with what stands there where that is another thing than at the first."""
    each = _each(finding, words)
    if each:
        return each
    place = _short(finding.place, words)
    if finding.found in ("", first.found):
        return place
    return f"{place} {words('findings.list.quoted', name=_clip(finding.found, NAME_LENGTH))}"


def _each(finding: Finding, words: Words, markdown: bool = False) -> str:
    """Name a finding among others of its code, where it stands at no cell that would name it; empty elsewhere."""
    key = f"findings.{finding.code}.{_EACH}"
    if finding.place.cell or not words.has(key):
        return ""
    values = _values(finding, words, markdown)
    return words(key, **values) if words.needs(key) <= values.keys() else ""


def _key(
    code: str, part: str, reason: object, values: Mapping[str, object], words: Words, as_command: bool = False
) -> str | None:
    endings = (f"_{reason}", *_ENDINGS) if reason else _ENDINGS
    if as_command:
        endings = (*(f"{ending}{_IN_A_SHELL}" for ending in endings), *endings)
    keys = (f"{code}.{part}{ending}" for ending in endings)
    return next((key for key in keys if words.has(key) and words.needs(key) <= values.keys()), None)


def _values(finding: Finding, words: Words, markdown: bool) -> dict[str, object]:
    """Collect what a text may spell; a value that is missing is absent, so that no text with a gap is chosen."""
    escape = _escape if markdown else str
    raw = {name: _in_language(value, words) for name, value in finding.values.items() if value is not None}
    if "columns" in raw and isinstance(raw["columns"], str):
        raw["column"] = raw.pop("columns")
    raw["found"] = "" if finding.found == finding.place.file else _clip(finding.found, FOUND_LENGTH)
    raw |= _composed(finding, raw, words)
    for (code, name), table in _CODES.items():
        if code == finding.code and raw.get(name):
            raw[name] = _named(raw[name], table, words)
    raw |= _suggested(finding, raw)
    values: dict[str, object] = {}
    for name, value in raw.items():
        if isinstance(value, str):
            value = escape(value)
        elif isinstance(value, Sequence):
            # What stands in a file may be long; our own names are not cut.
            shown = [escape(str(one) if name in _OWN_NAMES else _clip(str(one), NAME_LENGTH)) for one in value]
            value = (
                [words("findings.list.quoted", name=one) for one in shown]
                if name == "near"
                else words.first(shown, LISTED)
            )
        if value not in (None, "", []):
            values[name] = value
    form, where = _form(finding.place), escape(_short(finding.place, words))
    values["place"] = words(f"findings.place.{form}", where=f"**{where}**" if markdown else where)
    return values


def _in_language(value: object, words: Words) -> object:
    if isinstance(value, Mapping):
        return value.get(words.language, next(iter(value.values()), None))
    return value


def _composed(finding: Finding, raw: Mapping[str, object], words: Words) -> dict[str, object]:
    """Make the values that are said differently from how they are stored: ranges, sizes, places, methods."""
    made: dict[str, object] = {"range": _range(raw.get("low"), raw.get("high"), words)}
    if "bytes" in raw and "limit" in raw:
        made["size"] = raw["bytes"] / _BYTES_IN_MEGABYTE
        made["most"] = raw["limit"] / _BYTES_IN_MEGABYTE
    if raw.get("first"):
        made["first"] = _short(Place("", str(raw.get("first_sheet", "")), str(raw["first"])), words)
    if raw.get("at"):
        # As Markdown the signs of a moment would be escaped, and it would be none any more.
        at = str(raw["at"])
        with suppress(ValueError):
            made["at"] = (datetime if "T" in at else date).fromisoformat(at)
    if raw.get("kinds"):
        made["codes"] = "|".join(raw["kinds"])
    if finding.code in _OF_METHODS:
        made["found"] = _method(finding.found, words)
        made["known"] = [_method(key, words) for key in raw.get("known", ())]
    return made


def _range(low: float | None, high: float | None, words: Words) -> str:
    """Say which numbers are allowed; nothing when there is no bound."""

    def spelled(bound: float) -> str:
        return words.number(bound, 0 if float(bound).is_integer() else 2)

    if low is None and high is None:
        return ""
    if high is None:
        return words("findings.range.from", low=spelled(low))
    if low is None:
        return words("findings.range.to", high=spelled(high))
    form = "signed" if low < 0 else "between"
    return words(f"findings.range.{form}", low=spelled(low), high=spelled(high))


def _method(key: str, words: Words) -> str:
    """Say the method "2023_regular" or "2023 regular" as people do: its year and the name of its track."""
    year, *track = re.split(r"[ _]", key, maxsplit=1)
    return " ".join((year, *(_named(code, "method.track", words) for code in track)))


def _named(code: object, table: str, words: Words) -> object:
    if isinstance(code, str):
        key = f"{table}.{code}"
        return words(key) if words.has(key) else code
    return [_named(one, table, words) for one in code] if isinstance(code, Sequence) else code


def _suggested(finding: Finding, raw: Mapping[str, object]) -> dict[str, object]:
    """Order what exists by likeness to what was found, and suggest the nearest when it is near enough."""
    wanted = str(raw.get("column" if finding.code == "header.column_missing" else "found") or "")
    is_misspelling = finding.code.startswith(("value.", "header."))
    near = raw.get("near") or raw.get("unused") or (raw.get("known") if is_misspelling else None)
    likely = _by_likeness(wanted, near, LIKENESS)
    made: dict[str, object] = {"near": likely if raw.get("near") else likely[:1]}
    for name in ("known", "present"):
        if len(raw.get(name) or ()) > LISTED:
            made[name] = _by_likeness(wanted, raw[name])
    return made


def _by_likeness(wanted: str, offered: Iterable[object] | None, least: float = 0) -> list[str]:
    """Sort *offered*, the likest to *wanted* first; part of a name counts as likeness, the whole counts more."""
    wanted = wanted[:_LONGEST].casefold()
    names = [str(one) for one in offered or ()]
    likeness = {name: _likeness(wanted, name[:_LONGEST].casefold()) for name in names}
    near = [name for name in names if likeness[name] >= least]
    return sorted(near, key=lambda name: likeness[name] + fuzz.ratio(wanted, name[:_LONGEST].casefold()), reverse=True)


def _likeness(wanted: str, name: str) -> float:
    """Compare two names from 0 to 100; a part counts only if it is long enough not to be there by chance."""
    return (fuzz.WRatio if min(len(wanted), len(name)) >= SHORTEST_PART else fuzz.ratio)(wanted, name)


def _form(place: Place) -> str:
    if place.cell:
        is_number = place.cell.isdecimal()
        if not (place.file or place.sheet):
            return "year" if is_number else "item"
        return "row" if is_number else "cell"
    return "sheet" if place.sheet else "file"


def _short(place: Place, words: Words) -> str:
    """Name a place as a spreadsheet's address bar does, a row by its number, a whole file by its name."""
    match _form(place):
        case "cell" | "item" | "year":
            return f"{place.sheet}!{place.cell}" if place.sheet else place.cell
        case "row":
            return words("findings.place.row_of", sheet=place.sheet, row=place.cell)
        case "sheet":
            return place.sheet
        case _:
            return place.file


def _clip(text: str, length: int) -> str:
    """Shorten a text to so many signs, at the end of a word where one ends near."""
    plain = " ".join(str(text).split())
    if len(plain) <= length:
        return plain
    head = plain[:length].rpartition(" ")[0]
    return f"{(head if 2 * len(head) > length else plain[: length - 1]).rstrip(' ,;–-')}…"


def _escape(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
