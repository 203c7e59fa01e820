"""What the survey kit is bound by: `config/kit.toml`."""

from dataclasses import dataclass
from functools import cache

from smartcity.config import open_record


@dataclass(frozen=True, slots=True)
class KitRules:
    """The bounds of what is handed out.

    A form's title has at most *longest_title* signs; *answering* is the share of the invited that is expected to
    answer, our own assumption.
    """

    longest_title: int
    answering: float


@cache
def load_kit() -> KitRules:
    """Load `config/kit.toml`."""
    return open_record(KitRules, "kit")
