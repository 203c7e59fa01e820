"""The page: the chosen section with its exhibits, and the forms that belong to it."""

from datetime import date

import streamlit as st

from smartcity.access.policy import GATHER, OFFICE, REPORT, UPLOAD, is_own
from smartcity.answers.calendar import calendar
from smartcity.answers.evidence import evidence
from smartcity.exhibits import pages
from smartcity.exhibits.evidence import owed, reminder
from smartcity.export.downloads import XLSX_TYPE
from smartcity.export.ics import MIME, calendar_bytes
from smartcity.export.papers import FORMATS, composed
from smartcity.export.sheets import sheet_bytes
from smartcity.method.regions import load_site
from smartcity.office.evidence import Dossier
from smartcity.ui.elements import pick, remark
from smartcity.ui.evidence.hours import draw_hours
from smartcity.ui.evidence.pieces import draw_pieces, offer_pack
from smartcity.ui.evidence.table import draw_table
from smartcity.ui.files import offer
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page
from smartcity.ui.papers import written
from smartcity.ui.person import asker
from smartcity.ui.showing import show

OWED = "kami"
"""The section of who speaks for an office: what it owes, and what no other office does."""


def draw_evidence(page: Page) -> None:
    """Draw the open section: its exhibits and, for who may, its forms."""
    page = page.of_today
    say_outcome()
    who = asker()
    section = page.section(*([OWED] if who.role == OFFICE and who.office else []), *pages.sections("bukti"))
    if section == OWED:
        show(owed(*page.question, who.office), page.selection)
        return
    if section == "jam":
        draw_hours(page)
    page.draw(section)
    if section == "isi":
        _draw_filling(page)
    elif section == "kurang":
        _offer_pack(page)
    elif section == "pemilik":
        _draw_reminders(page)
    elif section == "kalender":
        _offer_calendar(page)


def _draw_filling(page: Page) -> None:
    """Draw the table and the files of the evidence that the one at the screen may speak of."""
    words, who, when = page.words, asker(), (page.selection.year, load_site().track)
    if page.warehouse.methods.get(*when) is None:
        st.info(words("evidence.page.no_year"))
        return
    if not who.may(GATHER) and not who.may(REPORT, who.office):
        st.info(words("evidence.page.not_allowed"))
        return
    found = evidence(page.warehouse, *when)
    if not who.may(GATHER):
        spelled = next((owner for owner in found.owners if is_own(who.office, owner)), who.office)
        found = found.of_owner(spelled)
        remark(words("evidence.page.own", owner=spelled))
    if not found.items:
        st.info(words("evidence.said.none_owed", owner=found.owner, year=when[0]))
        return
    draw_table(found, page)
    if who.may(UPLOAD):
        _offer_sheet(found, page)
    draw_pieces(found, page)


def _offer_sheet(found: Dossier, page: Page) -> None:
    """Offer the workbook of evidence, to be filled in and loaded again."""
    words, methods = page.words, page.warehouse.methods
    label = words("evidence.sheet.own", owner=found.owner) if found.owner else words("evidence.sheet.all")
    name = f"bukti-{found.method.year}{f'-{found.owner}' if found.owner else ''}.xlsx"
    offer(label, lambda: sheet_bytes(found, methods.tracks, methods.years, words), name, XLSX_TYPE, "evidence-sheet")
    if found.owner:

        def printed() -> bytes:
            made = composed.of_owner(page.warehouse, page.selection, found.owner, words)
            return written(FORMATS["pdf"], made, words)

        label, name = words("evidence.sheet.own_pdf", owner=found.owner), name.removesuffix("xlsx") + "pdf"
        offer(label, printed, name, FORMATS["pdf"].mime, "evidence-sheet-pdf")
    remark(words("evidence.sheet.hint"))


def _offer_pack(page: Page) -> None:
    """Offer the pack for the portal to who gathers evidence."""
    when = (page.selection.year, load_site().track)
    if page.warehouse.methods.get(*when) is not None and asker().may(GATHER):
        offer_pack(evidence(page.warehouse, *when), page)


def _offer_calendar(page: Page) -> None:
    """Offer the calendar as a file that a phone takes in."""
    words, (year, track) = page.words, (page.selection.year, load_site().track)
    method = page.warehouse.methods.get(year, track)
    if method is not None:
        entries = calendar(page.warehouse, year, date.fromisoformat(page.selection.today))
        content = calendar_bytes(entries, method, page.stamp.built_at, words)
        offer(words("calendar.download"), content, f"smartcity-{year}.ics", MIME, "calendar-ics")


def _draw_reminders(page: Page) -> None:
    """Offer to who gathers evidence, for each office that owes any, what may be sent to it in a chat."""
    words, when = page.words, (page.selection.year, load_site().track)
    if page.warehouse.methods.get(*when) is None or not asker().may(GATHER):
        return
    found = evidence(page.warehouse, *when)
    owing = [name for name in found.owners if name is not None and found.of_owner(name).missing]
    if not owing:
        return
    label, hint = words("evidence.page.reminder"), words("evidence.page.reminder_hint")
    owner = pick(label, sorted(owing), str, hint, "evidence-reminder", width=480)
    if owner is not None:
        own, today = found.of_owner(owner), date.fromisoformat(page.selection.today)
        if own.to_send:
            st.code(reminder(own, today, words), language=None, wrap_lines=True)
        else:
            remark(words("evidence.reminder.none", owner=owner, n=len(own.missing)))
        _offer_sheet(own, page)
