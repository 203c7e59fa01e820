"""How methods are named, and how it is said whose rules a year has as long as its own are not known."""

from collections.abc import Iterable

from smartcity.method import Method
from smartcity.wording import Words


def method_name(method: Method, words: Words) -> str:
    """Name a method by its year and track: "2023 Reguler"."""
    return words("method.rules.method_name", year=method.year, track=words(f"method.track.{method.track}"))


def held_name(method: Method, words: Words) -> str:
    """Name the rules that hold for a year: its own, or those of the year they are borrowed from."""
    if not method.is_provisional:
        return method_name(method, words)
    return words("method.held", year=method.borrowed_from)


def rules_said(methods: Iterable[Method | None], words: Words) -> str:
    """Say whose rules the provisional ones of *methods* have, years of one lender together; "" where none is one."""
    lent: dict[tuple[str, int], list[int]] = {}
    for method in methods:
        if method is not None and method.is_provisional:
            lent.setdefault((method.track, method.borrowed_from), []).append(method.year)
    return " ".join(
        words(
            "method.provisional", years=words.join(sorted(set(years))), track=words(f"method.track.{track}"), origin=of
        )
        for (track, of), years in lent.items()
    )


def scales_said(method: Method, words: Words) -> dict[str, object]:
    """Spell the scales of a method: the numbers of an answer with what each means, and the ends of a mark."""
    survey = method.survey
    answers = range(int(survey.answer_min), int(survey.answer_max) + 1)
    meanings = ((answer, f"survey.level.n{answer}") for answer in answers)
    levels = [f"{words.number(answer)} = {words(key)}" for answer, key in meanings if words.has(key)]
    own = {"low": words.number(survey.answer_min), "high": words.number(survey.answer_max), "levels": ", ".join(levels)}
    return own | {"least": words.number(method.scale_min), "most": words.number(method.scale_max)}
