"""The values that marks say when they are pointed at, tapped or read out: each once in a figure."""

from html import escape

from smartcity.charts.drawing.texts import spoken


class Values:
    """What the marks of one figure have said so far."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def mark(self, drawn: str, text: str | None, unseen: str = "") -> str:
        """Let what is *drawn* say *text*; where another mark says it already, or nothing is said, it is drawn alone.

        *unseen* is the place to point at of a mark that draws nothing by itself.
        """
        name = spoken(text) if text else ""
        if not name or name in self._said:
            return drawn
        self._said.add(name)
        label = escape(name).replace("\n", "&#10;")
        return f'<g role="img" aria-label="{label}">{drawn}{unseen}</g>'
