"""Pilih: the file, what we take it for and why, and whether it comes beside or in the place of another."""

import dataclasses
from collections.abc import Sequence
from functools import partial

import streamlit as st

from smartcity import intake, reading
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.export.downloads import XLSX_TYPE
from smartcity.intake import DataFolder, Earlier, Inspection
from smartcity.method import load_dimensions, load_methods
from smartcity.method.layout import load_layouts, template_kinds
from smartcity.method.regions import load_site
from smartcity.reading.templates import template
from smartcity.records.decisions import Decisions
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.upload.moving import CHECKING, moving
from smartcity.ui.upload.session import Dump, decide, inspected, said, say, uploader_key
from smartcity.ui.upload.signed import who
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

VERSION = "file.replaces"
"""What the checks say of a likely new version; here it is a question, not a finding among others."""

_BESIDE = ""
_LARGE = 2 << 20
_WIDTH = 260


def choose(words: Words) -> Dump | None:
    """Draw the uploader and, once there is a file, the guess about it; return the file with what was found."""
    with st.container(key="upload-choose"):
        st.header(words("upload.choose.title"), anchor=False)
        st.markdown(plain(words("upload.choose.hint", n=st.get_option("server.maxUploadSize"))))
        # Any ending is let through: a refusal by the reader says in the page's language what to do.
        uploaded = st.file_uploader(words("upload.choose.file"), key=uploader_key())
        if uploaded is None:
            reading.stand_by()
            _draw_templates(words)
            return None
        content = uploaded.getvalue()
        options = said(content)
        with st.spinner(plain(words("upload.choose.reading", file=uploaded.name))):
            found = _inspected(content, uploaded.name, options, words)
        if not _can_be_guessed(found):
            return Dump(content, uploaded.name, found, options)
        _draw_guess(content, found, options, words)
        replaces = _draw_version(found, words)
        rest = tuple(finding for finding in found.findings if finding.code != VERSION)
        return Dump(content, uploaded.name, dataclasses.replace(found, findings=rest), options, replaces)


def _inspected(content: bytes, file: str, options: Options, words: Words) -> Inspection:
    """Inspect the file; where that takes a while a bar says how far it is."""
    if len(content) <= _LARGE:
        return inspected(content, file, options)
    with moving(CHECKING, words) as progress:
        return inspected(content, file, options, progress)


def _can_be_guessed(found: Inspection) -> bool:
    """Say whether the file was read at all and is not loaded yet, so that what it is can be a question."""
    codes = {finding.code for finding in found.findings}
    return "file.already_loaded" not in codes and (found.checked is not None or "file.kind_unknown" in codes)


def _draw_templates(words: Words) -> None:
    with st.popover(words("upload.choose.template"), key="templates"):
        st.caption(words("upload.choose.template_hint"))
        years = load_methods().years
        year = st.selectbox(words("upload.choose.template_year"), years[::-1], key="template-year")
        for kind in template_kinds():
            st.download_button(
                words(f"upload.kind.{kind}"),
                partial(_template, kind, year, warehouse(), words),
                f"{words('upload.choose.template_file', kind=kind)}{_year_of_name(kind, year)}.xlsx",
                XLSX_TYPE,
                key=f"template-{kind}",
                on_click="ignore",
                width="stretch",
            )


def _template(kind: str, year: int, known: Warehouse, words: Words) -> bytes:
    layout, methods = load_layouts()[kind], load_methods()
    method = methods.require(year, load_site().track) if layout.needs_year else None
    regions = sorted(region.name for region in scores.regions(known).all if region.type in scores.REGION_TYPES)
    return template(layout, words, method, load_dimensions(), regions, methods.tracks, methods.years)


def _year_of_name(kind: str, year: int) -> str:
    return f"-{year}" if load_layouts()[kind].needs_year else ""


def _draw_guess(content: bytes, found: Inspection, options: Options, words: Words) -> None:
    """Draw what the file is taken for, each part to be changed, and where each was found."""
    st.subheader(words("upload.guess.title"), anchor=False)
    layouts, methods = load_layouts(), load_methods()
    layout, year = layouts.get(found.kind), found.year
    with st.container(horizontal=True, key="upload-guess", vertical_alignment="bottom"):
        _select("kind", tuple(layouts), found.kind, content, options, words)
        if layout and layout.needs_year:
            _select("year", methods.years[::-1], year, content, options, words)
        if layout and layout.needs_track:
            _select("track", methods.tracks, found.track, content, options, words)
    named: dict[str, list[str]] = {}
    for name, reason in found.reasons.items():
        if name == "kind" or getattr(layout, f"needs_{name}"):
            label = words(f"upload.guess.{name}")
            named[reason] = [*named.get(reason, ()), label.lower() if reason in named else label]
    told = [words(f"upload.reason.{reason}", name=words.join(names)) for reason, names in named.items()]
    if layout and not layout.needs_year and year is not None:
        told.append(words("upload.guess.per_row", name=words("upload.guess.year"), value=year))
    st.caption(plain(" · ".join((*told, words("upload.guess.change")))))


def _select(
    name: str, codes: Sequence[object], current: object, content: bytes, options: Options, words: Words
) -> None:
    def spelled(code: object) -> str:
        if name == "year":
            return str(code)
        return words(f"upload.kind.{code}") if name == "kind" else words(f"method.track.{code}")

    label, key = words(f"upload.guess.{name}"), f"guess-{name}"
    known = codes if current is None or current in codes else (*codes, current)
    st.session_state[key] = current
    st.selectbox(
        label,
        known,
        index=None,
        key=key,
        format_func=spelled,
        placeholder=words("upload.guess.unknown", name=label.lower()),
        on_change=_change,
        args=(name, content, options),
        width=_WIDTH,
    )


def _change(name: str, content: bytes, options: Options) -> None:
    """Inspect again as what the person says; another kind makes void what was said and decided of the one before."""
    chosen = st.session_state[f"guess-{name}"]
    say(content, Options(kind=chosen) if name == "kind" else dataclasses.replace(options, **{name: chosen}))
    if name == "kind":
        decide(content, Decisions())


def _draw_version(found: Inspection, words: Words) -> str | None:
    """Ask whether the file takes the place of one of its sort.

    Return that entry, "" when it comes beside the others, and None as long as nobody has said: the same answers counted
    twice and the right ones thrown out are both worse than one question.
    """
    earlier = intake.earlier_versions(DataFolder.chosen(), found) if found.checked is not None else ()
    if not earlier:
        return _BESIDE
    likely, reason = _likely(earlier, found)
    spelled = {one.line.id: _spelled(one, words) for one in earlier}
    spelled[_BESIDE] = words("upload.version.add")
    with st.container(border=True, key="upload-version"):
        chosen = st.radio(
            words("upload.version.label"),
            tuple(spelled),
            index=None,
            format_func=lambda entry: plain(spelled[entry]),
            key=f"version-{found.snapshot[:12]}-{found.kind}-{earlier[0].line.year}-{earlier[0].line.track}",
        )
        if likely is not None:
            st.markdown(plain(words(f"upload.version.{reason}", file=likely.line.file, share=likely.likeness / 100)))
    return chosen


def _spelled(one: Earlier, words: Words) -> str:
    return words("upload.version.replace", file=one.line.file, at=one.line.moment, by=who(one.line, words))


def _likely(earlier: Sequence[Earlier], found: Inspection) -> tuple[Earlier | None, str]:
    """Name the one that the file is likely a version of, and why: its name, its rows, or real data for invented."""
    said = {finding.values.get("entry") for finding in found.findings if finding.code == VERSION}
    for one in earlier:
        if one.line.id in said:
            return one, "near" if one.likeness >= load_site().near else "rows"
    invented = (one for one in earlier if one.line.is_sample and not found.checked.is_sample)
    return next(invented, None), "sample"
