"""Pilih: the file, what we take it for and why, and whether it comes beside or in the place of another."""

import dataclasses
from collections.abc import Sequence
from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.export.downloads import XLSX_TYPE
from smartcity.intake import DataFolder, Earlier, Inspection, Waiting
from smartcity.intake.inspection import PERSON
from smartcity.method import load_dimensions
from smartcity.method.layout import load_layouts, template_kinds
from smartcity.method.regions import load_site
from smartcity.reading.templates import template
from smartcity.records.decisions import DATE_ORDER, Decisions
from smartcity.ui.elements import pick, plain, press, remark, say
from smartcity.ui.files import offer
from smartcity.ui.store import warehouse
from smartcity.ui.upload.file import (
    Upload,
    decide,
    drop,
    drop_emptied,
    hand,
    inspected,
    lay,
    take_options,
    take_up,
    uploader_key,
    waiting,
)
from smartcity.ui.upload.next import carry, is_confirmed, tell
from smartcity.ui.upload.next import offer as offer_next
from smartcity.ui.upload.progress import CHECKING, moving
from smartcity.ui.upload.spelling import spelled as meaning_said
from smartcity.ui.upload.spelling import who
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.few import few_said
from smartcity.wording.rules import rules_said

VERSION = "file.replaces"
"""What the checks say of a likely new version; here it is a question, not a finding among others."""

_BESIDE, _BEFORE = "", "before"
_LARGE = 2 << 20
_WIDTH = 260


def choose(words: Words) -> Upload | None:
    """Draw the uploader and, once there is a file, the guess about it; return the file with what was found."""
    with st.container(key="upload-choose"):
        st.header(words("upload.choose.title"), anchor=False)
        intake.stand_by()
        say(words("upload.choose.hint", n=st.get_option("server.maxUploadSize")))
        # Any ending is let through: a refusal by the reader says in the page's language what to do.
        uploaded = st.file_uploader(words("upload.choose.file"), key=uploader_key(), on_change=drop_emptied)
        held = hand() if uploaded is None else lay(uploaded.getvalue(), intake.called(uploaded.name))
        if held is None:
            _draw_waiting(words)
            _draw_templates(words)
            return None
        if uploaded is None:
            _draw_held(held, words)
        with st.spinner(plain(words("upload.choose.reading", file=held.file))):
            inspection = _inspected(held, words)
            carry(held, inspection)
        if not _can_be_guessed(inspection):
            return Upload(held.content, held.file, inspection, held.options)
        _draw_guess(inspection, held.options, words)
        replaces = _draw_version(inspection, words)
        for alias in inspection.decisions.aliases:
            if alias.of == DATE_ORDER and alias not in held.decisions.aliases:
                order = meaning_said(alias.of, alias.meaning, words)
                say(words("upload.choose.planned_order", text=alias.text, order=order))
        if inspection.few:
            say(few_said(inspection.few, words))
        rest = tuple(finding for finding in inspection.findings if finding.code != VERSION)
        found = dataclasses.replace(inspection, findings=rest)
        upload = Upload(held.content, held.file, found, held.options, replaces)
        offer_next(upload, words)
        return upload


def _draw_waiting(words: Words) -> None:
    """Offer the file of an earlier visit that was neither saved nor put away."""
    left = waiting()
    if left is None:
        return
    with st.container(border=True, key="upload-waiting"):
        n = len(left.decisions.aliases) + len(left.decisions.left_out) + bool(left.decisions.scale)
        say(words("upload.waiting.offer_decided" if n else "upload.waiting.offer", file=left.file, at=left.at, n=n))
        with st.container(horizontal=True):
            press(words("upload.waiting.go_on"), "waiting-go-on", take_up, type="primary")
            press(words("upload.waiting.drop"), "waiting-drop", drop)


def _draw_held(held: Waiting, words: Words) -> None:
    """Say which file is at hand where the uploader does not show it any more, and offer to put it away."""
    with st.container(horizontal=True, vertical_alignment="center", key="upload-held"):
        st.markdown(plain(words("upload.waiting.held", file=held.file)), width="content")
        press(words("upload.waiting.drop"), "held-drop", drop, type="tertiary")


def _inspected(held: Waiting, words: Words) -> Inspection:
    """Inspect the file; where that takes a while a bar says how far it is."""
    if len(held.content) <= _LARGE:
        return inspected(held)
    with moving(CHECKING, words) as progress:
        return inspected(held, progress)


def _can_be_guessed(inspection: Inspection) -> bool:
    """Say whether the file was read at all and is not loaded yet, so that what it is can be a question."""
    codes = {finding.code for finding in inspection.findings}
    return "file.already_loaded" not in codes and (inspection.checked is not None or "file.kind_unknown" in codes)


def _draw_templates(words: Words) -> None:
    with st.popover(words("upload.choose.template"), key="templates"):
        st.caption(words("upload.choose.template_hint"))
        years = warehouse().methods.years[::-1]
        usual = years.index(min(intake.clock.this_year(), years[0]))
        year = st.selectbox(words("upload.choose.template_year"), years, usual, key="template-year")
        rules = rules_said([warehouse().methods.get(year, load_site().track)], words)
        if rules:
            remark(rules)
        for kind in template_kinds():
            made = f"-{year}" if load_layouts()[kind].needs_year else ""
            name = f"{words('upload.choose.template_file', kind=kind)}{made}.xlsx"
            make = partial(template_of, kind, year, warehouse(), words)
            offer(words(f"upload.kind.{kind}"), make, name, XLSX_TYPE, f"template-{kind}", width="stretch")


def template_of(kind: str, year: int, known: Warehouse, words: Words) -> bytes:
    """Write the workbook of a kind to fill in, by the rules of a year and of the home region's track."""
    layout, methods = load_layouts()[kind], known.methods
    method = methods.require(year, load_site().track) if layout.needs_year else None
    regions = sorted(region.name for region in scores.regions(known).all if region.type in scores.REGION_TYPES)
    return template(layout, words, method, load_dimensions(), regions, methods.tracks, methods.years)


def _draw_guess(inspection: Inspection, options: Options, words: Words) -> None:
    """Draw what the file is taken for, each part to be changed, and where each was found."""
    st.subheader(words("upload.guess.title"), anchor=False)
    layouts, methods = load_layouts(), warehouse().methods
    layout, year = layouts.get(inspection.kind), inspection.year
    with st.container(horizontal=True, key="upload-guess", vertical_alignment="bottom"):
        _select("kind", tuple(layouts), inspection.kind, options, words)
        if layout and layout.needs_year:
            _select("year", methods.years[::-1], year, options, words)
        if layout and layout.needs_track:
            _select("track", methods.tracks, inspection.track, options, words)
    named: dict[str, list[str]] = {}
    for name, reason in inspection.reasons.items():
        if name == "kind" or getattr(layout, f"needs_{name}"):
            label = words(f"upload.guess.{name}")
            # Kind, year and track of a next version are those of the one before, whether it said so or a person did.
            reason = _BEFORE if reason == PERSON and inspection.follows is not None else reason
            named[reason] = [*named.get(reason, ()), label.lower() if reason in named else label]
    parts = [words(f"upload.reason.{reason}", name=words.join(names)) for reason, names in named.items()]
    if layout and not layout.needs_year and year is not None:
        parts.append(words("upload.guess.per_row", name=words("upload.guess.year"), value=year))
    remark(" · ".join((*parts, words("upload.guess.change"))))


def _select(name: str, codes: Sequence[object], current: object, options: Options, words: Words) -> None:
    def spelled(code: object) -> str:
        if name == "year":
            return str(code)
        return words(f"upload.kind.{code}") if name == "kind" else words(f"method.track.{code}")

    label, key = words(f"upload.guess.{name}"), f"guess-{name}"
    known = codes if current is None or current in codes else (*codes, current)
    st.session_state[key] = current
    hint, change = words("upload.guess.unknown", name=label.lower()), partial(_change, name, options)
    pick(label, known, spelled, hint, key, on_change=change, width=_WIDTH)


def _change(name: str, options: Options) -> None:
    """Inspect again as what the person says; another kind makes void what was said and decided of the one before."""
    chosen = st.session_state[f"guess-{name}"]
    take_options(Options(kind=chosen) if name == "kind" else dataclasses.replace(options, **{name: chosen}))
    if name == "kind":
        decide(Decisions())


def _draw_version(inspection: Inspection, words: Words) -> str | None:
    """Ask whether the file takes the place of one of its sort.

    Return that entry, "" when it comes beside the others, and None as long as nobody has said: the same answers counted
    twice and the right ones thrown out are both worse than one question. A survey is known by its forms: then only
    what is missing of them is asked.
    """
    earlier = intake.earlier_versions(DataFolder.chosen(), inspection) if inspection.checked is not None else ()
    if not earlier:
        return _BESIDE
    follows, (likely, reason) = inspection.follows, _likely(earlier, inspection)
    spelled = {one.line.id: _spelled(one, words) for one in earlier}
    spelled[_BESIDE] = words("upload.version.add")
    with st.container(border=True, key="upload-version"):
        if follows is not None:
            tell(follows, words)
        chosen = st.radio(
            words("upload.version.label"),
            tuple(spelled),
            index=None if follows is None else [*spelled].index(follows.line.id),
            format_func=lambda entry: plain(spelled[entry]),
            key=f"version-{inspection.snapshot[:12]}-{inspection.kind}-{earlier[0].line.year}-{earlier[0].line.track}",
        )
        if follows is not None:
            is_open = chosen == follows.line.id and not is_confirmed(inspection, words)
            return None if is_open else chosen
        if likely is not None:
            say(words(f"upload.version.{reason}", file=likely.line.file, share=likely.likeness / 100))
    return chosen


def _spelled(one: Earlier, words: Words) -> str:
    return words("upload.version.replace", file=one.line.file, at=one.line.moment, by=who(one.line, words))


def _likely(earlier: Sequence[Earlier], inspection: Inspection) -> tuple[Earlier | None, str]:
    """Name the one that the file is likely a version of, and why: its name, or real data for invented."""
    entries = {finding.values.get("entry") for finding in inspection.findings if finding.code == VERSION}
    for one in earlier:
        if one.line.id in entries:
            return one, "near"
    invented = (one for one in earlier if one.line.is_sample and not inspection.checked.is_sample)
    return next(invented, None), "sample"
