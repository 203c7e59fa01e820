"""Write the tables of docs/temuan.md from the catalogue of findings and the titles on the screen.

Run `python -m scripts.document_findings` after a finding was added or changed; a test says when the document is stale.
A finding stands in the table that has the others of its family (what stands before the point of its code).
"""

from pathlib import Path

from smartcity.config import open_config
from smartcity.wording import Words

DOCUMENT = Path(__file__).parents[1] / "docs" / "temuan.md"


def documented(document: str) -> str:
    """Return the text of the *document* with the rows of its tables as the catalogue has them.

    Raises `ValueError` when no table has a finding of some family yet: its first row is written by hand.
    """
    words = Words()
    rows: dict[str, list[str]] = {}
    for code, finding in open_config("findings").items():
        level, title = words(f"findings.severity.{finding['severity']}"), words(f"findings.{code}.title")
        meaning = f"**{title}.** {finding['meaning']}"
        cells = (f"`{code}`", level, meaning, finding["example"], finding["repair"])
        rows.setdefault(_family(code), []).append(f"| {' | '.join(cells)} |")
    lines: list[str] = []
    for line in document.splitlines():
        if line.startswith("| `"):
            lines += rows.pop(_family(line.strip("| `")), ())
        else:
            lines.append(line)
    if rows:
        raise ValueError(f"no table of {DOCUMENT.name} has a row of {', '.join(rows)}")
    return "\n".join(lines) + "\n"


def _family(code: str) -> str:
    return code.partition(".")[0]


if __name__ == "__main__":
    DOCUMENT.write_text(documented(DOCUMENT.read_text("utf-8")), "utf-8", newline="\n")
