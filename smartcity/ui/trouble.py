"""A data folder that cannot be used, said in words: what is wrong and the one step that helps."""

from smartcity.intake import DataFolder, trouble_of
from smartcity.wording import Words


def trouble_said(problem: Exception, words: Words) -> str:
    """Spell one of `intake.TROUBLES` for a page."""
    found = trouble_of(problem, DataFolder.chosen())
    return " ".join(words(f"trouble.{found.code}.{part}", **found.values) for part in ("problem", "page"))
