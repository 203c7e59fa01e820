"""Who answered, and which services they used, without telling of a few."""

from collections.abc import Mapping, Sequence

import pandas as pd

from smartcity import charts, gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.gate import Group, TraitGroup
from smartcity.method.layout import normalise
from smartcity.survey import SHOWN, UNNAMED
from smartcity.wording import Words


@of_survey("siapa")
def people(survey: Survey) -> Exhibit:
    """Draw the respondents of the whole survey by each trait that the file states; small groups stay hidden.

    The dimension that the viewer chose is not followed: the same table of one dimension, subtracted from that of all,
    would tell of those who are hidden.
    """
    words = survey.words
    count, groups = gate.people_of(survey.warehouse, survey)
    listed = [_trait_row(group, words) for group in groups]
    if not listed:
        return survey.lacking("siapa", "people.none", count)
    has_hidden = any(row[4] for row in listed)
    message, trait = people_message(listed, words), "respondents.people.field respondents.people.group"
    drawn = pd.DataFrame(listed, columns=["trait", "label", "count", "share", "state"]).astype(
        {"count": float, "share": float}
    )
    named = named_groups(listed, words)
    drawn["is_named"] = [group in named.get(trait, ()) for trait, group in zip(drawn["trait"], drawn["label"])]
    return survey.subject(count).exhibit(
        "siapa",
        message,
        figure=charts.group_bars(drawn.assign(is_sample=survey.is_sample), words),
        rows=[row if has_hidden else row[:4] for row in listed],
        columns=of_page("respondents", f"{trait} count respondents.people.share {'state' if has_hidden else ''}"),
        alt=message,
        note=words("respondents.people.note", smallest=survey.smallest),
    )


def people_message(listed: Sequence[tuple[str, str, int | None, float | None, str]], words: Words) -> str:
    """Name the largest groups of each trait with their share; say so when none may be shown."""
    shares = {(trait, group): share for trait, group, _, share, _ in listed}
    named = [
        words("respondents.people.most", field=field.lower(), group=words.join(groups), share=shares[field, groups[0]])
        for field, groups in named_groups(listed, words).items()
    ]
    if not named:
        unstated = words("respondents.people.unstated")
        has_shown = any(share is not None and group != unstated for _, group, _, share, _ in listed)
        return words(f"respondents.people.{'unclear' if has_shown else 'hidden'}")
    return words("respondents.people.message", groups=words.join(named))


def named_groups(
    listed: Sequence[tuple[str, str, int | None, float | None, str]], words: Words
) -> Mapping[str, Sequence[str]]:
    """List by trait the groups that the finding names: the largest.

    Those who did not state a trait are no group that could be named, groups of one size share the place, and where
    hidden groups together may be larger than those shown none is called the largest.
    """
    unstated, named = words("respondents.people.unstated"), {}
    for field in dict.fromkeys(row[0] for row in listed):
        shown = {group: share for name, group, _, share, _ in listed if name == field and share is not None}
        stated = {group: share for group, share in shown.items() if group != unstated}
        most = max(stated.values(), default=0.0)
        has_hidden = any(name == field and share is None for name, _, _, share, _ in listed)
        if most > (1 - sum(shown.values()) if has_hidden else 0):
            named[field] = [group for group, share in stated.items() if share == most]
    return named


def _trait_row(group: TraitGroup, words: Words) -> tuple[str, str, int | None, float | None, str]:
    """Spell a group of a trait: trait, group, count, share and whether it is hidden."""
    if group.state == UNNAMED:
        label = words("respondents.people.unnamed")
    elif group.group is None:
        label = words("respondents.people.unstated")
    else:
        label = words(f"respondents.people.choice.{group.trait}.{group.group}") if group.is_code else group.group
    title = words(f"respondents.people.{group.trait}")
    return title, label, group.count, group.share, state_text(group.state, words)


@of_survey("layanan", Survey.has_respondents)
def by_service(survey: Survey) -> Exhibit:
    """Count respondents per dimension and service; a group too small to be shown is not, nor can it be computed."""
    words, quota, groups, smallest = survey.words, survey.method.survey.quota, survey.services(), survey.smallest
    rows = [
        (
            dimension_name(group.dimension),
            _service_name(group, words),
            group.count,
            quota,
            None if group.count is None else group.count / quota,
            state_text(group.state, words),
        )
        for group in groups
    ]
    is_hidden = any(group.count is None for group in groups)
    return survey.subject(survey.form_count).exhibit(
        "layanan",
        services_message(groups, words),
        rows=rows,
        columns=of_page("respondents", "dimension service count quota share=quota_share state"),
        note=(_quota_note(survey), words("respondents.services.note", smallest=smallest) if is_hidden else ""),
    )


def state_text(state: str, words: Words) -> str:
    """Say that the number of a group is hidden; not whether it is small, or hidden for the small ones' sake."""
    return "" if state == SHOWN else words("respondents.services.hidden")


def _service_name(group: Group, words: Words) -> str:
    """Name a service, those who named none, or the services of which not even the names may be said."""
    if group.state == UNNAMED:
        return words("respondents.services.unnamed")
    return group.service or words("respondents.services.blank")


def _quota_note(survey: Survey) -> str:
    """Say whom the quota beside a service is for: all services of its dimension together, or each of them."""
    apart = [dimension.name for dimension in survey.dimensions if dimension.code in survey.split]
    key = "whole" if not apart else "split" if len(apart) == len(survey.dimensions) else "mixed"
    values = {"quota": survey.method.survey.quota, "dimensions": survey.words.join(apart)}
    return survey.words(f"respondents.services.quota_{key}", **values)


def services_message(groups: tuple[Group, ...], words: Words) -> str:
    """Count the services, name the one most answered about where it may be shown, and count the blanks."""
    named = [group for group in groups if group.service is not None or group.state == UNNAMED]
    blank = sum(group.count for group in groups if group.service is None and group.state == SHOWN)
    doubt = words("respondents.services.blanks", n=blank) if blank else ""
    services = len({normalise(group.service or "") for group in named})
    if not named:
        return words("respondents.services.none_named")
    shown = [group for group in named if group.count is not None]
    if not shown:
        return words("respondents.services.all_hidden", n=services) + doubt
    most = max(group.count for group in shown)
    leading = [group for group in shown if group.count == most]
    values = {"n": services, "most": most}
    has_hidden = len(shown) < len(named)
    if len(leading) > 1:
        key = "shared_shown" if has_hidden else "shared"
        return words(f"respondents.services.{key}", **values, count=len(leading)) + doubt
    key = "message_shown" if has_hidden else "message"
    place = {"service": leading[0].service, "dimension": dimension_name(leading[0].dimension)}
    return words(f"respondents.services.{key}", **values, **place) + doubt
