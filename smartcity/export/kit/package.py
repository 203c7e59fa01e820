"""All of the kit in one file: for an office what its people need, for who leads the survey everything."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from smartcity.answers import kit as kits
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.kit.papers import form_pdf, guide_pdf, letter_pdf, listed
from smartcity.export.kit.questions import Kit, answers, slug
from smartcity.export.kit.recording import recording_bytes
from smartcity.export.kit.services import headings_text, script_text
from smartcity.export.kit.xlsform import xlsform_bytes
from smartcity.export.papers.paper import Section, paper
from smartcity.export.papers.slides import pptx_bytes

_BORN = (2000, 1, 1, 0, 0, 0)


def kit_bytes(kit: Kit, shown: Sequence[Exhibit], remarks: Sequence[str] = ()) -> bytes:
    """Write the kit as one zip; *shown* stand in the deck, *remarks* are what is to be known of the plan.

    The same plan gives the same bytes.
    """
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name, content in kit_files(kit, shown, remarks):
            target.writestr(ZipInfo(name, _BORN), content, ZIP_DEFLATED)
    return made.getvalue()


def kit_files(kit: Kit, shown: Sequence[Exhibit], remarks: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Make each file of the kit, with the name it has in the zip."""
    words, code = kit.words, f"smartcity_{kit.plan.year}"
    owner = [words("kit.zip.owner", owner=kit.owner)] if kit.owner else []
    about = [kit.title, *owner, "", *listed("kit.zip.line", words), "", *filter(None, (kit.rules, *remarks))]
    yield words("kit.zip.read"), "\r\n".join(about).encode()
    yield words("kit.zip.recording"), recording_bytes(kit)
    yield words("kit.zip.guide"), guide_pdf(kit)
    for form in kit.forms:
        if form.serials:
            yield words("kit.zip.paper", code=form.code), form_pdf(kit, form)
        own = f"{code}_{slug(form.code)}"
        yield words("kit.zip.xlsform", code=form.code), xlsform_bytes(kit, [form], form.title, own)
    if len(kit.forms) > 1:
        yield words("kit.zip.xlsform_all"), xlsform_bytes(kit, kit.forms, kit.title, code)
    yield words("kit.zip.script"), script_text(kit).encode()
    yield words("kit.zip.headings"), headings_text(kit).encode()
    if kit.owner:
        yield words("kit.zip.letter"), letter_pdf(kit)
        return
    yield words("kit.zip.deck"), deck_bytes(kit, shown)
    for name in kits.owners_of(kit.plan):
        own = kit.of(name)
        yield words("kit.zip.letter_to", owner=slug(name).replace("_", "-")), letter_pdf(own)


def deck_bytes(kit: Kit, shown: Sequence[Exhibit]) -> bytes:
    """Write the slides of the briefing."""
    words = kit.words
    levels = [f"{label}: {words(f'kit.guide.level.{level}')}" for level, label in answers(kit.method, words)]
    sections = [
        Section(words("kit.deck.why"), (), tuple(listed("kit.deck.why_points", words))),
        Section(words("kit.deck.services"), tuple(shown)),
        Section(words("kit.guide.who"), (), tuple(listed("kit.guide.who_points", words))),
        Section(words("kit.guide.answers"), (), (*levels, words("kit.guide.unknown_said"))),
        Section(words("kit.guide.mistakes"), (), tuple(_numbered(listed("kit.guide.mistake", words)))),
        Section(words("kit.guide.back"), (), tuple(listed("kit.guide.back_points", words))),
        Section(words("kit.deck.next"), (), (_days(kit), *listed("kit.deck.next_points", words))),
    ]
    chosen = Selection(language=words.language, year=kit.plan.year)
    return pptx_bytes(paper(words("kit.deck.title", title=kit.title), sections, chosen, words), words)


def _days(kit: Kit) -> str:
    plan, words = kit.plan, kit.words
    if plan.starts and plan.ends:
        return words("kit.letter.days", starts=plan.starts, ends=plan.ends)
    return words("kit.letter.undated")


def _numbered(points: Sequence[str]) -> Iterator[str]:
    return (f"{number}. {point}" for number, point in enumerate(points, start=1))
