"""Versi berikutnya: a survey that grew is known by its forms, and one button puts it in the place of yesterday's."""

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder, Follows, Inspection, Waiting
from smartcity.records.decisions import Decisions
from smartcity.ui.elements import plain, remark, say
from smartcity.ui.person import ask_name
from smartcity.ui.upload.file import CARRIED, Upload, decide, take_options
from smartcity.ui.upload.save import load
from smartcity.ui.upload.spelling import who
from smartcity.wording import Words

_COUNTS = ("same", "changed", "new", "missing")


def carry(held: Waiting, inspection: Inspection) -> None:
    """Take over, once, what was said of the version before: as what it is read, its names, and who stays out."""
    if CARRIED.get() == inspection.snapshot:
        return
    CARRIED.keep(inspection.snapshot)
    options, found = held.options, inspection
    if not found.is_loadable:
        options, found = intake.inspect_next(DataFolder.chosen(), held.content, held.file, options, held.decisions)
    if found.follows is None:
        return
    decisions = found.decisions.followed_by(Decisions(left_out=found.follows.left_out))
    if (options, decisions) != (held.options, held.decisions):
        take_options(options)
        decide(decisions)
        st.rerun()


def tell(follows: Follows, words: Words) -> None:
    """Say which survey the file is the next version of, and how many of its forms are what."""
    line = follows.line
    st.markdown(f"**{plain(words('upload.next.title', file=line.file))}**")
    counts = {name: getattr(follows, name) for name in _COUNTS}
    parts = [words(f"upload.next.{name}", n=count) for name, count in counts.items() if count or name == "new"]
    say(words("upload.next.said", at=line.moment, by=who(line, words), counts=words.join(parts)))
    if follows.left_out:
        remark(words("upload.next.left_out", n=len(follows.left_out)))


def is_confirmed(inspection: Inspection, words: Words) -> bool:
    """Say whether nothing is missing that was there, or a person said that it is indeed gone."""
    missing = inspection.follows.missing
    return not missing or st.checkbox(
        words("upload.next.ask", n=missing), key=f"missing-{inspection.snapshot[:12]}-{missing}"
    )


def offer(upload: Upload, words: Words) -> None:
    """Draw the one button that puts the file in the place of the version that it follows, once it can be loaded."""
    follows = upload.inspection.follows
    if follows is None or upload.replaces != follows.line.id or not upload.inspection.is_loadable:
        return
    with st.form("next", border=False):
        by = ask_name(words("upload.save.by"), words, "next-by")
        is_sent = st.form_submit_button(words("upload.next.button"), type="primary")
    if is_sent:
        load(upload, by, words)
