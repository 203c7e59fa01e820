"""Who did a step and why, where that was no person but the product itself."""

from smartcity import intake
from smartcity.intake import Line
from smartcity.wording import Words


def who(line: Line, words: Words) -> str:
    """Name who did it."""
    return words("upload.history.by_product") if line.by == intake.SHIPPED_BY else line.by


def why(line: Line, words: Words) -> str:
    """Say why it was done, as the person wrote it."""
    is_update = line.by == intake.SHIPPED_BY and line.why == intake.UPDATED
    return words("upload.history.updated") if is_update else line.why
