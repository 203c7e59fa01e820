"""Who answered, and which services they used, without telling of a few."""

from collections.abc import Sequence

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.survey import Group, Survey, of_survey
from smartcity.method.layout import load_layouts, normalise
from smartcity.survey import COMPLEMENT, SHOWN, SMALL, shown_counts
from smartcity.wording import Words

FIELDS = ("gender", "age_group", "occupation", "district")
_KIND, _TABLE = "survey", "answers"


@of_survey("siapa")
def people(survey: Survey) -> Exhibit:
    """Count the respondents of the whole survey by each trait that the file states; small groups stay hidden.

    The dimension that the viewer chose is not followed: the same table of one dimension, subtracted from that of all,
    would tell of those who are hidden.
    """
    words, rows, smallest = survey.words, survey.rows("people_of_survey"), survey.smallest
    listed = [row for field in FIELDS for row in groups_of(rows[field], field, smallest, words)]
    if not listed:
        return survey.lacking("siapa", "people.none", len(rows))
    has_hidden = any(row[4] for row in listed)
    message, trait = people_message(listed, words), "respondents.people.field respondents.people.group"
    return survey.subject(len(rows)).exhibit(
        "siapa",
        message,
        rows=[row if has_hidden else row[:4] for row in listed],
        columns=of_page("respondents", f"{trait} count respondents.people.share {'state' if has_hidden else ''}"),
        alt=message,
        note=words("respondents.people.note", smallest=smallest),
    )


def people_message(listed: Sequence[tuple[str, str, int | None, float | None, str]], words: Words) -> str:
    """Name the largest group of each trait with its share; say so when none may be shown.

    Those who did not state a trait are no group that could be named.
    """
    unstated = words("respondents.people.unstated")
    most: dict[str, tuple[str, float]] = {}
    for field, group, _, share, _ in listed:
        if share is not None and group != unstated and share > most.get(field, ("", 0.0))[1]:
            most[field] = group, share
    if not most:
        return words("respondents.people.hidden")
    named = (
        words("respondents.people.most", field=field.lower(), group=group, share=share)
        for field, (group, share) in most.items()
    )
    return words("respondents.people.message", groups=words.join(named))


def groups_of(
    values: pd.Series, field: str, smallest: int, words: Words
) -> list[tuple[str, str, int | None, float | None, str]]:
    """List the groups of one trait in a fixed order, and last how many did not state it; hidden counts are left out.

    Since the total is known, those who stated nothing are a group like any other. Where no count at all may be shown
    the groups are not even named, because their number and the total could tell what each of them holds.
    """
    title, choices = words(f"respondents.people.{field}"), _choices().get(field)
    stated = values.dropna()
    if not len(stated):
        return []
    keys = stated if choices else stated.map(normalise)
    sizes = {str(code): int(size) for code, size in keys.value_counts().sort_index().items()}
    spellings = stated.groupby(keys).max()
    groups = [
        (words(f"respondents.people.choice.{field}.{code}") if choices else str(spellings[code]), sizes[code])
        for code in choices or sizes
        if code in sizes
    ]
    if len(stated) < len(values):
        groups.append((words("respondents.people.unstated"), len(values) - len(stated)))
    states = shown_counts([count for _, count in groups], smallest)
    if SHOWN not in states:
        return [(title, words("respondents.people.unnamed"), None, None, state_text(SMALL, smallest, words))]
    return [
        (
            title,
            label,
            *((count, count / len(values)) if state == SHOWN else (None, None)),
            state_text(state, smallest, words),
        )
        for (label, count), state in zip(groups, states)
    ]


def _choices() -> dict[str, tuple[str, ...]]:
    """The codes of the traits that are chosen from a list, in the list's order."""
    table = load_layouts()[_KIND].table(_TABLE)
    return {field: tuple(column.choices) for field in FIELDS if (column := table.column(field)).choices}


@of_survey("layanan", Survey.has_respondents)
def by_service(survey: Survey) -> Exhibit:
    """Count respondents per dimension and service; a group too small to be shown is not, nor can it be computed."""
    words, quota, groups, smallest = survey.words, survey.method.survey.quota, survey.services(), survey.smallest
    rows = [
        (
            group.dimension,
            group.service or words("respondents.services.blank"),
            group.count,
            quota,
            None if group.count is None else group.count / quota,
            state_text(group.state, smallest, words),
        )
        for group in groups
    ]
    is_hidden = any(group.count is None for group in groups)
    return survey.subject(len(survey.respondents)).exhibit(
        "layanan",
        services_message(groups, words),
        rows=rows,
        columns=of_page("respondents", "dimension service count quota share=quota_share state"),
        note=(_quota_note(survey), words("respondents.services.note", smallest=smallest) if is_hidden else ""),
    )


def state_text(state: str, smallest: int, words: Words) -> str:
    """Say why the number of a group is hidden; "" where it is shown."""
    keys = {SMALL: "small", COMPLEMENT: "complement"}
    return words(f"respondents.services.{keys[state]}", smallest=smallest) if state in keys else ""


def _quota_note(survey: Survey) -> str:
    """Say whom the quota beside a service is for: all services of its dimension together, or each of them."""
    apart = [dimension.name for dimension in survey.dimensions if dimension.code in survey.split]
    key = "whole" if not apart else "split" if len(apart) == len(survey.dimensions) else "mixed"
    values = {"quota": survey.method.survey.quota, "dimensions": survey.words.join(apart)}
    return survey.words(f"respondents.services.quota_{key}", **values)


def services_message(groups: tuple[Group, ...], words: Words) -> str:
    """Count the services, name the one most answered about where it may be shown, and count the blanks."""
    named = [group for group in groups if group.service is not None]
    blank = sum(group.count for group in groups if group.service is None)
    doubt = words("respondents.services.blanks", n=blank) if blank else ""
    services = len({normalise(group.service) for group in named})
    if not named:
        return words("respondents.services.none_named")
    shown = [group for group in named if group.count is not None]
    if not shown:
        return words("respondents.services.all_hidden", n=services) + doubt
    most = max(group.count for group in shown)
    leading = [group for group in shown if group.count == most]
    values = {"n": services, "most": most}
    hides_large = any(group.state == COMPLEMENT for group in named)
    if len(leading) > 1 and not hides_large:
        return words("respondents.services.shared", **values, count=len(leading)) + doubt
    key = "message_shown" if hides_large else "message"
    first = leading[0]
    return words(f"respondents.services.{key}", **values, service=first.service, dimension=first.dimension) + doubt
