"""An index of one's own: from an example, from nothing or from a file, with the result live below the builder."""

from smartcity.ui.composite.result import draw_composite

__all__ = ["draw_composite"]
