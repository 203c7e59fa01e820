"""The one style sheet, with the colours of the theme and the app's name above the navigation."""

import json
from functools import cache
from pathlib import Path

from smartcity.charts import theme


@cache
def style(name: str) -> str:
    """Return the style sheet as an element; *name* stands above the navigation, which itself takes only a picture."""
    sheet = (Path(__file__).parent / "style.css").read_text("utf-8")
    look = theme()
    values = {"accent": look.accent, "muted": look.muted, "paper": look.paper, "name": json.dumps(name)}
    declared = " ".join(f"--site-{key}: {value};" for key, value in values.items())
    return f"<style>:root {{ {declared} }}\n{sheet}</style>"
