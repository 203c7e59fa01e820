"""What people decide about names, scales and rows: asked in words, as a form to fill in, and the command `decide`.

The form is proposed by `check --json`, filled in by a person, and read by `--decisions` and `decide`; codes stand in
the sentences as they are to be written into it.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks.personal import is_personal
from smartcity.cli import arguments
from smartcity.cli.command import Argument, Refused, Reply, command, fields, opened, operator
from smartcity.cli.entries import kind_said, known_entries, line_said, line_shown
from smartcity.cli.given import TooLarge, bytes_of
from smartcity.innovations.lists import NearPair
from smartcity.intake import DataFolder, Inspection, Line, Question
from smartcity.intake.questions import SCALE
from smartcity.method.layout import normalise
from smartcity.records.decisions import DIFFERENT, IGNORED, INNOVATION, NOTHING, ROW, Alias, Decisions
from smartcity.records.findings import Place
from smartcity.wording import Words

LISTED = 8
"""So many places or choices are named in a question; the form has them all."""

MOST_KNOWN = 12
"""So many of the things that exist are named where the form has another one."""

_KEYS = ("file", "snapshot", "matches", "scale", "rows")
_MATCH_KEYS = ("of", "text", "places", "guess", "likeness", "choices", "is_needed", "meaning")
_SCALE_KEYS = ("found", "choices", "value")
_ROW_KEYS = ("sheet", "row", "codes", "leave_out")
_TYPES = {"table": dict, "list": list, "text": str, "number": int, "truth": bool}
"""What a part of the form can be, by the key of its name below `cli.form`."""

Row = tuple[str, int]


@dataclass(frozen=True)
class Filled:
    """A form that a person filled in: what was decided, of which file, and rows that are to come in again."""

    decisions: Decisions = NOTHING
    snapshot: str = ""
    take_in: frozenset[Row] = field(default_factory=frozenset)


def proposed(found: Inspection, folder: DataFolder) -> dict[str, object]:
    """Propose the form for a file that was inspected.

    It has what was decided with the file, what is still asked, and the rows that are marked.
    """
    meanings = intake.known_meanings(folder) if found.decisions else {}
    standing = intake.decided(folder, found.snapshot) if found.snapshot else NOTHING
    given = [_decided(alias, meanings.get(alias.of, ())) for alias in found.decisions.latest]
    open_ones = [match_of(question) for question in found.questions if question.of != SCALE]
    return {
        "file": found.file,
        "snapshot": found.snapshot,
        "matches": [*given, *open_ones],
        "scale": _scale(found, meanings.get(SCALE, ())),
        "rows": _rows(found, standing.left_out | found.decisions.left_out),
    }


def match_of(question: Question) -> dict[str, object]:
    """Return a question as it stands in a form, not yet decided."""
    return {
        **fields(question, "of", "text"),
        "places": [_spelled(place) for place in question.places],
        "guess": question.guess,
        "likeness": round(question.likeness, 1),
        **fields(question, "choices", "is_needed"),
        "meaning": None,
    }


def _decided(alias: Alias, choices: Sequence[str]) -> dict[str, object]:
    again = Question(alias.of, alias.text, "", 0.0, tuple(choices), (), is_needed=False)
    return {**match_of(again), "meaning": alias.meaning}


def _scale(found: Inspection, choices: Sequence[str]) -> dict[str, object] | None:
    if found.decisions.scale:
        return {"found": None, "choices": list(choices), "value": found.decisions.scale}
    open_one = next((question for question in found.questions if question.of == SCALE), None)
    return open_one and {**fields(open_one, "found=text", "choices"), "value": None}


def _rows(found: Inspection, left_out: frozenset[Row]) -> list[dict[str, object]]:
    """List the rows that quality findings mark and those that stay out, in the order in which they stand."""
    codes: dict[Row, list[str]] = {row: [] for row in left_out}
    for finding in found.findings:
        row = row_of(finding.place)
        if row is not None and finding.code.startswith("quality.") and finding.code not in codes.setdefault(row, []):
            codes[row].append(finding.code)
    return [
        {"sheet": sheet, "row": row, "codes": own, "leave_out": (sheet, row) in left_out}
        for (sheet, row), own in sorted(codes.items())
    ]


def row_of(place: Place) -> Row | None:
    """Return the sheet and row of a cell; None of a place that is no cell."""
    number = "".join(sign for sign in place.cell if sign.isdecimal())
    return (place.sheet, int(number)) if number else None


def _spelled(place: Place) -> str:
    return "!".join(part for part in (place.sheet, place.cell) if part) or place.file


def read_form(path: Path, folder: DataFolder, words: Words, *, snapshot: str = "") -> Filled:
    """Read a form that a person filled in; what is null is undecided, "" is ignored.

    Args:
        path: The JSON file.

        folder: The data folder, which knows what names may mean.

        words: The language of a refusal.

        snapshot: The file that the form must be of, where there is one.

    Raises:
        Refused: If anything is wrong; the sentence names every fault, with what exists instead.
    """
    try:
        raw = json.loads(bytes_of(path).decode("utf-8-sig"))
    except (OSError, TooLarge) as problem:
        raise Refused(words("cli.form.not_found", path=str(path))) from problem
    except (ValueError, RecursionError) as problem:
        place = {"line": getattr(problem, "lineno", 1), "column": getattr(problem, "colno", 1)}
        raise Refused(words("cli.form.not_json", path=str(path), **place)) from problem
    reading = _Reading(folder, words)
    filled = reading.form(raw, snapshot)
    if reading.problems:
        raise Refused(words("cli.form.refused", path=str(path), problems="\n".join(reading.problems)))
    return filled


class _Reading:
    """One reading of a form, which goes on after a fault so that all are said at once."""

    def __init__(self, folder: DataFolder, words: Words) -> None:
        self.folder, self.words = folder, words
        self.meanings = intake.known_meanings(folder)
        self.problems: list[str] = []

    def form(self, raw: object, snapshot: str) -> Filled:
        """Read the whole form."""
        if not self._is_table(raw, "", _KEYS):
            return Filled()
        given = self._text(raw, "snapshot", "snapshot", can_be_blank=True) if raw.get("snapshot") is not None else ""
        if given and snapshot and given != snapshot:
            self._note("", "other_file", file=str(raw.get("file") or given[:12]))
        matches = self._list(raw, "matches")
        aliases = [self._alias(one, f"matches[{number}]") for number, one in enumerate(matches)]
        decided = [alias for alias in aliases if alias is not None]
        self._note_conflicts(decided)
        standing = intake.decided(self.folder, snapshot or given)
        rows = [self._row(one, f"rows[{number}]") for number, one in enumerate(self._list(raw, "rows"))]
        out = frozenset(row for row, is_out in filter(None, rows) if is_out)
        take_in = frozenset(row for row, is_out in filter(None, rows) if not is_out) & standing.left_out
        scale = self._scale(raw.get("scale"))
        return Filled(Decisions(tuple(decided), scale, out - standing.left_out), snapshot or given, take_in)

    def _alias(self, raw: object, where: str) -> Alias | None:
        """Read one name; None while it is undecided or where it is at fault."""
        if not self._is_table(raw, where, _MATCH_KEYS):
            return None
        of, text = self._text(raw, "of", f"{where}.of"), self._text(raw, "text", f"{where}.text")
        if of and (of not in self.meanings or of == SCALE):
            known = [name for name in self.meanings if name != SCALE]
            self._note(f"{where}.of", "unknown_kind", found=of, known=self.words.join(known))
            return None
        if raw.get("meaning") is None:
            return None
        meaning = self._text(raw, "meaning", f"{where}.meaning", can_be_blank=True)
        if not of or not text or meaning is None:
            return None
        if is_personal(text):
            self._note(f"{where}.text", "personal")
            return None
        if meaning == IGNORED:
            guess = raw.get("guess")
            is_pair = of == INNOVATION and isinstance(guess, str) and guess
            return Alias(DIFFERENT, text, guess) if is_pair else Alias(of, text, IGNORED)
        known = self._known(of, meaning)
        if known is None:
            nearest = self._listed(sorted(self.meanings[of], key=lambda one: -fuzz.ratio(one, meaning)))
            self._note(f"{where}.meaning", "unknown_meaning", found=meaning, text=text, known=nearest)
        return None if known is None else Alias(of, text, known)

    def _known(self, of: str, meaning: str) -> str | None:
        """Return the meaning as it is listed; case, spaces and punctuation of a name do not matter."""
        if meaning in self.meanings[of]:
            return meaning
        same = [known for known in self.meanings[of] if normalise(known) == normalise(meaning)]
        return same[0] if len(same) == 1 else None

    def _note_conflicts(self, aliases: Iterable[Alias]) -> None:
        first: dict[tuple[str, str], str] = {}
        for alias in aliases:
            if first.setdefault(alias.key, alias.meaning) != alias.meaning:
                self._note(alias.of, "twice", text=alias.text)

    def _scale(self, raw: object) -> str:
        if raw is None or not self._is_table(raw, "scale", _SCALE_KEYS) or raw.get("value") is None:
            return ""
        value = raw["value"]
        if value not in self.meanings[SCALE]:
            self._note("scale.value", "unknown_scale", found=str(value), known=self._listed(self.meanings[SCALE]))
            return ""
        return value

    def _row(self, raw: object, where: str) -> tuple[Row, bool] | None:
        if not self._is_table(raw, where, _ROW_KEYS):
            return None
        sheet = self._text(raw, "sheet", f"{where}.sheet")
        number, leave_out = raw.get("row"), raw.get("leave_out", False)
        is_number = self._is(number, f"{where}.row", "number")
        is_truth = self._is(leave_out, f"{where}.leave_out", "truth")
        return ((sheet, number), leave_out) if sheet and is_number and is_truth else None

    def _is(self, value: object, where: str, kind: str, *, is_allowed: bool = True) -> bool:
        """Say whether *value* is of the *kind* that belongs there, and note it where it is not."""
        is_right = type(value) is _TYPES[kind] and is_allowed
        if not is_right:
            shown = json.dumps(value, ensure_ascii=False)[:80]
            self._note(where, "wrong_type", found=shown, expected=self.words(f"cli.form.{kind}"))
        return is_right

    def _is_table(self, raw: object, where: str, keys: Sequence[str]) -> bool:
        if not self._is(raw, where, "table"):
            return False
        for key in raw:
            if key not in keys:
                self._note(where, "unknown_key", found=key, known=self._listed(keys))
        return True

    def _list(self, raw: Mapping, key: str) -> list:
        value = raw.get(key)
        return value if value is not None and self._is(value, key, "list") else []

    def _text(self, raw: Mapping, key: str, where: str, *, can_be_blank: bool = False) -> str | None:
        value = raw.get(key)
        is_allowed = can_be_blank or bool(str(value).strip())
        return value if self._is(value, where, "text", is_allowed=is_allowed) else None

    def _note(self, where: str, problem: str, **values: object) -> None:
        sentence = self.words(f"cli.form.{problem}", **values)
        self.problems.append(f"- {where}: {sentence}" if where else f"- {sentence}")

    def _listed(self, known: Iterable[str]) -> str:
        return self.words.join(self.words.first(known, MOST_KNOWN))


def require_rows(filled: Filled, found: Inspection, words: Words) -> None:
    """Raise `Refused` when rows are left out that the file does not have, or an earlier decision is to be undone."""
    if filled.take_in:
        raise Refused(words("cli.form.standing_rows", rows=_rows_said(filled.take_in, words)))
    there = {row_of(finding.place) for finding in found.findings if finding.code == "row.left_out"}
    absent = filled.decisions.left_out - there if found.checked is not None else ()
    if absent:
        raise Refused(words("cli.form.no_such_row", rows=_rows_said(absent, words)))


def _rows_said(rows: Iterable[Row], words: Words) -> str:
    return words.join(words("cli.form.row", sheet=sheet, row=row) for sheet, row in sorted(rows))


def questions_said(questions: Iterable[Question], words: Words) -> Iterator[str]:
    """Ask the questions; of those of one kind that we have no guess for, one in full and the others by their texts."""
    alike: dict[tuple, list[Question]] = {}
    for question in questions:
        key = (question.of, question.text) if question.guess else (question.of, question.choices)
        alike.setdefault(key, []).append(question)
    for first, *others in alike.values():
        names = [words("findings.list.quoted", name=one.text) for one in others]
        also = words("cli.ask.also", names=words.join(words.first(names, LISTED))) if names else ""
        yield " ".join(filter(None, (question_said(first, words), also)))


def question_said(question: Question, words: Words) -> str:
    """Ask one question: what it is about, where it stands, our guess or what it may mean."""
    if question.of == SCALE:
        choices = words.join(question.choices, is_choice=True)
        return words("cli.ask.scale", seen=question.text, choices=choices)
    places = [f"{place.sheet}!{place.cell}" if place.cell else place.sheet or place.file for place in question.places]
    values = {
        "kind": kind_said(question.of, words),
        "text": question.text,
        "places": words.join(words.first(dict.fromkeys(places), LISTED)),
        "choices": words.join(words.first(question.choices, LISTED)),
        "guess": question.guess,
        "likeness": question.likeness,
    }
    if not question.choices:
        return words("cli.ask.blank_row" if question.of.startswith(ROW) else "cli.ask.blank", **values)
    return words("cli.ask.guess" if question.guess else "cli.ask.open", **values)


@command("decide", Argument("form", nargs="?", type=Path, help="form"), arguments.BY, arguments.WHY)
def decide(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Decide what names mean and which rows of a loaded file stay out; without a form, propose one for near names."""
    with opened(folder, words, read_only=chosen.form is None) as warehouse:
        if chosen.form is None:
            return _near_names(scores.near_innovations(warehouse), words)
        if not chosen.by or not chosen.why:
            raise Refused(words("cli.by_and_why"))
        filled = read_form(chosen.form, folder, words)
        given = (filled.decisions, operator(chosen.by), chosen.why, warehouse)
        with known_entries("cli.form.not_loaded", words, 12):
            lines = intake.decide(folder, *given, snapshot=filled.snapshot, take_in=filled.take_in)
    notes = [_line_taken(line, words) for line in lines] or [words("cli.decided.nothing")]
    return Reply([line_shown(line) for line in lines], notes=notes)


def _line_taken(line: Line, words: Words) -> str:
    action = words(f"cli.action.{line.action}")
    return words("cli.decided.done", entry=line.id, action=action, said=line_said(line, words))


def _near_names(pairs: Sequence[NearPair], words: Words) -> Reply:
    matches = [
        Question(INNOVATION, pair.first, pair.second, pair.likeness, (pair.second,), (), is_needed=False)
        for pair in pairs
    ]
    notes = [words("cli.ask.near", **fields(one, "text", "guess", "likeness")) for one in matches]
    notes.append(words("cli.ask.near_how" if pairs else "cli.ask.near_none"))
    return Reply({"matches": [match_of(one) for one in matches]}, notes=notes)
