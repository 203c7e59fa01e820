"""Sentences about the evidence of a year, which pages and commands share."""

from smartcity.office.evidence import Dossier
from smartcity.records.evidence import COMPLETE
from smartcity.wording import Words


def complete_said(found: Dossier, words: Words) -> str:
    """Say how complete the evidence of a year is, by worth and by number."""
    year, share, counted = found.method.year, found.complete(), found.counted
    if share is None:
        return words(f"evidence.said.none_{'owed' if found.owner else 'needed'}", year=year, owner=found.owner)
    done = sum(one.status == COMPLETE for one in counted)
    return words("evidence.said.complete", year=year, share=share, n=done, count=len(counted))
