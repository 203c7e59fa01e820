"""The commands that ask about surveys: their respondents, what they say, how good the answers are, and a file's IKM."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

import pandas as pd

from smartcity import gate, intake
from smartcity.answers import scores, surveys
from smartcity.checks import Options
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Refused, Reply, command, fields, question
from smartcity.cli.files import FILE, content_of, report
from smartcity.cli.findings import finding_said, finding_shown
from smartcity.cli.rules import ruled, rules_shown
from smartcity.intake import DataFolder, Inspection
from smartcity.method import load_dimensions
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import KIND, load_skm
from smartcity.records.findings import is_loadable
from smartcity.survey import (
    Described,
    Description,
    Effect,
    OfService,
    Part,
    Satisfaction,
    Spread,
    by_service,
    said_split,
    satisfaction,
)
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

LOADED = "file.already_loaded"
"""The one error of a dry run that does not keep a file from being looked at."""


@question("respondents", arguments.YEAR, arguments.FORM)
def respondents(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Count respondents per dimension against the quota."""
    counts = scores.respondents(warehouse, chosen.year, chosen.form)
    shown = counts.rename(columns={"is_sample": "sample", "is_hidden": "hidden", "is_split": "split"})
    method = warehouse.methods.get(chosen.year, load_site().track)
    answer = {"year": chosen.year, "form": chosen.form, "dimensions": shown, **rules_shown(method)}
    lines = ruled(_respondents_lines(counts, chosen.form, words), method, words)
    return Reply(answer, lines, decimals=load_site().shown_decimals)


def _respondents_lines(counts: pd.DataFrame, form: str | None, words: Words) -> Iterator[str]:
    if counts["count"].any():
        yield _form_said(form, counts.loc[counts["is_split"], "dimension"], words)
    for row in counts.itertuples(index=False):
        mean = words("cli.few_hidden") if row.is_hidden else words.number(row.mean, 2)
        name = _names()[row.dimension]
        quota = words.number(None) if pd.isna(row.quota) else words.number(row.quota)
        if row.is_split and not pd.isna(row.quota):
            parts = len(next(one.sub_dimensions for one in load_dimensions() if one.code == row.dimension))
            quota = words("cli.respondents_of_parts", quota=row.quota, parts=parts, each=row.quota // parts)
        yield words("cli.respondents_row", dimension=name, count=row.count, quota=quota, mean=mean)


@question("survey", arguments.YEAR, arguments.MAPPING, arguments.FORM)
def survey(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say what a year's survey gives: each dimension and statement with its spread, and what becomes of the index."""
    loaded = required_survey(warehouse, chosen.year, words)
    mapping = _mapping(chosen.mapping, loaded, words)
    described = gate.describe(warehouse, loaded, _split(chosen.form))
    others = surveys.others(warehouse, loaded)
    marks = surveys.marks(surveys.item_means(described), loaded.method, mapping)
    may = surveys.shown(described)
    answer = _title_shown(loaded, mapping) | {"form": chosen.form} | fields(load_sampling(), "draws", "level")
    answer["dimensions"] = [_dimension_shown(one, loaded, marks, may) for one in described]
    answer["mappings"] = [
        fields(one, "mapping", "impact", "index") for one in surveys.mapped(described, loaded, others)
    ]
    answer["others"] = others and fields(others, "year", "assumed=is_assumed", "components")
    lines = ruled(_survey_lines(answer, loaded, words), loaded.method, words)
    return Reply(answer, lines, decimals=load_site().shown_decimals)


def _survey_lines(answer: Mapping, loaded: gate.LoadedSurvey, words: Words) -> Iterator[str]:
    yield _title(loaded, words)
    dimensions, others = answer["dimensions"], answer["others"]
    yield _form_said(answer["form"], [one["dimension"] for one in dimensions if one["split"]], words)
    for one in dimensions:
        values = {**one, "dimension": _names()[one["dimension"]]}
        yield words("cli.surveys.dimension" if one["n"] else "cli.surveys.nobody", **values)
        for item in one["items"] if one["n"] else ():
            yield words("cli.surveys.item", **item)
    if any(one["hidden"] for one in (*dimensions, *(item for one in dimensions for item in one["items"]))):
        yield words("cli.surveys.hidden", smallest=load_site().smallest_group)
    for one in answer["mappings"]:
        yield words("cli.surveys.mapped", **{**one, "mapping": words(f"method.mapping.{one['mapping']}")})
    if others is not None:
        yield words("cli.surveys.assumed" if others["assumed"] else "cli.surveys.official", year=others["year"])
    yield words("cli.surveys.spread", level=answer["level"])


@question("quality", arguments.YEAR, arguments.MAPPING, arguments.FORM)
def quality(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say of each quality rule how many rows it flags and what the impact would be without them."""
    from smartcity.exhibits.respondents.enumerators import enumerators_message

    loaded = required_survey(warehouse, chosen.year, words)
    mapping = _mapping(chosen.mapping, loaded, words)
    doubts = gate.rule_effects(warehouse, loaded, mapping)
    described = gate.describe(warehouse, loaded, _split(chosen.form))
    expected, missing = (sum(getattr(one.whole, name) for one in described) for name in ("expected", "missing"))
    answer = _title_shown(loaded, mapping) | {"form": chosen.form}
    answer |= fields(doubts, "items_answered=answered", "items_asked=statements")
    answer["rules"] = [_effect_shown(effect, doubts.rows[effect.code]) for effect in doubts.effects]
    answer |= {"unanswered": {"asked": expected, "missing": missing}, "seconds": doubts.time and asdict(doubts.time)}
    enumerators = gate.enumerators_of(warehouse, loaded)
    answer["enumerators"] = [
        fields(one, "enumerator=name", "n=count", "judged", "straight_lined", "equal")
        | {"seconds": one.time and asdict(one.time)}
        for one in enumerators
    ]
    sentences = [*_quality_lines(doubts, loaded, words, expected, missing)]
    if enumerators:
        sentences.append(enumerators_message(enumerators, words))
    lines = ruled(sentences, loaded.method, words)
    return Reply(answer, lines, decimals=load_site().shown_decimals)


def _quality_lines(
    doubts: gate.RuleEffects, loaded: gate.LoadedSurvey, words: Words, expected: int, missing: int
) -> Iterator[str]:
    yield _title(loaded, words)
    for effect in doubts.effects:
        values = {"title": words(f"findings.{effect.code}.title"), "n": effect.rows}
        values |= {"before": effect.before, "after": effect.after, "smallest": load_site().smallest_group}
        is_hidden = effect.marks and effect.rows is None
        key = "rule_clean" if not effect.marks else f"rule_{effect.reason}" if effect.reason else "rule"
        key = "rule_hidden" if is_hidden else key
        yield words(f"cli.surveys.{key}", **values)
    yield words(
        "cli.surveys.unanswered", missing=missing, asked=expected, share=missing / expected if expected else None
    )
    if doubts.time is not None and doubts.time.middle is not None:
        yield words("cli.surveys.time", **asdict(doubts.time))


@command("skm", FILE)
def skm(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Compute the satisfaction index (IKM) of a file without loading it."""
    content = content_of(chosen.file, KIND)
    found = intake.inspect(folder, content, chosen.file.name, Options(KIND))
    found = replace(found, findings=tuple(one for one in found.findings if one.code != LOADED))
    if found.checked is None or not is_loadable(found.findings):
        return report(found, words)
    ratings = pd.DataFrame(list(found.checked.tables[KIND]))
    rule, site = load_skm(), load_site()
    result = satisfaction(ratings, rule, load_sampling().generator())
    services = by_service(ratings, ratings["service"].to_list(), rule, load_sampling().generator(), site.smallest_group)
    answer = _satisfaction_shown(result, words) | _file_shown(found, services, words)
    notes = [finding_said(finding, words) for finding in found.findings]
    lines = _satisfaction_lines(result, services, words)
    if result.ikm is not None:
        return Reply(answer, lines, notes)
    unrated = [element.code for element in result.elements if not element.count]
    notes.append(words("cli.surveys.skm.unrated", elements=words.join(unrated)))
    return Reply(answer, lines, notes, HAS_ERRORS)


def required_survey(warehouse: Warehouse, year: int, words: Words) -> gate.LoadedSurvey:
    """Return the survey of a year; raises `Refused` naming the years that have one."""
    loaded = gate.load(warehouse, year)
    if loaded is not None:
        return loaded
    known = gate.years(warehouse)
    key = "cli.surveys.missing" if known else "cli.surveys.none"
    raise Refused(words(key, year=year, years=words.join(known)), HAS_ERRORS)


def _mapping(named: str | None, loaded: gate.LoadedSurvey, words: Words) -> str:
    known = loaded.method.survey.mappings
    if named is not None and named not in known:
        raise Refused(words("cli.surveys.unknown_mapping", found=named, known=words.join(known)))
    return named or loaded.method.survey.default_mapping


def _split(form: str | None) -> Mapping[str, bool]:
    """Return what the option says of the form, the same for every dimension."""
    return said_split(form, (dimension.code for dimension in load_dimensions()))


def _names() -> dict[str, str]:
    return {dimension.code: dimension.name for dimension in load_dimensions()}


def _form_said(form: str | None, split: Iterable[str], words: Words) -> str:
    """Say for what the quota of a survey holds: as *form* says, or as the answers of the *split* dimensions look."""
    names = [_names()[code] for code in split]
    key = f"said_{form}" if form else "split" if names else "whole"
    return words(f"cli.surveys.form.{key}", dimensions=words.join(names))


def _title(loaded: gate.LoadedSurvey, words: Words) -> str:
    values = {"year": loaded.year, "track": words(f"method.track.{loaded.track}"), "n": loaded.count}
    return words("cli.surveys.title_sample" if loaded.is_sample else "cli.surveys.title", **values)


def _title_shown(loaded: gate.LoadedSurvey, mapping: str) -> dict[str, object]:
    own = fields(loaded, "year", "track", "sample=is_sample")
    return own | {"mapping": mapping, **rules_shown(loaded.method)}


def _node_shown(node: Described, may: frozenset[str]) -> dict[str, object]:
    """Return what stands in JSON of a node; of one that is *hidden* only how many answered and how much is blank."""
    is_hidden = bool(node.count) and node.code not in may
    mean, spread = (None, None) if is_hidden else (node.mean, node.spread)
    return {**fields(node, "n=count", "missing"), "mean": mean, **_ends(spread), "hidden": is_hidden}


def _ends(spread: Spread | None) -> dict[str, object]:
    return fields(spread, "low", "high", "spread=way")


def _whole_shown(
    one: Description | Part, loaded: gate.LoadedSurvey, marks: Mapping[str, float], may: frozenset[str]
) -> dict[str, object]:
    """Return what stands in JSON of a dimension or part: of few complete forms alpha is not told."""
    node, known = _node_shown(one.whole, may), one.reliability
    is_told = not node["hidden"] and known.count >= load_site().smallest_group
    mark = None if node["hidden"] else marks.get(f"{loaded.component}.{one.whole.code}")
    return {**node, "mark": mark, "alpha": known.alpha if is_told else None, "alpha_n": known.count}


def _dimension_shown(
    one: Description, loaded: gate.LoadedSurvey, marks: Mapping[str, float], may: frozenset[str]
) -> dict[str, object]:
    parts = [{"sub_dimension": part.whole.code, **_whole_shown(part, loaded, marks, may)} for part in one.parts]
    return {
        "dimension": one.whole.code,
        "quota": surveys.quota_of(one, loaded.method),
        "split": one.is_split,
        **_whole_shown(one, loaded, marks, may),
        "sub_dimensions": parts,
        "items": [{"code": item.code, **_node_shown(item, may)} for item in one.items],
    }


def _effect_shown(effect: Effect, rows: Mapping[str, int | None]) -> dict[str, object]:
    """Return what stands in JSON of a rule; *reason* says why it has no effect: "few" people or "unanswered".

    Rows are null where they would tell of a few people.
    """
    return {
        **fields(effect, "code", "rows", "effect=difference"),
        "reason": effect.reason or None,
        **fields(effect, "before", "after"),
        "dimensions": [{"dimension": code, "rows": count} for code, count in rows.items()],
    }


def _float(value: object) -> float | None:
    return None if value is None else float(value)


def _satisfaction_shown(result: Satisfaction, words: Words) -> dict[str, object]:
    return {
        "n": result.count,
        "ikm": _float(result.ikm),
        "ikm_unrounded": _float(result.unrounded),
        **_band_shown(result, words),
        "probability_band_or_better": result.probability,
        "weights": {name: _float(ikm) for name, ikm in result.by_weight.items()},
        "elements": [
            {
                "code": element.code,
                "name": column.header[words.language],
                "n": element.count,
                "mean": _float(element.mean),
                **_ends(element.spread),
            }
            for element, column in zip(result.elements, load_skm().elements)
        ],
    }


def _band_shown(result: Satisfaction, words: Words) -> dict[str, object]:
    return {"band": result.band and result.band.code, "performance": result.band and result.band.names[words.language]}


def _file_shown(found: Inspection, services: Sequence[OfService], words: Words) -> dict[str, object]:
    """Return what stands in JSON besides the index: of which file, each service, and what else was found in it."""
    rows = []
    for one in services:
        shown = {} if one.result is None else _satisfaction_shown(one.result, words)
        kept = ("n", "ikm", "band", "performance", "probability_band_or_better")
        rows.append({"service": one.service, **{name: shown.get(name) for name in kept}, "hidden": one.result is None})
    return {
        "services": rows,
        **fields(found, "file", "sample=checked.is_sample"),
        "source": load_skm().source,
        "findings": [finding_shown(finding, words) for finding in found.findings],
    }


def _satisfaction_lines(result: Satisfaction, services: Sequence[OfService], words: Words) -> Iterator[str]:
    yield words("cli.surveys.skm.title", **_index_values(result, words))
    for element, column in zip(result.elements, load_skm().elements):
        values = {"name": column.header[words.language], "n": element.count, "mean": _float(element.mean)}
        yield words("cli.surveys.skm.element", **values)
    for name, ikm in result.by_weight.items():
        yield words(f"cli.surveys.skm.weight.{name}", ikm=ikm)
    for one in services:
        service = one.service or words("cli.surveys.skm.unnamed")
        if one.result is None:
            yield words("cli.surveys.skm.hidden", service=service)
        else:
            yield words("cli.surveys.skm.service", service=service, **_index_values(one.result, words))


def _index_values(result: Satisfaction, words: Words) -> dict[str, object]:
    return {**fields(result, "n=count", "ikm", "probability"), **_band_shown(result, words)}
