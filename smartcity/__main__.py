"""`python -m smartcity`: the same steps as the pages, for the shell; answers on stdout, words to people on stderr."""

import argparse
import json
import math
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from smartcity import inquiry, intake
from smartcity.checks import Options
from smartcity.findings import Finding, Place
from smartcity.intake import DataFolder, Inspection, Line
from smartcity.layout import load_layouts, normalise
from smartcity.method import INDEX, MethodMissing, load_dimensions, load_methods
from smartcity.regions import Regions, load_site
from smartcity.scoring import MAPPINGS
from smartcity.warehouse import WarehouseBusy, trace
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words
from smartcity.wording.messages import spell
from smartcity.workbook.templates import template

DONE, HAS_ERRORS, WRONG_USAGE = 0, 1, 2
TEMPLATES = ("survey", "innovations", "results", "marks")
_CODE_IN_ONE = re.compile(r"^(\d{2})(\d{2})$")


class Refused(Exception):
    """A command that cannot be carried out; the sentence is for people, the code for the shell."""

    def __init__(self, sentence: str, code: int = WRONG_USAGE) -> None:
        super().__init__(sentence)
        self.code = code


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
            stream.reconfigure(encoding="utf-8")
    words = _words(arguments)
    chosen = _parser(words).parse_args(arguments)
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
        return _report(problem.inspection, chosen.json, words)
    except intake.JournalDamaged as problem:
        print(words("cli.journal_damaged", path=str(problem.path), line=problem.number), file=sys.stderr)
        return HAS_ERRORS
    except BrokenPipeError:
        return DONE
    except TimeoutError:
        print(words("cli.busy", process=words("cli.another_process"), pid="?"), file=sys.stderr)
        return WRONG_USAGE
    except OSError as problem:
        print(words("cli.not_writable", path=problem.filename or ""), file=sys.stderr)
        return WRONG_USAGE


def _words(arguments: Sequence[str] | None) -> Words:
    """Choose the language before anything else is read, because the help and a wrong usage are spoken in it too."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    first.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    try:
        chosen, _ = first.parse_known_args(arguments)
    except argparse.ArgumentError:
        return Words(DEFAULT_LANGUAGE)
    return Words(chosen.language)


def _parser(words: Words) -> argparse.ArgumentParser:
    Parser.words = words
    shared = Parser(add_help=False)
    shared.add_argument("--json", action="store_true", help=words("cli.help.json"))
    shared.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE, help=words("cli.help.language"))
    said = Parser(add_help=False)
    said.add_argument("--kind", choices=sorted(load_layouts()), help=words("cli.help.kind"))
    said.add_argument("--year", type=int, help=words("cli.help.year"))
    said.add_argument("--track", help=words("cli.help.track"))
    parser = Parser(prog="python -m smartcity", description=words("cli.help.program"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(_COMMANDS))
    made = {}
    for name, run in _COMMANDS.items():
        parents = [shared, said] if name in ("check", "commit", "template") else [shared]
        made[name] = commands.add_parser(name, parents=parents, help=words(f"cli.help.{name}"))
        made[name].set_defaults(run=run)
    made["build"].add_argument("--empty", action="store_true", help=words("cli.help.empty"))
    for name in ("check", "commit"):
        made[name].add_argument("file", type=Path)
    made["commit"].add_argument("--by", required=True, help=words("cli.help.by"))
    made["withdraw"].add_argument("entry", nargs="?", help=words("cli.help.entry"))
    made["withdraw"].add_argument("--sample", action="store_true", help=words("cli.help.sample"))
    made["withdraw"].add_argument("--by", required=True, help=words("cli.help.by"))
    made["withdraw"].add_argument("--why", required=True, help=words("cli.help.why"))
    for name in ("score", "rank", "respondents", "coverage", "trace"):
        made[name].add_argument("year", type=int)
    for name in ("score", "trace"):
        made[name].add_argument("--region", default=load_site().home, help=words("cli.help.region"))
        made[name].add_argument("--basis", choices=(inquiry.OFFICIAL, inquiry.SIMULASI), help=words("cli.help.basis"))
    made["score"].add_argument("--mapping", choices=tuple(MAPPINGS), help=words("cli.help.mapping"))
    made["rank"].add_argument("--among", choices=inquiry.groups(), default=load_site().province_code)
    made["rank"].add_argument("--track", help=words("cli.help.track"))
    made["rank"].add_argument("--basis", choices=(inquiry.OFFICIAL, inquiry.SIMULASI), default=inquiry.OFFICIAL)
    made["coverage"].add_argument("--list", help=words("cli.help.list"))
    made["trace"].add_argument("--node", default=INDEX, help=words("cli.help.node"))
    made["template"].add_argument("template_kind", choices=TEMPLATES)
    made["template"].add_argument("-o", "--output", type=Path, required=True, help=words("cli.help.output"))
    return parser


def _print_json(answer: object) -> None:
    print(json.dumps(_plain(answer), ensure_ascii=False, indent=1))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if hasattr(value, "item"):
        return value.item()
    return value


def _content(path: Path, kind: str | None) -> bytes:
    """Read the file; raises `intake.NotLoadable` when it is not there or may not be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        missing = Finding("file.not_found", Place(str(path)), str(path))
        raise intake.NotLoadable(Inspection(path.name, "", kind, None, (missing,))) from problem


def _track(spoken: str | None, words: Words) -> str | None:
    if spoken is None:
        return None
    labels = intake.track_labels()
    code = labels.get(normalise(spoken))
    if code is None:
        raise Refused(words("cli.unknown_track", found=spoken, known=words.join(sorted(set(labels.values())))))
    return code


def _options(chosen: argparse.Namespace, words: Words) -> Options:
    return Options(chosen.kind, chosen.year, _track(chosen.track, words))


def _region(spoken: str, known: Regions, words: Words) -> str:
    region = known.find(spoken) or known.find(_CODE_IN_ONE.sub(r"\1.\2", spoken))
    if region is None:
        raise Refused(words("cli.unknown_region", found=spoken, near=words.join(known.near(spoken), is_choice=True)))
    return region.name


def _finding(finding: Finding, words: Words) -> dict:
    message = spell(finding, words)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sheet": finding.place.sheet or None,
        "cell": finding.place.cell or None,
        "found": message.found,
        "expected": message.expected,
        "fix": message.fix,
    }


def _report(found: Inspection, as_json: bool, words: Words) -> int:
    if as_json:
        _print_json(
            {
                "loadable": found.is_loadable,
                "kind": found.kind,
                "year": found.year,
                "rows_read": found.rows_read,
                "findings": [_finding(finding, words) for finding in found.findings],
            }
        )
    for finding in found.findings:
        print(f"{words(f'findings.severity.{finding.severity}')}: {spell(finding, words).sentence}", file=sys.stderr)
    verdict = "cli.loadable" if found.is_loadable else "cli.not_loadable"
    print(words(verdict, n=len(found.findings), rows=found.rows_read), file=sys.stderr)
    return DONE if found.is_loadable else HAS_ERRORS


def build(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Make the warehouse from `raw/`."""
    intake.build(folder, empty=chosen.empty)
    with intake.open_warehouse(folder) as warehouse:
        stamp = dict(warehouse.stamp())
    if chosen.json:
        _print_json({**stamp, "files": int(stamp["files"])})
    print(words("cli.built", files=stamp["files"], path=str(folder.warehouse)), file=sys.stderr)
    return DONE


def check(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Judge a file without changing anything."""
    options = _options(chosen, words)
    content = _content(chosen.file, chosen.kind)
    return _report(intake.inspect(folder, content, chosen.file.name, options), chosen.json, words)


def commit(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Load a file whole or not at all."""
    options = _options(chosen, words)
    content = _content(chosen.file, chosen.kind)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        try:
            line, found = intake.commit(folder, content, chosen.file.name, chosen.by, options, warehouse)
        except intake.AlreadyLoaded as problem:
            line = problem.line
            values = {"entry": line.id, "at": words.moment(line.moment), "by": line.by, "file": line.file}
            if chosen.json:
                _print_json({"entry": line.id, "already_loaded": True})
            print(words("cli.already_loaded", **values), file=sys.stderr)
            return HAS_ERRORS
    if chosen.json:
        _print_json({"entry": line.id, **_line(line), "findings": [_finding(one, words) for one in found.findings]})
    print(words("cli.committed", entry=line.id, file=line.file, rows=found.rows_read), file=sys.stderr)
    return DONE


def withdraw(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Take back one entry, or every invented sample."""
    if bool(chosen.entry) == chosen.sample:
        raise Refused(words("cli.entry_or_sample"))
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        entries = [chosen.entry] if chosen.entry else [line.id for line in intake.samples(folder)]
        if not entries:
            print(words("cli.no_sample"), file=sys.stderr)
            return DONE
        try:
            lines = intake.withdraw(folder, entries, chosen.by, chosen.why, warehouse)
        except intake.UnknownEntry as problem:
            known = words.join(f"{line.id} ({line.file})" for line in problem.known) or "–"
            raise Refused(words("cli.unknown_entry", found=problem.entry, known=known)) from problem
    if chosen.json:
        _print_json([_line(line) for line in lines])
    for line in lines:
        print(words("cli.withdrawn", entry=line.entry, file=line.file), file=sys.stderr)
    return DONE


def _line(line: Line) -> dict:
    shown = ("id", "action", "at", "by", "file", "kind", "year", "track", "is_sample", "entry", "why", "snapshot")
    return {name: getattr(line, name) for name in shown if getattr(line, name) not in ("", None)}


def history(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """List what was committed and withdrawn."""
    lines = intake.history(folder)
    standing = {line.id for line in intake.active(folder)}
    if chosen.json:
        _print_json([{**_line(line), "active": line.id in standing} for line in lines])
        return DONE
    for line in lines:
        state = words("cli.state_active") if line.id in standing else words("cli.state_past")
        what = words(f"cli.action.{line.action}")
        year = "" if line.year is None else str(line.year)
        row = (line.id, words.moment(line.moment), line.by, what, line.file, line.kind, year, state, line.why)
        print("\t".join(row))
    return DONE


def score(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Say a region's score of a year."""
    with intake.open_warehouse(folder) as warehouse:
        region = _region(chosen.region, inquiry.regions(warehouse), words)
        card = inquiry.score_card(warehouse, chosen.year, region, chosen.basis)
        if card is not None and chosen.mapping and card.basis == inquiry.SIMULASI:
            card = inquiry.remapped(warehouse, card, chosen.mapping)
        if card is not None:
            moved = inquiry.improvement_of(warehouse, card)
            ranking = inquiry.national_rank(warehouse, card.year)
    if card is None:
        raise Refused(words("cli.no_score", year=chosen.year, region=region), HAS_ERRORS)
    answer = {
        "year": card.year,
        "track": card.track,
        "region": card.region,
        "basis": card.basis,
        "index": card.index,
        "published": card.published,
        "components": dict(card.components),
        "improvement": moved,
        "published_improvement": card.published_improvement,
        "method": card.method,
        "method_status": card.method_status,
        "sample": card.is_sample,
    }
    if card.basis != inquiry.SIMULASI and ranking.of(region) is not None:
        answer |= {"rank": ranking.of(region), "rank_among": inquiry.NATIONAL, "rank_count": ranking.count}
    if chosen.json:
        _print_json(answer)
        return DONE
    print(f"{region} {card.year}: {words.number(card.index, 3)} ({words(f'method.basis.{card.basis}')})")
    for code, value in card.components.items():
        print(f"  {words(f'method.component.{code}')}: {words.number(value, 2)}")
    return DONE


def rank(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Rank the regions of a year within a group."""
    with intake.open_warehouse(folder) as warehouse:
        made = inquiry.ranking(
            warehouse, chosen.year, chosen.among, track=_track(chosen.track, words), basis=chosen.basis
        )
    rows = [
        {
            "rank": int(row.rank),
            "region": row.region,
            "index": row.value if pd.isna(row.recomputed) else row.recomputed,
            "published": row.published,
            "basis": row.basis,
        }
        for row in made.rows.itertuples(index=False)
    ]
    unranked = [{"region": row.region, "reason": row.reason} for row in made.unranked.itertuples(index=False)]
    if chosen.json:
        _print_json({"year": made.year, "among": made.among, "count": made.count, "rows": rows, "unranked": unranked})
        return DONE
    for row in rows:
        basis = words(f"method.basis.{row['basis']}")
        shown = row["index"] if pd.isna(row["published"]) else row["published"]
        print(f"{row['rank']:>4}  {row['region']:<34} {words.number(shown, 2)}  {basis}")
    for row in unranked:
        print(f"   –  {row['region']:<34} {words('cli.reason.' + row['reason'])}")
    return DONE


def respondents(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Count respondents per dimension against the quota."""
    with intake.open_warehouse(folder) as warehouse:
        counts = inquiry.respondents(warehouse, chosen.year)
    if chosen.json:
        shown = counts.rename(columns={"is_sample": "sample"}).to_dict("records")
        _print_json({"year": chosen.year, "dimensions": shown})
        return DONE
    for row in counts.itertuples(index=False):
        mean = words.number(row.mean, 2)
        print(words("cli.respondents_row", dimension=row.dimension, count=row.count, quota=row.quota or "–", mean=mean))
    return DONE


def coverage(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """List the innovations in each cell of the coverage matrix."""
    with intake.open_warehouse(folder) as warehouse:
        cells = inquiry.coverage(warehouse, chosen.year, chosen.list)
    if chosen.json:
        _print_json({"year": chosen.year, "cells": cells.to_dict("records")})
        return DONE
    for row in cells.itertuples(index=False):
        print(f"{row.sub_dimension or row.dimension}\t{len(row.innovations)}\t{', '.join(row.innovations)}")
    return DONE


def trace_score(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Walk a score back to its cells."""
    with intake.open_warehouse(folder) as warehouse:
        region = _region(chosen.region, inquiry.regions(warehouse), words)
        basis = chosen.basis or inquiry.OFFICIAL
        card = inquiry.score_card(warehouse, chosen.year, region, basis)
        if card is None:
            raise Refused(words("cli.no_score", year=chosen.year, region=region), HAS_ERRORS)
        nodes = inquiry.nodes_of(warehouse, chosen.year, region, card.basis)
        if chosen.node not in nodes:
            raise Refused(words("cli.unknown_node", found=chosen.node, known=words.join(nodes)), HAS_ERRORS)
        found = trace(warehouse, chosen.year, region, chosen.node, card.basis, load_site().home)
    places = [
        {"file": place.file, "sheet": place.sheet, "cell": place.cell, "value": place.value, "node": place.node}
        for place in found.places
    ]
    if chosen.json:
        _print_json(
            {
                "year": chosen.year,
                "region": region,
                "node": chosen.node,
                "basis": card.basis,
                "score": found.score,
                "published": found.published,
                "contributions": found.contributions.to_dict("records"),
                "places": places,
                "sources": list(found.sources),
                "sample": found.is_sample,
            }
        )
        return DONE
    print(f"{region} {chosen.year} {chosen.node}: {words.number(found.score, 3)}")
    for row in found.contributions.itertuples(index=False):
        value, share = words.number(row.value, 3), words.number(row.contribution, 4)
        print(f"  {row.node}: {value} × {words.number(row.weight, 4)} = {share}")
    for place in places:
        print(f"  {place['file']} › {place['sheet']} › {place['cell']}: {place['value']}")
    return DONE


def _offered_regions() -> list[str]:
    """List the regions that a template offers: those of the shipped list that can be evaluated."""
    tables = intake.shipped_regions().checked.tables
    rows = (*tables["regions"], *tables["other_regions"])
    return sorted(row["region"] for row in rows if row["type"] in inquiry.REGION_TYPES)


def write_template(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Write an empty workbook of a kind."""
    layout = load_layouts()[chosen.template_kind]
    method = None
    if layout.needs_year:
        year = chosen.year if chosen.year is not None else load_methods().years[-1]
        track = _track(chosen.track, words) or load_site().track
        try:
            method = load_methods().require(year, track)
        except MethodMissing as problem:
            known = words.join(problem.existing)
            raise Refused(words("cli.no_method", year=year, track=track, known=known)) from problem
    methods = load_methods()
    content = template(layout, words, method, load_dimensions(), _offered_regions(), methods.tracks, methods.years)
    try:
        chosen.output.write_bytes(content)
    except OSError as problem:
        raise Refused(words("cli.not_writable", path=str(chosen.output))) from problem
    if chosen.json:
        _print_json({"file": str(chosen.output), "kind": layout.kind, "method": method.key if method else None})
    print(words("cli.template_written", path=str(chosen.output)), file=sys.stderr)
    return DONE


_COMMANDS = {
    "build": build,
    "check": check,
    "commit": commit,
    "withdraw": withdraw,
    "history": history,
    "score": score,
    "rank": rank,
    "respondents": respondents,
    "coverage": coverage,
    "trace": trace_score,
    "template": write_template,
}


if __name__ == "__main__":
    sys.exit(main())
