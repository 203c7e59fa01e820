"""The command line: the same steps as the pages, for the shell; answers on stdout, words to people on stderr.

Takes arguments and gives an exit code. A command is declared beside the function that answers it, with its name and
arguments (`command.py`), and stands in `COMMANDS`; its help is in the catalogue. Must not compute a figure or word a
finding of its own: it asks what the pages ask and says it in their sentences.
"""

import argparse
import sys
from collections.abc import Sequence

from smartcity import intake
from smartcity.cli import (
    audits,
    composite,
    decisions,
    entries,
    evidence,
    files,
    innovations,
    keeping,
    kit,
    meetings,
    papers,
    plans,
    ranks,
    readiness,
    rules,
    scores,
    surveys,
    tasks,
    users,
)
from smartcity.cli.command import DONE, HAS_ERRORS, WRONG_USAGE, Refused, Reply
from smartcity.intake import DataFolder
from smartcity.records.signs import on_one_line
from smartcity.warehouse import WarehouseBusy
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

COMMANDS = (
    files.build,
    files.check,
    files.commit,
    entries.withdraw,
    entries.restore,
    decisions.decide,
    entries.history,
    scores.score,
    scores.rank,
    ranks.movement,
    ranks.robustness,
    plans.scenarios,
    plans.gain,
    plans.plan,
    tasks.tasks,
    innovations.innovations,
    innovations.report,
    meetings.meetings,
    meetings.meeting,
    evidence.evidence,
    kit.kit,
    readiness.readiness,
    readiness.calendar,
    surveys.respondents,
    scores.coverage,
    scores.trace_score,
    files.write_template,
    rules.rules,
    surveys.survey,
    surveys.quality,
    surveys.skm,
    composite.composite,
    papers.export,
    papers.report,
    papers.meeting_export,
    keeping.backup,
    keeping.doctor,
    users.user,
    audits.audit,
)
"""In the order in which the help lists them."""


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language where argparse would only name the fault."""

    words = Words(DEFAULT_LANGUAGE)

    def error(self, message: str) -> None:
        """Say what is wrong and how the command is written, and leave with the code for wrong usage."""
        self.print_usage(sys.stderr)
        said = self.words("cli.wrong_usage", problem=on_one_line(message), program=self.prog)
        self.exit(WRONG_USAGE, said + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 the input has errors, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = _words_of(arguments)
    chosen = _parser_of(words).parse_args(_joined(sys.argv[1:] if arguments is None else arguments))
    folder = DataFolder.chosen()
    try:
        return chosen.answer(chosen, folder, words).say(chosen.json, words)
    except BrokenPipeError:
        return DONE
    except (Refused, WarehouseBusy, *_FORESEEN, *intake.TROUBLES) as problem:
        return _refusal(problem, folder, words).say(chosen.json, words)


_FORESEEN = (intake.AlreadyLoaded, intake.NotAllowed, intake.NotLoadable)


def _refusal(problem: Exception, folder: DataFolder, words: Words) -> Reply:
    """Say what kept a command from answering."""
    match problem:
        case Refused():
            return Reply(notes=[str(problem)], code=problem.code)
        case WarehouseBusy():
            # A process may have been started with a whole script for an argument.
            process = " ".join(problem.process.split()) or words("cli.another_process")
            return Reply(notes=[words("cli.busy", process=process, pid=problem.pid or "?")], code=WRONG_USAGE)
        case intake.NotAllowed():
            role, action = words(f"ui.person.role.{problem.by.role}"), words(f"access.action.{problem.action}")
            return Reply(notes=[words("access.refused", role=role, action=action)], code=WRONG_USAGE)
        case intake.AlreadyLoaded():
            return entries.already_loaded(problem.line, words)
        case intake.NotLoadable():
            found = problem.inspection
            return files.report(found, words, decisions.proposed(found, folder) if found.snapshot else None)
    trouble = intake.trouble_of(problem, folder)
    sentences = (words(f"trouble.{trouble.code}.{part}", **trouble.values) for part in ("problem", "command"))
    return Reply(notes=[" ".join(sentences)], code=WRONG_USAGE if isinstance(problem, OSError) else HAS_ERRORS)


def _words_of(arguments: Sequence[str] | None) -> Words:
    """Choose the language before anything else is read, because the help and a wrong usage are spoken in it too."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    first.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    try:
        chosen, _ = first.parse_known_args(arguments)
    except argparse.ArgumentError:
        return Words(DEFAULT_LANGUAGE)
    return Words(chosen.language)


def _joined(arguments: Sequence[str]) -> list[str]:
    """Make one word of a command's name that has two, as the parser knows it."""
    name = " ".join(arguments[:2])
    return [name, *arguments[2:]] if name in {command.name for command in COMMANDS} else [*arguments]


def _parser_of(words: Words) -> argparse.ArgumentParser:
    Parser.words = words
    parser = Parser(prog="python -m smartcity", description=words("cli.help.program"))
    names = "|".join(command.name for command in COMMANDS)
    commands = parser.add_subparsers(dest="command", required=True, metavar=names)
    for command in COMMANDS:
        command.add_to(commands, words)
    return parser
