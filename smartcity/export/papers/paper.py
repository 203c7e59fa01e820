"""A paper: exhibits in an order, under a title and a letterhead, with which choice and build made them.

Every format is written from the same paper, so that none of them can say more or less than another. It takes exhibits
as they are, also those that were kept as JSON, and must not know where they come from.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from smartcity.exhibits.kit.exhibit import Exhibit, Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.downloads import described
from smartcity.method.letterhead import Letterhead, load_letterhead
from smartcity.wording import Words

MARKED = ("press", "derived", "simulasi", "own")
"""The bases that are marked wherever they stand: everything but what the ministry printed."""


@dataclass(frozen=True)
class Section:
    """A part of a paper: a title, sentences of its own, and exhibits."""

    title: str
    exhibits: tuple[Exhibit, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """What is written: title, sections, the choices as pairs of label and value, and the page that shows them.

    *missing* are findings that say what there is nothing of; *helps* is whether what to do about it is told, too, which
    is nothing to who is reported to. *signs* lists the posts that sign, from left to right. A
    *sheet* is to fit one page. *audit* is the head of the audit's chain when it was written, "" for none.
    """

    title: str
    sections: tuple[Section, ...]
    chosen: tuple[tuple[str, str], ...]
    stamp: Stamp
    letterhead: Letterhead
    link: str = ""
    signs: tuple[str, ...] = ()
    missing: tuple[Exhibit, ...] = field(default=())
    is_sheet: bool = False
    audit: str = ""
    helps: bool = True

    @property
    def lacking(self) -> tuple[str, ...]:
        """Say what there is nothing of, in sentences that end."""
        return tuple(missing_said(one, self.helps) for one in self.missing)

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """All exhibits, in order."""
        return tuple(one for section in self.sections for one in section.exhibits)

    @property
    def is_sample(self) -> bool:
        """Say whether invented data is among what is shown."""
        return any(one.is_sample for one in self.exhibits)


def paper(
    title: str,
    sections: Mapping[str, Iterable[Exhibit]] | Iterable[Section],
    selection: Selection,
    words: Words,
    link: str = "",
    names: Mapping[str, str] | None = None,
    signs: Iterable[str] = (),
    *,
    is_sheet: bool = False,
    helps: bool = True,
) -> Paper:
    """Put exhibits together under a *title*; those of which there is nothing are told at the end.

    *names* is what chosen codes are called, as for `downloads.described`.
    """
    if isinstance(sections, Mapping):
        sections = [Section(name, tuple(own)) for name, own in sections.items()]
    parts = [
        Section(part.title, tuple(filter(_is_shown, part.exhibits)), (*part.sentences, *_said(part.exhibits, words)))
        for part in sections
    ]
    every = [exhibit for section in sections for exhibit in section.exhibits]
    stamp = next((one.stamp for one in every if one.stamp.built_at), Stamp("", "", 0))
    return Paper(
        title,
        tuple(one for one in parts if one.exhibits or one.sentences),
        described(selection, words, names or {}),
        stamp,
        load_letterhead(),
        link,
        tuple(signs),
        # Two exhibits that lack the same say it once.
        tuple({missing_said(one, helps): one for one in every if one.empty is not None}.values()),
        is_sheet,
        helps=helps,
    )


def _said(exhibits: Iterable[Exhibit], words: Words) -> Iterator[str]:
    """Say the findings that have nothing to draw or to list, with their marks; there is not nothing of these."""
    for one in exhibits:
        if one.empty is None and not _is_shown(one):
            marked = " · ".join(marks(one, words))
            yield f"{one.message.rstrip('.')}{f' ({marked})' if marked else ''}."


def _is_shown(exhibit: Exhibit) -> bool:
    return exhibit.empty is None and (exhibit.figure is not None or exhibit.table is not None)


def marks(exhibit: Exhibit, words: Words) -> tuple[str, ...]:
    """Name what keeps an exhibit from being official: CONTOH first, borrowed rules, then its bases."""
    sample = [words("ui.sample.tag")] if exhibit.is_sample else []
    rules = [words("ui.rules.tag")] if exhibit.rules else []
    return (*sample, *rules, *(words(f"papers.mark.{basis}") for basis in exhibit.bases if basis in MARKED))


def missing_said(exhibit: Exhibit, helps: bool) -> str:
    """Say what there is nothing of, and if it *helps* what to do, in sentences that end."""
    step = exhibit.empty.step if exhibit.empty and helps else ""
    return " ".join(filter(None, (f"{exhibit.message.rstrip('.')}.", step)))


def built(paper: Paper, words: Words) -> str:
    """Say which build the paper is of; nothing where none is known."""
    stamp = paper.stamp
    return words("papers.built", at=stamp.built_at, build=stamp.fingerprint[:4]) if stamp.built_at else ""


def made_of(paper: Paper, words: Words) -> str:
    """Say which choice and which build made the paper, and what the audit ended with then, in one line."""
    audit = words("papers.audit", head=paper.audit) if paper.audit else ""
    chosen = (f"{label}: {value}" for label, value in paper.chosen)
    return " · ".join(filter(None, (*chosen, built(paper, words), audit)))
