"""What an analyst should know about a file: stable codes, severities and places.

The core raises codes and values; `config/findings.toml` says how grave each code is and what `docs/temuan.md` explains
of it, and the sentences stand in the wording catalogues under `findings.<code>`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from smartcity.config import open_config

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)

CATALOGUE: Mapping[str, str] = MappingProxyType(
    {code: finding["severity"] for code, finding in open_config("findings").items()}
)
"""Every code of `config/findings.toml` with its severity; both wording catalogues hold exactly these."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file by the name its owner gave it, a sheet, a cell address such as "E6".

    What somebody typed stands in no file; then the cell is the code of the item that it was typed for.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file, by code; *found* is what stands there, *values* what the sentence needs besides.

    *count* is how many cells it speaks for: more than one where the others would only repeat it.

    Raises `ValueError` when the code is not in the catalogue.
    """

    code: str
    place: Place
    found: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    count: int = 1

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise ValueError(f"finding code {self.code!r} is not in the catalogue")

    @property
    def severity(self) -> str:
        """`error` stops loading, `warning` asks for a look, `info` only tells."""
        return CATALOGUE[self.code]

    @property
    def is_error(self) -> bool:
        """Whether it stops loading."""
        return self.severity == ERROR


def is_loadable(findings: Iterable[Finding]) -> bool:
    """Say whether nothing found forbids loading: not one error."""
    return all(finding.severity != ERROR for finding in findings)
