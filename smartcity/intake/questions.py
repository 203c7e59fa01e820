"""What a person may decide about a file: names that nobody knows, with our guess, and the scale of its form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from smartcity.checks import Reference, RowPlace
from smartcity.checks.personal import MARK, is_personal
from smartcity.innovations.lists import PART_LIKENESS, decided_names, is_part, near_known
from smartcity.intake.meanings import Spellings, scales_of, spellings_of
from smartcity.method.layout import Layout, load_layouts, normalise
from smartcity.method.regions import load_site
from smartcity.records.decisions import ANSWER, HEADER, INNOVATION, SERVICE, SHEET, spelling
from smartcity.records.findings import Finding, Place

SCALE = "scale"
"""The kind of the one question that is about no name: which scale the form had."""

MOST_ASKED = 200
"""So many names of one kind are asked about at a time; nobody answers more, and the rest come with the next check."""

INNOVATIONS = "innovations"
_OF_NAMES = ("value.", "header.", "sheet.", "cell.", "skm.", "file.year_unknown")
_OF_SCALE = ("value.other_scale", "value.scale_doubt")
_REGION_TYPES = frozenset({"kabupaten", "kab", "kota"})


@dataclass(frozen=True, slots=True)
class Question:
    """A name that is unknown or nearly known, asked about once however often it stands in the file.

    *of* is a kind of name of `smartcity.records.decisions`, or `SCALE`; *guess* what we take it for, "" when nothing
    is near enough; *likeness* of the likest choice in percent; *choices* the codes or names that it may mean;
    *places* where it stands; *is_needed* whether an error stands until it is decided; *is_ignorable* whether it may
    mean nothing.
    """

    of: str
    text: str
    guess: str
    likeness: float
    choices: tuple[str, ...]
    places: tuple[Place, ...]
    is_needed: bool
    is_ignorable: bool = True


def questions_of(findings: Sequence[Finding], layout: Layout, reference: Reference) -> tuple[Question, ...]:
    """Ask about every name that *findings* call unknown or nearly known, those first that an error hangs on.

    A name that is personal data is never asked about.
    """
    by_name: dict[tuple[str, str], list[Finding]] = {}
    counts: dict[str, int] = {}
    for finding in findings:
        of, text = _name_of(finding)
        key = of, spelling(of, text)
        if not of or (key not in by_name and (counts.get(of, 0) >= MOST_ASKED or _is_private(of, text))):
            continue
        if key not in by_name:
            counts[of] = counts.get(of, 0) + 1
        by_name.setdefault(key, []).append(finding)
    missing = _missing(findings, layout, reference)
    known = {of: spellings_of(of, reference) for of in counts}
    questions = [_question(of, own, known[of], missing, reference) for (of, _), own in by_name.items()]
    questions = [one for one in questions if one.choices or one.is_ignorable]
    questions += _scale(findings, layout)
    return tuple(sorted(questions, key=lambda question: not question.is_needed))


def answerable(findings: Iterable[Finding], questions: Iterable[Question]) -> Iterator[Finding]:
    """Yield the findings, those that a question can answer with `is_asked`, the only ones whose sentence speaks of it.

    One about a name that nobody is asked about goes without the kind of name it is of.
    """
    names = {(question.of, spelling(question.of, question.text)) for question in questions}
    for finding in findings:
        of, text = _name_of(finding)
        if of and (of, spelling(of, text)) in names:
            yield replace(finding, values={**finding.values, "is_asked": True})
        elif of and "of" in finding.values:
            kept = {name: value for name, value in finding.values.items() if name not in ("of", "text")}
            yield replace(finding, values=kept)
        else:
            yield finding


def _name_of(finding: Finding) -> tuple[str, str]:
    """Return the kind and the text of the name that a finding is about; nothing for one that a name cannot solve."""
    if finding.code == "value.unknown_service":
        return SERVICE, finding.found
    if not finding.code.startswith(_OF_NAMES):
        return "", ""
    return str(finding.values.get("of", "")), str(finding.values.get("text", ""))


def _is_private(of: str, text: str) -> bool:
    return not spelling(of, text) or MARK in text or is_personal(text)


def _question(
    of: str, findings: Sequence[Finding], known: Spellings, missing: Mapping[str, frozenset[str]], reference: Reference
) -> Question:
    first = findings[0]
    text = _name_of(first)[1]
    kind = of.partition(":")[0]
    choices = _choices(of, findings, known)
    likely = _innovation(text, reference) if of in (SERVICE, INNOVATION) else None
    guess, likeness = likely or _likest(of, text, choices)
    if guess and kind == HEADER and _is_another_column(text, guess):
        guess, likeness = "", 0.0
    near = load_site().near
    is_needed = any(finding.is_error for finding in findings) or any(
        guess in missing.get(finding.place.sheet if kind == HEADER else kind, ()) for finding in findings
    )
    return Question(
        of=of,
        text=text,
        guess=guess if likeness >= near else "",
        likeness=likeness,
        choices=tuple(choices),
        places=tuple(finding.place for finding in findings),
        is_needed=is_needed,
        is_ignorable=not any(finding.values.get("is_required") for finding in findings),
    )


def _is_another_column(text: str, guess: str) -> bool:
    """Say whether a title is the very name of another column, which only tables of other kinds have: "Dimensi"."""
    tables = (table for layout in load_layouts().values() for table in layout.tables)
    named = {table.by_name[normalise(text)] for table in tables if normalise(text) in table.by_name}
    return bool(named) and guess not in named


def _choices(of: str, findings: Sequence[Finding], known: Spellings) -> Spellings:
    """Leave out what the name cannot mean here: columns that its sheets have, items of another method."""
    taken = frozenset.intersection(*(frozenset(finding.values.get("taken", ())) for finding in findings))
    own = {code for finding in findings for code in finding.values.get("choices", known)}
    return {code: spelled for code, spelled in known.items() if code in own and code not in taken}


_LONGEST = 600
"""Signs of a name that are compared with others."""


def _likest(of: str, text: str, choices: Spellings) -> tuple[str, float]:
    """Return the choice whose spelling is likest to *text*, and how like it is; none where two are equally like."""
    best, highest, is_shared = "", 0.0, False
    for code, spelled in choices.items():
        likeness = max((_likeness(of, text, name) for name in spelled), default=0.0)
        if of.startswith(HEADER) and code in _rated() and any(_asks_for(text, name) for name in spelled):
            likeness = max(likeness, PART_LIKENESS)
        if likeness > highest:
            best, highest, is_shared = code, likeness, False
        elif likeness == highest:
            is_shared = True
    return "" if is_shared else best, highest


@cache
def _rated() -> frozenset[str]:
    """Collect the codes of elements that are rated."""
    columns = (column for layout in load_layouts().values() for table in layout.tables for column in table.columns)
    return frozenset(column.code for column in columns if column.type == "rating")


def _asks_for(text: str, name: str) -> bool:
    """Say whether a whole question stands around the name of an element; one word may mean something else in it."""
    plain = normalise(name)
    return " " in plain and f" {plain} " in f" {normalise(text[:_LONGEST])} "


def _likeness(of: str, text: str, name: str) -> float:
    """Compare letters as they stand and with the words in order; a name within another counts as a part of it.

    Of a region only what its type leaves is compared. Answers have no parts: "tidak setuju" holds "setuju".
    """
    one, other = normalise(text[:_LONGEST]), normalise(name)
    if of == "region" and _without_type(one):
        one, other = _without_type(one), _without_type(other)
    part = PART_LIKENESS if of != ANSWER and is_part(one.split(), other.split()) else 0.0
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other), part)


def _without_type(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in _REGION_TYPES else name


def near_matches(rows: Iterable[RowPlace], file: str, reference: Reference) -> Iterator[Finding]:
    """Name the innovations of a list that are spelt nearly like one that is loaded, each of them once.

    *rows* are the places of the file's values; what a person has decided on is not named.
    """
    decided = decided_names(reference.decisions.aliases)
    named = {row.raw: row for row in reversed([*rows]) if (row.table, row.field) == (INNOVATIONS, "name")}
    new = [name for name in reversed(named) if normalise(name) not in decided.taken_as]
    near: dict[str, list[str]] = {}
    for pair in near_known(new, reference.innovations, load_site().near, decided):
        near.setdefault(pair.first, []).append(pair.second)
    for name in filter(near.__contains__, new):
        values = {"of": INNOVATION, "text": name, "near": near[name]}
        yield Finding("value.near_match", Place(file, named[name].sheet, named[name].cell), name, values)


def _innovation(text: str, reference: Reference) -> tuple[str, float] | None:
    """Return the listed innovation that a name most likely is, by the rules that compare lists."""
    decided = decided_names(reference.decisions.aliases)
    pair = next(iter(near_known([text], reference.innovations, load_site().near, decided)), None)
    return None if pair is None else (pair.second, pair.likeness)


def _missing(findings: Iterable[Finding], layout: Layout, reference: Reference) -> Mapping[str, frozenset[str]]:
    """Collect what an error says is not there: columns and items by sheet, and under "sheet" dimensions and tables."""
    missing: dict[str, set[str]] = {}
    columns = {column.header["id"]: column.code for table in layout.tables for column in table.columns}
    items = [item.code for method in reference.methods.all for item in method.survey_items]
    sheets = {one.name: one.code for one in reference.dimensions} | {table.sheet: table.code for table in layout.tables}
    for finding in findings:
        if finding.code == "header.column_missing":
            name = str(finding.values["column"])
            missing.setdefault(finding.place.sheet, set()).add(columns.get(name, name))
        elif finding.code == "header.missing":
            # Without a known title each of them may be what is missing, whatever we take it for.
            missing.setdefault(finding.place.sheet, set()).update(("", *columns.values(), *items))
        elif finding.code == "sheet.missing":
            missing.setdefault(SHEET, set()).update({sheets.get(str(finding.values["sheet"]), "")} - {""})
    return {where: frozenset(codes) for where, codes in missing.items()}


def _scale(findings: Iterable[Finding], layout: Layout) -> list[Question]:
    """Ask which scale the form had, where its answers leave that open."""
    own = [finding for finding in findings if finding.code in _OF_SCALE]
    if not own:
        return []
    first = min(own, key=lambda finding: not finding.is_error)
    seen = str(first.values["scale"])
    guess, likeness = (seen, 100.0) if first.is_error else ("", 0.0)
    places = tuple(finding.place for finding in own)
    return [Question(SCALE, seen, guess, likeness, scales_of(layout), places, first.is_error, is_ignorable=False)]
