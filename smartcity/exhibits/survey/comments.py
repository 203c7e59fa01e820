"""What people wrote in their own words, as a list that can be searched; who wrote it cannot be told from it."""

from collections import Counter
from collections.abc import Sequence

from smartcity import gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.gate import Comment
from smartcity.method.layout import normalise
from smartcity.wording import Words

KEY = "komentar"
FIRST = 30
"""Comments that are laid out to be read; with more, a folded table has them all."""


@of_survey(KEY)
def comments(survey: Survey) -> Exhibit:
    """List the comments that hold every word that is searched for, of the chosen dimension."""
    words, phrase, everything = survey.words, survey.selection.phrase, written(survey)
    # Without a chosen dimension all of them count, also those that name none.
    own = [one for one in everything if survey.is_whole or one.dimensions]
    whole = [one for one in own if normalise(one.text)]
    matching = [one for one in whole if _holds(one, phrase)]
    is_none = not any(normalise(one.text) for one in everything)
    reason = "none" if is_none else "none_of_dimension" if not whole else "not_found" if not matching else ""
    if reason:
        values = {"year": survey.year, "dimension": survey.own[0][0].name, "phrase": phrase}
        untold = words("survey.comments.untold")
        return survey.unasked.nothing(KEY, message=untold, because=f"survey.comments.{reason}_", **values)
    message, masked = comments_message(matching, len(whole), phrase, words), len(own) - len(whole)
    if len(matching) <= FIRST:
        return _exhibit(KEY, message, matching, masked, survey)
    every = _exhibit(f"{KEY}-semua", words("survey.comments.every", n=len(matching)), matching, masked, survey)
    more = words("survey.comments.first", n=FIRST, total=len(matching))
    return _exhibit(KEY, message, matching[:FIRST], masked, survey, more, (every,))


def written(survey: Survey) -> tuple[Comment, ...]:
    """Load the comments of a survey; a dimension is named when as many answered it as may be shown."""
    named = {dimension.code: dimension.name for dimension in survey.dimensions if dimension not in survey.silent}
    return gate.comments(survey.warehouse, survey, named)


def _holds(one: Comment, phrase: str) -> bool:
    text = normalise(" ".join((one.text, *one.dimensions, *one.services)))
    return all(word in text for word in normalise(phrase).split())


def comments_message(matching: Sequence[Comment], total: int, phrase: str, words: Words) -> str:
    """Count the comments, or those that hold the phrase; name the dimension that most of them are about, if one is."""
    if phrase:
        return words("survey.comments.found", n=len(matching), total=total, phrase=phrase)
    counts = Counter(name for one in matching for name in one.dimensions).most_common()
    message = words("survey.comments.message", n=total)
    if len(counts) < 2 or counts[0][1] == counts[1][1]:
        return message
    return message + words("survey.comments.most", dimension=counts[0][0], most=counts[0][1])


def _exhibit(
    key: str,
    message: str,
    matching: Sequence[Comment],
    masked: int,
    survey: Survey,
    more: str = "",
    details: tuple[Exhibit, ...] = (),
) -> Exhibit:
    words = survey.words
    return survey.subject(survey.answered, more=more).exhibit(
        key,
        message,
        "survey.comments",
        rows=[(one.text, one.dimensions, one.services) for one in matching],
        columns=of_page("survey", "text=comment dimensions=dimension services=service"),
        note=(
            words("survey.comments.note", smallest=survey.smallest),
            words("survey.comments.masked", n=masked) if masked else "",
        ),
        details=details,
        year=survey.year,
        n=len(matching),
    )
