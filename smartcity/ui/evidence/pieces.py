"""Pieces of evidence: handed in for one item or many, listed, taken away and left out."""

from functools import partial
from pathlib import Path

import streamlit as st

from smartcity import intake
from smartcity.access.policy import Asker
from smartcity.checks.evidence import MEGABYTE, Given
from smartcity.export.pack import placed, write_pack
from smartcity.intake import DataFolder
from smartcity.intake.folder import SnapshotLost
from smartcity.method.evidence import load_evidence
from smartcity.office.evidence import Dossier
from smartcity.records.evidence import Evidence, Piece
from smartcity.ui.elements import pick, plain, remark, say
from smartcity.ui.evidence.table import said_of
from smartcity.ui.files import OFFERS, hand_out, made_file
from smartcity.ui.journal import is_signed, record, refuse
from smartcity.ui.memory import Memory
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, asker
from smartcity.wording import Words
from smartcity.wording.messages import spell

_ROUND = Memory("evidence pieces round", 0)
"""Numbers the form that hands in; the next one is empty again."""

_KIBIBYTE = 1024
_MOST_PACKED = 200
"""Without `serve.py` Streamlit holds a pack in memory: one of more megabytes is then made on the command line."""


def draw_pieces(found: Dossier, page: Page) -> None:
    """Draw the form that hands in files and links, and the pieces of the item that is looked at."""
    words = page.words
    st.header(words("evidence.pieces.title"), anchor=False)
    _draw_handing_in(found, page)
    had = [one for one in found.items if one.pieces]
    if not had:
        remark(words("evidence.pieces.none"))
        return
    label, hint = words("evidence.pieces.of"), words("evidence.pieces.of_hint")
    one = pick(label, had, lambda one: _named(one, found, words), hint, "evidence-pieces-of")
    if one is not None:
        for piece in one.pieces:
            _draw_piece(one, piece, found, page)


def offer_pack(found: Dossier, page: Page) -> None:
    """Offer all evidence there is as one pack for the ministry's portal."""
    words, when = page.words, (found.method.year, found.method.track)
    files = [one for one in placed(found) if one.path]
    size = sum(one.piece.size for one in files) / MEGABYTE
    if not files:
        return
    if size > _MOST_PACKED and not OFFERS.are_served:
        remark(words("evidence.pack.too_large", year=when[0], size=size))
        return

    def make(by: Asker) -> Path:
        def read(one: Evidence, piece: Piece) -> bytes:
            return intake.evidence_file(DataFolder.chosen(), when, one.item, piece.snapshot, by)

        return made_file(lambda target: write_pack(target, page.warehouse, found, read, words))

    label = words("evidence.pack.offer", n=len(files), size=max(size, 1))
    hand_out(label, (f"bukti-{when[0]}", f"bukti-{when[0]}.zip"), make, "evidence-pack", words)


def _named(one: Evidence, found: Dossier, words: Words) -> str:
    return f"{one.item} {found.method.item(one.item).meaning[words.language]}"


def _draw_handing_in(found: Dossier, page: Page) -> None:
    words, number = page.words, _ROUND.get()
    names = {one.item: _named(one, found, words) for one in found.items}
    with st.form(f"evidence-hand-in-{number}", border=True):
        items = st.multiselect(
            words("evidence.pieces.items"),
            tuple(names),
            format_func=names.__getitem__,
            placeholder=words("evidence.pieces.items_hint"),
            key=f"evidence-items-{number}",
        )
        most = load_evidence().most_megabytes
        files = st.file_uploader(
            words("evidence.pieces.files", n=most),
            accept_multiple_files=True,
            max_upload_size=most,
            key=f"evidence-files-{number}",
        )
        links = st.text_area(words("evidence.pieces.links"), key=f"evidence-links-{number}", height=80)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            by = ask_name(words("evidence.page.by"), words, "evidence-hand-in-by")
            is_sent = st.form_submit_button(words("evidence.pieces.hand_in"), type="primary")
    if not is_sent or not is_signed(by, words("evidence.page.need_by")):
        return
    handed = [(file.name, file.getvalue()) for file in files or ()]
    if not items or not (handed or links.split()):
        refuse(words("evidence.pieces.nothing"))
        return
    given = {item: Given(links=links.split(), files=handed) for item in items}
    _write(found, given, by, page, words("evidence.pieces.handed_in", n=len(handed) + len(links.split())))


def _write(found: Dossier, given: dict[str, Given], by: str, page: Page, outcome: str) -> None:
    words, when = page.words, (found.method.year, found.method.track)

    def write() -> object:
        why = words("evidence.page.why")
        line = intake.gather(DataFolder.chosen(), when, given, asker(by), why, page.warehouse)
        _ROUND.next_round()
        return line

    def outcome_of(line: object) -> str:
        return outcome if line else words("evidence.page.same")

    refusals = {intake.NotEvidence: lambda problem: said_of(problem.findings, words)}
    record(write, outcome_of, words("evidence.page.working"), words, refusals)


def _draw_piece(one: Evidence, piece: Piece, found: Dossier, page: Page) -> None:
    """Draw a piece with who gave it, the way to it, and the way to leave it out."""
    words, key = page.words, f"{one.item}-{piece.code[:16]}"
    with st.container(border=True, key=f"piece-{key}"):
        origin = words("evidence.pieces.given", at=piece.given_at, by=piece.given_by)
        if piece.link:
            # The address stands beside its link, so that nobody follows a name that hides it.
            say(piece.link)
            st.code(piece.link, language=None, wrap_lines=True)
            remark(origin)
        else:
            size = words.number(max(piece.size / _KIBIBYTE, 1), 0)
            st.markdown(f"**{plain(piece.file)}**")
            remark(words("evidence.pieces.size", size=size, said=origin))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if piece.snapshot:
                _offer(one, piece, key, words)
            _draw_leave_out(one, piece, key, found, page)


def _offer(one: Evidence, piece: Piece, key: str, words: Words) -> None:
    folder = DataFolder.chosen()
    make = partial(intake.evidence_file, folder, (one.year, one.track), one.item, piece.snapshot)
    try:
        folder.require_copy(piece.path, piece.snapshot, piece.file)
    except SnapshotLost as problem:
        say(spell(problem.finding, words).sentence)
        return
    file = (f"{piece.entry}-{piece.snapshot[:12]}", piece.file)
    hand_out(words("evidence.pieces.open"), file, make, f"evidence-file-{key}", words, piece.snapshot)


def _draw_leave_out(one: Evidence, piece: Piece, key: str, found: Dossier, page: Page) -> None:
    words = page.words
    with st.popover(words("evidence.pieces.leave_out"), key=f"leave-{key}"), st.form(f"leave-form-{key}", border=False):
        by = ask_name(words("evidence.page.by"), words, f"leave-by-{key}")
        is_sent = st.form_submit_button(words("evidence.pieces.leave_out"), type="primary")
    if is_sent and is_signed(by, words("evidence.page.need_by")):
        given = {one.item: Given(dropped=[piece.code])}
        _write(found, given, by, page, words("evidence.pieces.left_out"))
