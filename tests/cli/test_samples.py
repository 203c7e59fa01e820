"""Invented data is called invented in the lines of every command, as in its JSON, and lines are written for people."""

import re

import pytest
from commands import run

from smartcity.wording import LANGUAGES, Words

COMMANDS = {
    "score": ["--basis", "simulasi"],
    "rank": ["--basis", "simulasi"],
    "rules": [],
    "movement": [],
    "robustness": [],
    "scenarios": [],
    "gains": [],
    "plan": ["--index", "3.5", "--from", "samples"],
    "tasks": [],
    "innovations": [],
    "evidence": [],
    "readiness": [],
    "calendar": [],
    "respondents": [],
    "coverage": [],
    "trace": ["--basis", "simulasi", "--node", "impact"],
    "survey": [],
    "quality": [],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_invented_data_is_called_so_in_words_as_in_json(full, name):
    """Where JSON marks something as invented, a line begins with the mark, in both languages; codes are spelled."""
    answer = run(name, 2024, *COMMANDS[name], "--json")
    for language in LANGUAGES:
        reply = run(name, 2024, *COMMANDS[name], "--language", language)
        mark = Words(language)("charts.basis.sample")
        assert any(line.startswith(mark) for line in reply.out.splitlines()) == ('"sample": true' in answer.out)
        # `trace` names the nodes as its own option takes them.
        assert name == "trace" or not re.search(r"\bnan\b|\bNone\b|\b(governance|living)(\.\d)?:", reply.out)
