"""The running survey beside its plan: what is new, who is behind, and what to write to which office."""

from collections.abc import Iterable, Mapping
from datetime import date

from smartcity import gate
from smartcity.answers import fieldwork
from smartcity.answers import kit as kits
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import leaders
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.survey import Survey, load_survey, of_survey
from smartcity.method import Method
from smartcity.survey import Standing
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

NAMED = 2
"""Those behind that a message names before it only counts them."""

_TO_OFFICES = Words("id")
"""What is sent to offices is in their language, whoever reads the page in which."""


def has_before(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether the survey took the place of an earlier version."""
    survey = load_survey(warehouse, selection, words)
    return survey is not None and gate.new_respondents_of(warehouse, survey) is not None


def has_dates(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether people decided when the field work of the survey is, so that somebody can be behind."""
    survey = load_survey(warehouse, selection, words)
    return survey is not None and fieldwork.progress(warehouse, survey).work is not None


@of_survey("baru", Survey.has_respondents)
def since_before(survey: Survey) -> Exhibit:
    """Count the forms of each dimension that the version before did not have."""
    words, found = survey.words, fieldwork.progress(survey.warehouse, survey)
    if found.new is None:
        return survey.lacking("baru", "since.none_before", survey.form_count)
    rows = [(one.name, survey.counts[one.code], found.new.get(one.code, 0)) for one in survey.dimensions]
    return survey.subject(survey.form_count).exhibit(
        "baru",
        since_message(found, sum(row[-1] for row in rows), words),
        rows=rows,
        columns=of_page("respondents", "label=dimension count new"),
        alt=words("respondents.since.alt"),
    )


@of_survey("baru-layanan", Survey.has_respondents)
def since_by_service(survey: Survey) -> Exhibit:
    """Count the forms of each planned service that the version before did not have, with whose service it is."""
    words, found = survey.words, fieldwork.progress(survey.warehouse, survey)
    if found.new is None or not found.services:
        return survey.lacking("baru-layanan", "since.none_before", survey.form_count)
    own = [one for one in found.services if one.planned.dimension in survey.codes]
    rows = [
        (
            one.planned.service,
            kits.part_said(one.planned.sub_dimension, words),
            one.planned.owner,
            one.standing.count,
            one.new,
        )
        for one in own
    ]
    most = sorted(((one.planned.service, one.new) for one in own if one.new), key=lambda pair: -pair[1])
    values = {"service": leaders(most, words, 0), "new": most[0][1]} if most else {}
    is_hidden = any(one.new is None for one in own)
    return survey.subject(survey.form_count).exhibit(
        "baru-layanan",
        words(f"respondents.since.{'services' if most else 'no_services'}", count=len(own), **values),
        rows=rows,
        columns=of_page("respondents", "label=service part=sub_dimension owner count new"),
        note=words("respondents.plan.hidden", smallest=survey.smallest) if is_hidden else "",
        alt=words("respondents.since.services_alt"),
    )


def since_message(found: fieldwork.Progress, new: int, words: Words) -> str:
    """Say how many forms are new since which version, and when that was loaded."""
    before = [one for one in found.versions if one.earlier_at is not None]
    last = max(before, key=lambda one: one.earlier_at)
    return words("respondents.since.message", n=new, file=last.earlier_file, at=last.earlier_at)


@of_survey("laju-rencana", Survey.has_respondents)
def against_plan(survey: Survey) -> Exhibit:
    """Hold each dimension against its target by its own forms: who is behind, by how much, and what it takes now."""
    words, found = survey.words, fieldwork.progress(survey.warehouse, survey)
    own = [one for one in found.dimensions if one.dimension in survey.codes]
    if found.work is None or not own:
        return survey.lacking("laju-rencana", "plan.undated", survey.form_count)
    rows = [(kits.part_said(one.dimension, words), *_shown(one.standing)) for one in own]
    return survey.subject(survey.form_count).exhibit(
        "laju-rencana",
        plan_message(found, own, words),
        rows=rows,
        columns=of_page("respondents", "label=dimension behind count expected target a_day full"),
        note=words("respondents.plan.note", starts=found.work.starts, ends=found.work.ends, as_of=found.work.as_of),
        alt=words("respondents.plan.alt"),
    )


def plan_message(found: fieldwork.Progress, own: Iterable[fieldwork.OfDimension], words: Words) -> str:
    """Say which dimensions are behind and by how much, the most first; that none is, or that it has not begun."""
    work, own = found.work, list(own)
    values = {"as_of": work.as_of, "starts": work.starts, "ends": work.ends, "count": len(own)}
    if not work.gone:
        return words("respondents.plan.early", **values)
    late = [one for one in found.behind if one in own]
    if not late:
        return words("respondents.plan.on_time", **values)
    # Who is as far behind as the last one named is named as well.
    least = late[min(NAMED, len(late)) - 1].standing.behind
    named = words.join(
        words("respondents.plan.by", name=kits.part_said(one.dimension, words), n=one.standing.behind)
        for one in late
        if one.standing.behind >= least
    )
    key = "behind" if len(late) <= NAMED else "many_behind"
    message = words(f"respondents.plan.{key}", n=len(late), named=named, **values)
    return message + (words("respondents.plan.over", **values) if not work.left else "")


def _shown(standing: Standing) -> tuple[object, ...]:
    full = None if standing.full is None else standing.full.isoformat()
    return standing.behind, standing.count, standing.expected, standing.target, standing.a_day, full


@of_survey("laju-skpd", Survey.has_respondents)
def owners_against_plan(survey: Survey) -> Exhibit:
    """Hold each office against the targets of its services, the one most behind first."""
    words, found = survey.words, fieldwork.progress(survey.warehouse, survey)
    if found.work is None or not found.owners:
        return survey.lacking("laju-skpd", "plan.undated", survey.form_count)
    owners = _latest_first(found.owners)
    rows = [
        (one.owner, *_shown(one.standing)[:5], one.new, words.join(own.planned.service for own in one.services))
        for one in owners
    ]
    late = [one for one in owners if one.standing.behind]
    values = {"as_of": found.work.as_of, "count": len(owners), "n": len(late)}
    amounts = [(one.owner, one.standing.behind) for one in late]
    most = {"owner": leaders(amounts, words, 0), "behind": amounts[0][1]} if late else {}
    is_hidden = any(one.standing.count is None for one in owners)
    return survey.subject(survey.form_count).exhibit(
        "laju-skpd",
        words(f"respondents.plan.{'owners' if late else 'owners_on_time'}", **values, **most),
        rows=rows,
        columns=of_page("respondents", "label=owner behind count expected target a_day new services=service"),
        note=words("respondents.plan.hidden", smallest=survey.smallest) if is_hidden else "",
        alt=words("respondents.plan.owners_alt"),
    )


def messages(warehouse: Warehouse, selection: Selection, as_of: date | None = None) -> dict[str, str]:
    """Write to each office how its services stand beside their plan, in the language of offices; none without dates.

    The office that is most behind comes first.
    """
    survey = load_survey(warehouse, selection, _TO_OFFICES)
    found = None if survey is None else fieldwork.progress(warehouse, survey, as_of)
    if found is None or found.work is None:
        return {}
    sample = (_TO_OFFICES("respondents.sample"),) if survey.is_sample else ()
    return {
        one.owner: "\n".join((*sample, *_message(one, found, survey.method))) for one in _latest_first(found.owners)
    }


def _latest_first(owners: Iterable[fieldwork.OfOwner]) -> list[fieldwork.OfOwner]:
    return sorted(owners, key=lambda one: -(one.standing.behind or 0))


def joined(texts: Mapping[str, str]) -> str:
    """Lay the texts to all offices below one another."""
    return "\n\n---\n\n".join(texts.values()) + "\n"


def _message(owner: fieldwork.OfOwner, found: fieldwork.Progress, method: Method) -> Iterable[str]:
    words, work = _TO_OFFICES, found.work
    values = {"owner": owner.owner, "as_of": work.as_of, "starts": work.starts, "ends": work.ends}
    yield words("respondents.send.to", **values)
    yield ""
    yield words("respondents.send.head", title=kits.title_of(found.plan, words), **values)
    for one in owner.services:
        yield _line(one.planned.service, kits.part_said(one.planned.sub_dimension, words), one.standing)
    dimensions = {one.planned.dimension for one in owner.services}
    for one in found.dimensions:
        if one.dimension in dimensions:
            yield _line(kits.part_said(one.dimension, words), words("respondents.send.whole"), one.standing)
    yield ""
    yield words("respondents.send.end" if work.left else "respondents.send.over", n=work.left, **values)
    yield from filter(None, (rules_said([method], words),))


def _line(name: str, part: str, standing: Standing) -> str:
    values = {"name": name, "part": part, "target": standing.target, "expected": standing.expected}
    if standing.count is None:
        return _TO_OFFICES("respondents.send.hidden", **values)
    own = {"count": standing.count, "behind": standing.behind, "missing": standing.missing, "a_day": standing.a_day}
    state = "behind" if standing.behind else "full" if not standing.missing else "on_time"
    pace = _TO_OFFICES("respondents.send.a_day", **own) if standing.missing and standing.a_day else ""
    return _TO_OFFICES(f"respondents.send.{state}", **values, **own) + pace
