"""What may be handed in as evidence, by whom, and until when after the interview: `config/evidence.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from smartcity.config import open_config
from smartcity.method.layout import word_of


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """The bounds of evidence.

    A file has at most *most_megabytes*; what is missing can be sent for *hours* after the interview; *others* may owe
    evidence besides the owners in the lists of innovations; *statuses* are the words for how far evidence is.
    """

    most_megabytes: int
    hours: int
    others: tuple[str, ...]
    statuses: Mapping[str, tuple[str, ...]]

    def status(self, text: str) -> str | None:
        """Return the status that *text* names, or None."""
        wanted = word_of(text)
        return next((code for code, words in self.statuses.items() if wanted in map(word_of, words)), None)


@cache
def load_evidence() -> EvidenceRules:
    """Load `config/evidence.toml`."""
    given = open_config("evidence")
    words = {code: tuple(own) for code, own in given["statuses"].items()}
    bounds = given["files"]["most_megabytes"], given["interview"]["hours"]
    return EvidenceRules(*bounds, tuple(given["offices"]["others"]), words)
