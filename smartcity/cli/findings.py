"""Findings as commands give them: with their severity as a sentence for people, by their parts in JSON."""

from smartcity.records.findings import Finding
from smartcity.records.signs import on_one_line
from smartcity.wording import Words
from smartcity.wording.messages import spell


def finding_said(finding: Finding, words: Words, sentence: str = "") -> str:
    """Say a finding, or the *sentence* that speaks for several like it, with its severity."""
    text = sentence or spell(finding, words, as_command=True).sentence
    return f"{words(f'findings.severity.{finding.severity}')}: {on_one_line(text)}"


def finding_shown(finding: Finding, words: Words) -> dict[str, object]:
    """Return a finding as it stands in JSON."""
    message = spell(finding, words, as_command=True)
    return {
        "code": finding.code,
        "severity": finding.severity,
        "sheet": finding.place.sheet or None,
        "cell": finding.place.cell or None,
        "found": message.found,
        "expected": message.expected,
        "fix": message.fix,
    }
