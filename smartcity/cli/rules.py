"""The rules behind figures: what a command says of them, and the command that asks for the rules of a year."""

import argparse
from collections.abc import Iterable, Iterator

from smartcity.answers import rules as answers
from smartcity.answers.rules import Replaced
from smartcity.cli import arguments
from smartcity.cli.command import Refused, Reply, fields, question
from smartcity.method import Method
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import held_name, method_name, rules_said


def rules_shown(method: Method | None) -> dict[str, object]:
    """Return what stands in JSON of the rules behind figures: their key, their certainty, and whose they are."""
    return fields(method, "method=key", "method_status=certainty", "rules_from=borrowed_from")


def ruled(lines: Iterable[str], method: Method | None, words: Words) -> Iterator[str]:
    """Begin *lines* whose figures rest on borrowed rules by saying whose these are."""
    sentence = rules_said([method], words)
    if sentence:
        yield sentence
    yield from lines


@question("rules", arguments.YEAR, arguments.TRACK)
def rules(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say the weights and items of a year, whose they are, and what those of a workbook changed."""
    track = arguments.track_of(chosen.track, words) or load_site().track
    method = warehouse.methods.get(chosen.year, track)
    if method is None:
        known = words.join(one.key for one in warehouse.methods.every)
        raise Refused(words("cli.no_method", year=chosen.year, track=words(f"method.track.{track}"), known=known))
    adopted = next((one for one in answers.replaced(warehouse) if one.after.key == method.key), None)
    answer = {"year": method.year, "track": track, **rules_shown(method), "sources": method.sources}
    answer["components"] = [
        {"component": part.code, "weight": part.weight, "items": [item.code for item in part.items]}
        for part in method.components
    ]
    answer["replaced"] = adopted and _replaced_shown(adopted)
    return Reply(answer, ruled(_rules_lines(method, adopted, words), method, words))


def _replaced_shown(one: Replaced) -> dict[str, object]:
    before = rules_shown(one.before)
    return {**before, "moved": one.moved, **fields(one, "new", "gone", "casts", "sample=is_sample")}


def _rules_lines(method: Method, adopted: Replaced | None, words: Words) -> Iterator[str]:
    certainty = words(f"method.certainty.{method.certainty}")
    yield f"{method_name(method, words)} ({certainty}): {words.join(method.sources)}"
    for part in method.components:
        name = words(f"method.component.{part.code}")
        yield words("cli.rules.component", name=name, weight=part.weight, n=len(part.items))
    if adopted is None:
        return
    names = {"name": method_name(adopted.after, words), "before": held_name(adopted.before, words)}
    counts = {"n": len(adopted.moved), "new": len(adopted.new), "gone": len(adopted.gone)}
    yield words("method.adopted.message", **counts, **names)
    if adopted.is_sample:
        yield words("cli.sample")
    for row in adopted.casts.itertuples(index=False):
        basis = words(f"method.basis.{row.basis}")
        yield words("cli.rules.cast", year=row.year, before=row.before, after=row.after, basis=basis)
