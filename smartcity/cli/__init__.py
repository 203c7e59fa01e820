"""The command line: the same steps as the pages, for the shell; answers on stdout, words to people on stderr."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from smartcity import intake
from smartcity.answers.scores import OFFICIAL, SIMULASI, groups
from smartcity.cli import changes, scores, surveys
from smartcity.cli.composite import composite
from smartcity.cli.decisions.forms import proposed
from smartcity.cli.plans import arguments as plan_arguments
from smartcity.cli.plans import commands as plans
from smartcity.cli.ranks import commands as ranks
from smartcity.cli.speech import DONE, HAS_ERRORS, WRONG_USAGE, Refused, report
from smartcity.intake import DataFolder
from smartcity.method import INDEX
from smartcity.method.layout import load_layouts, template_kinds
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import DOUBTS
from smartcity.scoring.scores import MAPPINGS
from smartcity.survey import FORMS
from smartcity.warehouse import WarehouseBusy
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

COMMANDS = {
    "build": changes.build,
    "check": changes.check,
    "commit": changes.commit,
    "withdraw": changes.withdraw,
    "restore": changes.restore,
    "decide": changes.decide,
    "history": changes.history,
    "score": scores.score,
    "rank": scores.rank,
    "movement": ranks.movement,
    "robustness": ranks.robustness,
    "scenarios": plans.scenarios,
    "gains": plans.gain,
    "plan": plans.plan,
    "respondents": scores.respondents,
    "coverage": scores.coverage,
    "trace": scores.trace_score,
    "template": changes.write_template,
    "survey": surveys.survey,
    "quality": surveys.quality,
    "skm": surveys.skm,
    "composite": composite,
}


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language where argparse would only name the fault."""

    words = Words(DEFAULT_LANGUAGE)

    def error(self, message: str) -> None:
        """Say what is wrong and how the command is written, and leave with the code for wrong usage."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, self.words("cli.wrong_usage", problem=message, program=self.prog) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 the input has errors, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = _words_of(arguments)
    chosen = _parser_of(words).parse_args(arguments)
    try:
        return chosen.run(chosen, DataFolder.chosen(), words)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except WarehouseBusy as busy:
        # A process may have been started with a whole script for an argument.
        process = " ".join(busy.process.split()) or words("cli.another_process")
        who = {"process": process, "pid": busy.pid or "?"}
        print(words("cli.busy", **who), file=sys.stderr)
        return WRONG_USAGE
    except intake.NotLoadable as problem:
        form = proposed(problem.inspection, DataFolder.chosen()) if problem.inspection.snapshot else None
        return report(problem.inspection, chosen.json, words, form)
    except BrokenPipeError:
        return DONE
    except intake.TROUBLES as problem:
        found = intake.trouble_of(problem, DataFolder.chosen())
        said = (words(f"trouble.{found.code}.{part}", **found.values) for part in ("problem", "command"))
        print(*said, file=sys.stderr)
        return WRONG_USAGE if isinstance(problem, OSError) else HAS_ERRORS


def _words_of(arguments: Sequence[str] | None) -> Words:
    """Choose the language before anything else is read, because the help and a wrong usage are spoken in it too."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    first.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    try:
        chosen, _ = first.parse_known_args(arguments)
    except argparse.ArgumentError:
        return Words(DEFAULT_LANGUAGE)
    return Words(chosen.language)


def _parser_of(words: Words) -> argparse.ArgumentParser:
    Parser.words = words
    shared = Parser(add_help=False)
    shared.add_argument("--json", action="store_true", help=words("cli.help.json"))
    shared.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help=words("cli.help.language"))
    said = Parser(add_help=False)
    said.add_argument("--kind", choices=sorted(load_layouts()), help=words("cli.help.kind"))
    said.add_argument("--year", type=int, help=words("cli.help.year"))
    said.add_argument("--track", help=words("cli.help.track"))
    parser = Parser(prog="python -m smartcity", description=words("cli.help.program"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    made = {}
    for name, run in COMMANDS.items():
        parents = [shared, said] if name in ("check", "commit", "template") else [shared]
        made[name] = commands.add_parser(name, parents=parents, help=words(f"cli.help.{name}"))
        made[name].set_defaults(run=run)
    made["build"].add_argument("--empty", action="store_true", help=words("cli.help.empty"))
    for name in ("check", "commit"):
        made[name].add_argument("file", type=Path)
        made[name].add_argument("--decisions", metavar="FORM", type=Path, help=words("cli.help.decisions"))
    made["decide"].add_argument("form", nargs="?", type=Path, help=words("cli.help.form"))
    made["decide"].add_argument("--by", help=words("cli.help.by"))
    made["decide"].add_argument("--why", help=words("cli.help.why"))
    made["commit"].add_argument("--by", required=True, help=words("cli.help.by"))
    made["commit"].add_argument("--replace", metavar="ENTRY", help=words("cli.help.replace"))
    made["restore"].add_argument("entry", help=words("cli.help.withdrawn_entry"))
    made["restore"].add_argument("--by", required=True, help=words("cli.help.by"))
    made["restore"].add_argument("--why", required=True, help=words("cli.help.why"))
    made["withdraw"].add_argument("entry", nargs="?", help=words("cli.help.entry"))
    made["withdraw"].add_argument("--sample", action="store_true", help=words("cli.help.sample"))
    made["withdraw"].add_argument("--by", required=True, help=words("cli.help.by"))
    made["withdraw"].add_argument("--why", required=True, help=words("cli.help.why"))
    for name in ("score", "rank", "respondents", "coverage", "trace"):
        made[name].add_argument("year", type=int)
    for name in ("score", "trace"):
        made[name].add_argument("--region", default=load_site().home, help=words("cli.help.region"))
        made[name].add_argument("--basis", choices=(OFFICIAL, SIMULASI), help=words("cli.help.basis"))
    made["score"].add_argument("--mapping", choices=tuple(MAPPINGS), help=words("cli.help.mapping"))
    made["rank"].add_argument("--among", choices=groups(), default=load_site().province_code)
    made["rank"].add_argument("--track", help=words("cli.help.track"))
    made["rank"].add_argument("--basis", choices=(OFFICIAL, SIMULASI), default=OFFICIAL)
    for name in ("movement", "robustness"):
        made[name].add_argument("year", type=int)
        made[name].add_argument("--among", choices=groups(), default=load_site().province_code)
    made["movement"].add_argument("--before", type=int, help=words("cli.help.before"))
    made["movement"].add_argument("--weights", metavar="YEAR", type=int, help=words("cli.help.weights"))
    made["robustness"].add_argument("--doubt", action="append", choices=DOUBTS, help=words("cli.help.doubt"))
    made["robustness"].add_argument("--points", type=percentage_points, help=words("cli.help.points"))
    made["robustness"].add_argument("--track", help=words("cli.help.track"))
    bases = (OFFICIAL, SIMULASI)
    made["robustness"].add_argument("--basis", choices=bases, help=words("cli.help.doubted_basis"))
    made["robustness"].add_argument("--scenario", metavar="NAME", help=words("cli.help.doubted_scenario"))
    made["robustness"].add_argument("--mapping", choices=tuple(MAPPINGS), help=words("cli.help.mapping"))
    plan_arguments.define(made, words)
    for name in ("survey", "quality"):
        made[name].add_argument("year", type=int)
        made[name].add_argument("--mapping", choices=tuple(MAPPINGS), help=words("cli.help.mapping"))
    for name in ("respondents", "survey", "quality"):
        made[name].add_argument("--form", choices=tuple(FORMS), help=words("cli.help.asked_form"))
    made["skm"].add_argument("file", type=Path)
    made["coverage"].add_argument("--list", help=words("cli.help.list"))
    made["trace"].add_argument("--node", default=INDEX, help=words("cli.help.node"))
    made["composite"].add_argument("definition", type=Path, help=words("cli.help.definition"))
    made["composite"].add_argument("--data", type=Path, required=True, help=words("cli.help.data"))
    made["composite"].add_argument("--year", type=int, help=words("cli.help.only_year"))
    made["template"].add_argument("template_kind", choices=template_kinds())
    made["template"].add_argument("-o", "--output", type=Path, required=True, help=words("cli.help.output"))
    return parser


def percentage_points(text: str) -> float:
    """Read the deviation of a weight, in percentage points."""
    value = float(text.replace(",", "."))
    if not 0 < value < 100:
        raise ValueError(text)
    return value
