"""Questions and decisions in words, for people at the shell; codes stand as they are to be written into a form."""

from collections.abc import Iterable

from smartcity.intake import Line, Question
from smartcity.intake.journal import ALIAS, SCALE, SUPPOSED
from smartcity.intake.questions import SCALE as OF_SCALE
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import DIFFERENT, IGNORED
from smartcity.wording import Words

LISTED = 8
"""So many places or choices are named in a sentence; the form has them all."""


def question_said(question: Question, words: Words) -> str:
    """Ask one question: what it is about, where it stands, our guess or what it may mean."""
    if question.of == OF_SCALE:
        choices = words.join(question.choices, is_choice=True)
        return words("cli.ask.scale", seen=question.text, choices=choices)
    places = [f"{place.sheet}!{place.cell}" if place.cell else place.sheet or place.file for place in question.places]
    values = {
        "kind": kind_said(question.of, words),
        "text": question.text,
        "places": _listed(dict.fromkeys(places), words),
        "choices": _listed(question.choices, words),
        "guess": question.guess,
        "likeness": question.likeness,
    }
    return words("cli.ask.guess" if question.guess else "cli.ask.open", **values)


def kind_said(of: str, words: Words) -> str:
    """Name a kind of name: "judul kolom", "isian “Jenis kelamin”"."""
    kind, _, where = of.partition(":")
    tables = [table for layout in load_layouts().values() for table in layout.tables]
    headers = [column.header[words.language] for table in tables for column in table.columns if column.code == where]
    return words(f"cli.of.{kind}", column=headers[0] if headers else where)


def line_said(line: Line, words: Words) -> str:
    """Say what a journal line is about: the file of a commit or withdrawal, what a decision says."""
    if line.action == ALIAS:
        kind = kind_said(line.of, words)
        form = "ignored" if line.meaning == IGNORED else "different" if line.of == DIFFERENT else "alias"
        return words(f"cli.decided.{form}", kind=kind, text=line.text, meaning=line.meaning)
    if line.action == SCALE:
        return words("cli.decided.scale", scale=line.scale, file=line.file)
    if line.action in SUPPOSED:
        name = line.scenario or words("simulation.unnamed")
        return words(f"cli.decided.{line.action}", name=name, n=len(line.marks or line.steps))
    if line.rows:
        return words("cli.decided.rows", sheet=line.sheet, rows=words.join(line.rows), file=line.file)
    return line.file


def _listed(names: Iterable[str], words: Words) -> str:
    known = list(names)
    shown = known[:LISTED]
    rest = len(known) - len(shown)
    return words.join([*shown, words("findings.list.more", n=rest)] if rest else shown)
