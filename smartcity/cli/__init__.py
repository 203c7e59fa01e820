"""The command line: the same steps as the pages, for the shell; answers on stdout, words to people on stderr.

Takes arguments and gives an exit code. A command is declared beside the function that answers it, with its name and
arguments (`command.py`), and stands in `COMMANDS`; its help is in the catalogue. Must not compute a figure or word a
finding of its own: it asks what the pages ask and says it in their sentences.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import import_module

from rapidfuzz import process as likeness

from smartcity import intake
from smartcity.access.settings import WrongSettings, require_reach, require_spelt
from smartcity.cli.command import DONE, HAS_ERRORS, WRONG_USAGE, Command, Refused, Reply
from smartcity.intake import DataFolder
from smartcity.method.regions import Home, acting_for, configured_site
from smartcity.records.signs import on_one_line
from smartcity.warehouse import WarehouseBusy
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

_PROGRAM = "python -m smartcity"

COMMANDS = {
    "build": "files.build",
    "check": "files.check",
    "commit": "files.commit",
    "withdraw": "entries.withdraw",
    "restore": "entries.restore",
    "decide": "decisions.decide",
    "history": "entries.history",
    "score": "scores.score",
    "score-all": "batch.score_all",
    "rank": "scores.rank",
    "movement": "ranks.movement",
    "robustness": "ranks.robustness",
    "scenarios": "plans.scenarios",
    "gains": "plans.gain",
    "plan": "plans.plan",
    "tasks": "tasks.tasks",
    "innovations": "innovations.innovations",
    "innovations report": "innovations.report",
    "meetings": "meetings.meetings",
    "meeting": "meetings.meeting",
    "evidence": "evidence.evidence",
    "kit": "kit.kit",
    "fieldwork": "fieldwork.fieldwork",
    "readiness": "readiness.readiness",
    "calendar": "readiness.calendar",
    "regions": "regions.regions",
    "respondents": "surveys.respondents",
    "coverage": "scores.coverage",
    "trace": "scores.trace_score",
    "template": "templates.write_template",
    "rules": "rules.rules",
    "survey": "surveys.survey",
    "quality": "surveys.quality",
    "skm": "surveys.skm",
    "composite": "composite.composite",
    "export": "papers.export",
    "report": "papers.report",
    "meeting export": "papers.meeting_export",
    "backup": "keeping.backup",
    "doctor": "keeping.doctor",
    "lake move": "lake.lake_move",
    "user": "users.user",
    "audit": "audits.audit",
}
"""Where each command stands: a module of this package and a name in it, in the order in which the help lists them.

Only the one that is asked for is imported: most need neither charts nor workbooks.
"""


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language; argparse looks up each of its own texts as gettext does."""

    words = Words(DEFAULT_LANGUAGE)

    def error(self, message: str) -> None:
        """Say what is wrong and how the command is written, and leave with the code for wrong usage."""
        self.print_usage(sys.stderr)
        sentence = self.words("cli.wrong_usage", problem=on_one_line(message), program=self.prog)
        self.exit(WRONG_USAGE, sentence + "\n")


_NO_KEY = re.compile(r"\W+")


def _own_text(text: str) -> str:
    """Return what argparse says, in the user's language; what is not in the catalogue stays as it is."""
    key = f"cli.argparse.{_NO_KEY.sub('_', text).strip('_').lower()}"
    return Parser.words(key) if Parser.words.has(key) else text


def _own_plural(one: str, many: str, n: int) -> str:
    return _own_text(one if n == 1 else many)


argparse._, argparse.ngettext = _own_text, _own_plural


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 the input has errors, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words, region = _said_first(arguments)
    given = _joined(sys.argv[1:] if arguments is None else arguments)
    name, as_json = given[0] if given else "", "--json" in given
    if name not in COMMANDS and name and not name.startswith("-"):
        near = words.join([match for match, *_ in likeness.extract(name, list(COMMANDS), limit=3)], is_choice=True)
        sentence = words("cli.unknown_command", found=name, near=near, program=_PROGRAM)
        return Reply(notes=[sentence], code=WRONG_USAGE).say(as_json, words)
    folder = DataFolder.chosen()
    try:
        require_spelt()
        require_reach(configured_site())
        # What arguments are when nothing is said depends on the region, too.
        with acting_for(_home(region, folder, words)):
            chosen = _parser_of(words, name).parse_args(given)
            return chosen.answer(chosen, folder, words).say(chosen.json, words)
    except BrokenPipeError:
        return DONE
    except (Refused, WarehouseBusy, *_FORESEEN, *intake.TROUBLES) as problem:
        return _refusal(problem, folder, words).say(as_json, words)


def _home(region: str, folder: DataFolder, words: Words) -> Home | None:
    """Return the region that a command is asked for; None for the configured home region."""
    if not region:
        return None
    from smartcity.answers.homes import home_of, homes

    with intake.open_warehouse(folder) as warehouse:
        found = home_of(warehouse, region)
        if found is None:
            known = words.join([one.home for one in homes(warehouse).values()][:_NAMED])
            raise Refused(words("cli.region.out_of_reach", region=region, known=known))
    return found


_NAMED = 5
"""So many regions are named to who asked for one that is none."""

_FORESEEN = (WrongSettings, intake.AlreadyLoaded, intake.NotAllowed, intake.NotLoadable)


def _refusal(problem: Exception, folder: DataFolder, words: Words) -> Reply:
    """Say what kept a command from answering."""
    match problem:
        case Refused():
            return Reply(notes=[str(problem)], code=problem.code)
        case WrongSettings():
            return Reply(notes=[words(f"access.settings.{problem.code}", **problem.values)], code=WRONG_USAGE)
        case WarehouseBusy():
            # A process may have been started with a whole script for an argument.
            process = " ".join(problem.process.split()) or words("cli.another_process")
            return Reply(notes=[words("cli.busy", process=process, pid=problem.pid or "?")], code=WRONG_USAGE)
        case intake.NotAllowed():
            return Reply(notes=[intake.refused(problem, words)], code=WRONG_USAGE)
        case intake.AlreadyLoaded():
            from smartcity.cli import entries

            return entries.already_loaded(problem.line, words)
        case intake.NotLoadable():
            from smartcity.cli import decisions, files

            found = problem.inspection
            return files.report(found, words, decisions.proposed(found, folder) if found.snapshot else None)
    trouble = intake.trouble_of(problem, folder)
    sentences = (words(f"trouble.{trouble.code}.{part}", **trouble.values) for part in ("problem", "command"))
    return Reply(notes=[" ".join(sentences)], code=WRONG_USAGE if isinstance(problem, OSError) else HAS_ERRORS)


def _said_first(arguments: Sequence[str] | None) -> tuple[Words, str]:
    """Read language and region before anything else: the help and a wrong usage are spoken in the one."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    first.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    first.add_argument("--home", default="")
    try:
        chosen, _ = first.parse_known_args(arguments)
    except argparse.ArgumentError:
        return Words(DEFAULT_LANGUAGE), ""
    return Words(chosen.language), chosen.home


def _joined(arguments: Sequence[str]) -> list[str]:
    """Make one word of a command's name that has two, as the parser knows it."""
    name = " ".join(arguments[:2])
    return [name, *arguments[2:]] if name in COMMANDS else [*arguments]


def command(name: str) -> Command:
    """Import the command of a name."""
    module, _, attribute = COMMANDS[name].partition(".")
    return getattr(import_module(f"{__name__}.{module}"), attribute)


def _parser_of(words: Words, name: str) -> argparse.ArgumentParser:
    """Make the parser of the command that is asked for; of all of them where that is none."""
    Parser.words = words
    parser = Parser(prog=_PROGRAM, description=words("cli.help.program"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=words("cli.help.command"))
    for one in (name,) if name in COMMANDS else COMMANDS:
        command(one).add_to(commands, words)
    return parser
