"""What a survey says of its dimensions, made once for a build, and which of it may be shown."""

from collections.abc import Sequence

from smartcity import surveys
from smartcity.exhibits.respondents.loaded import Survey
from smartcity.survey import Described, Description, Element
from smartcity.surveys import Loaded
from smartcity.warehouse import Warehouse


def loaded_of(warehouse: Warehouse, survey: Survey) -> Loaded:
    """Return *survey* as the questions about surveys take it."""
    return surveys.load(warehouse, survey.year, survey.track)


def described(warehouse: Warehouse, survey: Survey) -> tuple[Description, ...]:
    """Describe every dimension of the survey's method, chosen or not, with the spread of its answers."""
    key = ("described survey", survey.year, survey.track)
    return warehouse.remember(key, lambda: surveys.describe(warehouse, loaded_of(warehouse, survey)))


def shown_nodes(description: Description, smallest: int) -> frozenset[str]:
    """Name the dimension, parts and statements of which something may be shown.

    What fewer than *smallest* people answered is not shown. Since the mean of a whole is that of its parts, a single
    hidden part could be computed from it; then the least answered of the others is hidden too.
    """
    if description.whole.count < smallest:
        return frozenset()
    parts = beside_whole([part.whole for part in description.parts], smallest)
    shown, place = {description.whole.code, *parts}, 0
    sizes = [part.reliability.items for part in description.parts]
    for part, size in zip(description.parts, sizes):
        own = description.items[place : place + size]
        place += size
        if part.whole.code in parts:
            shown |= beside_whole(own, smallest)
    return frozenset(shown)


def beside_whole(nodes: Sequence[Described | Element], smallest: int) -> frozenset[str]:
    """Name those of *nodes* that may be shown beside their whole; a node without any answer tells of nobody."""
    answered = sorted((node for node in nodes if node.count), key=lambda node: node.count)
    few = sum(node.count < smallest for node in answered)
    hidden = answered[: max(few, 2) if few else 0]
    return frozenset(node.code for node in nodes) - {node.code for node in hidden}
