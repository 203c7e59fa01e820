"""The commands that ask about surveys: what they say, how good their answers are, and a satisfaction survey's index."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import pandas as pd

from smartcity import intake
from smartcity.answers import surveys
from smartcity.checks import Options
from smartcity.cli.speech import (
    DONE,
    HAS_ERRORS,
    Refused,
    content_of,
    finding_shown,
    form_said,
    opened,
    print_json,
    report,
)
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
from smartcity.wording.messages import spell

LOADED = "file.already_loaded"
"""The one error of a dry run that does not keep a file from being looked at."""


def survey(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Say what a year's survey gives: each dimension and statement with its spread, and what becomes of the index."""
    with opened(folder, words) as warehouse:
        loaded = _required(warehouse, chosen.year, words)
        mapping = _mapping(chosen.mapping, loaded, words)
        described = surveys.describe(warehouse, loaded, _split(chosen.form))
        others = surveys.others(warehouse, loaded)
    scores = surveys.marks(surveys.item_means(described), loaded.method, mapping)
    mapped = surveys.mapped(described, loaded, others)
    may = surveys.shown(described)
    shown = [_dimension_shown(one, loaded, scores, may) for one in described]
    if chosen.json:
        rule = load_sampling()
        answer = {"year": loaded.year, "track": loaded.track, "sample": loaded.is_sample, "mapping": mapping}
        answer |= {"form": chosen.form, "draws": rule.draws, "level": rule.level, "dimensions": shown}
        answer["mappings"] = [{"mapping": one.mapping, "impact": one.impact, "index": one.index} for one in mapped]
        answer["others"] = others and {
            "year": others.year,
            "assumed": others.is_assumed,
            "components": dict(others.components),
        }
        print_json(answer)
        return DONE
    _say_title(loaded, words)
    names = {dimension.code: dimension.name for dimension in load_dimensions()}
    print(form_said(chosen.form, [names[one.whole.code] for one in described if one.is_split], words))
    for one in shown:
        values = {**one, "dimension": names[one["dimension"]]}
        print(words("cli.surveys.dimension" if one["n"] else "cli.surveys.nobody", **values))
        for item in one["items"] if one["n"] else ():
            print(words("cli.surveys.item", **item))
    if any(one["hidden"] for one in (*shown, *(item for one in shown for item in one["items"]))):
        print(words("cli.surveys.hidden", smallest=load_site().smallest_group))
    for one in mapped:
        spoken = {"mapping": words(f"method.mapping.{one.mapping}"), "impact": one.impact, "index": one.index}
        print(words("cli.surveys.mapped", **spoken))
    if others is not None:
        print(words("cli.surveys.assumed" if others.is_assumed else "cli.surveys.official", year=others.year))
    print(words("cli.surveys.spread", level=load_sampling().level))
    return DONE


def quality(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Say of each quality rule how many rows it flags and what the impact would be without them."""
    with opened(folder, words) as warehouse:
        loaded = _required(warehouse, chosen.year, words)
        mapping = _mapping(chosen.mapping, loaded, words)
        doubts = surveys.rule_effects(warehouse, loaded, mapping)
        described = surveys.describe(warehouse, loaded, _split(chosen.form))
    asked, missing = (sum(getattr(one.whole, name) for one in described) for name in ("asked", "missing"))
    if chosen.json:
        rules = [_effect_shown(effect, doubts.rows[effect.code]) for effect in doubts.effects]
        answer = {"year": loaded.year, "track": loaded.track, "sample": loaded.is_sample, "mapping": mapping}
        answer |= {"form": chosen.form, "items_answered": doubts.answered, "items_asked": doubts.asked, "rules": rules}
        answer |= {"unanswered": {"asked": asked, "missing": missing}}
        print_json({**answer, "seconds": doubts.time and asdict(doubts.time)})
        return DONE
    _say_title(loaded, words)
    smallest = load_site().smallest_group
    for effect in doubts.effects:
        values = {"title": words(f"findings.{effect.code}.title"), "n": effect.rows}
        key = "rule_clean" if not effect.rows else f"rule_{effect.reason}" if effect.reason else "rule"
        print(words(f"cli.surveys.{key}", **values, before=effect.before, after=effect.after, smallest=smallest))
    print(words("cli.surveys.unanswered", missing=missing, asked=asked, share=missing / asked if asked else None))
    if doubts.time is not None and doubts.time.middle is not None:
        print(words("cli.surveys.time", **asdict(doubts.time)))
    return DONE


def skm(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Compute the satisfaction index (IKM) of a file without loading it."""
    content = content_of(chosen.file, KIND)
    found = intake.inspect(folder, content, chosen.file.name, Options(KIND))
    found = replace(found, findings=tuple(one for one in found.findings if one.code != LOADED))
    if found.checked is None or not is_loadable(found.findings):
        return report(found, chosen.json, words)
    ratings = pd.DataFrame(list(found.checked.tables[KIND]))
    rule, site = load_skm(), load_site()
    result = satisfaction(ratings, rule, load_sampling().generator())
    services = by_service(ratings, ratings["service"].to_list(), rule, load_sampling().generator(), site.smallest_group)
    if chosen.json:
        print_json(_satisfaction_shown(result, words) | _file_shown(found, services, words))
    else:
        _say_satisfaction(result, services, words)
    for finding in found.findings:
        print(f"{words(f'findings.severity.{finding.severity}')}: {spell(finding, words).sentence}", file=sys.stderr)
    if result.ikm is None:
        unrated = [element.code for element in result.elements if not element.count]
        print(words("cli.surveys.skm.unrated", elements=words.join(unrated)), file=sys.stderr)
        return HAS_ERRORS
    return DONE


def _required(warehouse: Warehouse, year: int, words: Words) -> surveys.LoadedSurvey:
    loaded = surveys.load(warehouse, year)
    if loaded is not None:
        return loaded
    known = surveys.years(warehouse)
    key = "cli.surveys.missing" if known else "cli.surveys.none"
    raise Refused(words(key, year=year, years=words.join(known)), HAS_ERRORS)


def _mapping(spoken: str | None, loaded: surveys.LoadedSurvey, words: Words) -> str:
    known = loaded.method.survey.mappings
    if spoken is not None and spoken not in known:
        raise Refused(words("cli.surveys.unknown_mapping", found=spoken, known=words.join(known)))
    return spoken or loaded.method.survey.default_mapping


def _split(form: str | None) -> Mapping[str, bool]:
    """Return what the option says of the form, the same for every dimension."""
    return said_split(form, (dimension.code for dimension in load_dimensions()))


def _say_title(loaded: surveys.LoadedSurvey, words: Words) -> None:
    values = {"year": loaded.year, "track": words(f"method.track.{loaded.track}"), "n": loaded.count}
    print(words("cli.surveys.title_sample" if loaded.is_sample else "cli.surveys.title", **values))


def _node_shown(node: Described, may: frozenset[str]) -> dict[str, object]:
    """Return what stands in JSON of a node; of one that is *hidden* only how many answered and how much is blank."""
    is_hidden = bool(node.count) and node.code not in may
    mean, spread = (None, None) if is_hidden else (node.mean, node.spread)
    return {"n": node.count, "missing": node.missing, "mean": mean, **_ends(spread), "hidden": is_hidden}


def _ends(spread: Spread | None) -> dict[str, object]:
    if spread is None:
        return {"low": None, "high": None, "spread": None}
    return {"low": spread.low, "high": spread.high, "spread": spread.way}


def _whole_shown(
    one: Description | Part, loaded: surveys.LoadedSurvey, scores: Mapping[str, float], may: frozenset[str]
) -> dict[str, object]:
    """Return what stands in JSON of a dimension or part: of few complete forms alpha is not told."""
    node, known = _node_shown(one.whole, may), one.reliability
    is_told = not node["hidden"] and known.count >= load_site().smallest_group
    mark = None if node["hidden"] else scores.get(f"{loaded.component}.{one.whole.code}")
    return {**node, "mark": mark, "alpha": known.alpha if is_told else None, "alpha_n": known.count}


def _dimension_shown(
    one: Description, loaded: surveys.LoadedSurvey, scores: Mapping[str, float], may: frozenset[str]
) -> dict[str, object]:
    return {
        "dimension": one.whole.code,
        "quota": surveys.quota_of(one, loaded.method),
        "split": one.is_split,
        **_whole_shown(one, loaded, scores, may),
        "sub_dimensions": [
            {"sub_dimension": part.whole.code, **_whole_shown(part, loaded, scores, may)} for part in one.parts
        ],
        "items": [{"code": item.code, **_node_shown(item, may)} for item in one.items],
    }


def _effect_shown(effect: Effect, rows: Mapping[str, int]) -> dict[str, object]:
    """Return what stands in JSON of a rule; *reason* says why it has no effect: "few" people or "unanswered"."""
    return {
        "code": effect.code,
        "rows": effect.rows,
        "effect": effect.difference,
        "reason": effect.reason or None,
        "before": effect.before,
        "after": effect.after,
        "dimensions": [{"dimension": code, "rows": count} for code, count in rows.items()],
    }


def _satisfaction_shown(result: Satisfaction, words: Words) -> dict[str, object]:
    band = result.band
    return {
        "n": result.count,
        "ikm": None if result.ikm is None else float(result.ikm),
        "ikm_unrounded": None if result.unrounded is None else float(result.unrounded),
        "band": band and band.code,
        "performance": band and band.names[words.language],
        "probability_band_or_better": result.probability,
        "weights": {name: None if ikm is None else float(ikm) for name, ikm in result.by_weight.items()},
        "elements": [
            {
                "code": element.code,
                "name": column.header[words.language],
                "n": element.count,
                "mean": None if element.mean is None else float(element.mean),
                **_ends(element.spread),
            }
            for element, column in zip(result.elements, load_skm().elements)
        ],
    }


def _file_shown(found: Inspection, services: Sequence[OfService], words: Words) -> dict[str, object]:
    """Return what stands in JSON besides the index: of which file, each service, and what else was found in it."""
    rows = []
    for one in services:
        shown = {} if one.result is None else _satisfaction_shown(one.result, words)
        kept = ("n", "ikm", "band", "performance", "probability_band_or_better")
        rows.append({"service": one.service, **{name: shown.get(name) for name in kept}, "hidden": one.result is None})
    return {
        "services": rows,
        "file": found.file,
        "sample": found.checked.is_sample,
        "source": load_skm().source,
        "findings": [finding_shown(finding, words) for finding in found.findings],
    }


def _say_satisfaction(result: Satisfaction, services: Sequence[OfService], words: Words) -> None:
    print(words("cli.surveys.skm.title", n=result.count, **_index_said(result, words)))
    for element, column in zip(result.elements, load_skm().elements):
        mean = None if element.mean is None else float(element.mean)
        print(words("cli.surveys.skm.element", name=column.header[words.language], n=element.count, mean=mean))
    for name, ikm in result.by_weight.items():
        print(words(f"cli.surveys.skm.weight.{name}", ikm=ikm))
    for one in services:
        service = one.service or words("cli.surveys.skm.unnamed")
        if one.result is None:
            print(words("cli.surveys.skm.hidden", service=service))
        else:
            values = _index_said(one.result, words)
            print(words("cli.surveys.skm.service", service=service, n=one.result.count, **values))


def _index_said(result: Satisfaction, words: Words) -> dict[str, object]:
    band = result.band
    return {
        "ikm": result.ikm,
        "band": band and band.code,
        "performance": band and band.names[words.language],
        "probability": result.probability,
    }
