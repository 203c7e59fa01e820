"""What a file tells of few people: the sentence for who is about to load it."""

from collections.abc import Iterable

from smartcity.method import load_dimensions
from smartcity.method.regions import load_site
from smartcity.wording import Words


def few_said(dimensions: Iterable[str], words: Words) -> str:
    """Say in which of *dimensions* the means before and after tell of a few people; "" where in none."""
    names = {one.code: one.name for one in load_dimensions()}
    named = words.join(names[code] for code in dimensions)
    return words("upload.next.few", names=named, n=load_site().smallest_group) if named else ""
