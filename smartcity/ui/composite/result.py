"""What the page shows below the builder: coverage first, then the ranking, the years, and what is to be known."""

from smartcity.exhibits import composite
from smartcity.ui.composite.build import build_composite
from smartcity.ui.frame import Opened
from smartcity.ui.showing import show, show_beside, show_folded


def draw_composite(page: Opened) -> None:
    """Draw the builder, what there is to compose from and, once there is an index, all that is said of it."""
    built = build_composite(page)
    if built.material is None:
        return
    known = composite.coverage(built.warehouse, built.material, built.is_composed, built.words)
    if built.composed is None:
        show(known, built.selection)
        return
    asked = (built.warehouse, built.composed, built.words)
    show_folded(known, built.selection)
    first, second = composite.standing(*asked), composite.over_years(*asked)
    if first.figure is not None and second.figure is not None:
        show_beside((first, second), built.selection)
    else:
        show(first, built.selection)
        if first.empty is None:
            show(second, built.selection)
    outranked = composite.outranked(*asked)
    if outranked is not None:
        show(outranked, built.selection)
    show(composite.remarks(*asked), built.selection)
    show_folded(composite.ingredients(*asked), built.selection)
