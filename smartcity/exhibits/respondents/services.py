"""Which services the respondents used, without telling who: small groups stay hidden."""

from smartcity.exhibits.kit.columns import named
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.survey import Group, Survey, of_survey
from smartcity.method.layout import normalise
from smartcity.survey import COMPLEMENT, SMALL
from smartcity.wording import Words


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
        columns=named("respondents", "dimension service count quota share=quota_share state"),
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
