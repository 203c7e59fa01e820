"""The form of a report: what held last stands in it, and only what somebody changes goes into the journal."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.access.policy import REPORT
from smartcity.answers.innovations import Innovation
from smartcity.checks.reports import figure_of, partner_of, problem_said, risk_of
from smartcity.exhibits import innovations
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.records.reports import PARTNER_KINDS, STAGES, Report
from smartcity.ui.elements import remark, say
from smartcity.ui.journal import is_signed, record
from smartcity.ui.page import Page
from smartcity.ui.person import LONGEST_NAME, ask_name, asker
from smartcity.wording import Words

_LONGEST_TEXT = 1000

PARTNER = ("name", "kind", "form")
FIGURE = ("what", "unit", "before", "before_on", "after", "after_on", "source")
RISK = ("what", "likelihood", "impact", "mitigation")


def draw_form(one: Innovation, page: Page, *, is_brief: bool = False) -> None:
    """Draw the form of a report for who may report on the innovation; a brief one asks for stage, news and note."""
    words = page.words
    if not may_report(one):
        remark(words("innovations.page.not_allowed"))
        return
    held = one.state.report if one.state else Report()
    key = f"report-{one.key}-{len(one.reports)}"
    with st.form(key, border=not is_brief):
        if not is_brief:
            say(words("innovations.page.report", year=one.year))
        typed = _ask_texts(held, one.owner or "", key, words, is_brief=is_brief)
        if not is_brief:
            typed |= _ask_lists(held, key, page, one.year)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            by = ask_name(words("innovations.page.by"), words, f"{key}-by")
            is_sent = st.form_submit_button(words("innovations.page.save"), type="primary")
    if not is_sent or not is_signed(by, words("innovations.page.need_by")):
        return
    report = Report(**{name: value for name, value in typed.items() if value != getattr(held, name)})
    _keep(one, report, by, page)


def draw_chosen(page: Page) -> None:
    """Draw the form of the innovation that was chosen."""
    looked = innovations.looked_at(*page.question)
    draw_form(next(one for one in looked.own if one.key == page.selection.innovation), page)


def may_report(one: Innovation) -> bool:
    """Say whether the one at the screen may report on an innovation."""
    return asker().may(REPORT, one.owner or "")


def _ask_texts(held: Report, owner: str, key: str, words: Words, *, is_brief: bool) -> dict[str, object]:
    """Ask for stage, what is new and a note, in the whole form also for the owner and whether it is a quick win."""
    typed: dict[str, object] = {
        "stage": st.selectbox(
            words("innovations.page.stage"),
            STAGES,
            STAGES.index(held.stage) if held.stage else None,
            lambda code: words(f"innovations.stage.{code}"),
            placeholder=words("innovations.stage.unknown"),
            key=f"{key}-stage",
            width=300,
        )
    }
    for name in ("new", "note"):
        text = st.text_area(words(f"innovations.page.{name}"), max_chars=_LONGEST_TEXT, key=f"{key}-{name}", height=90)
        typed[name] = text.strip() or None
    if is_brief:
        return _said(typed)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.text_input(
            words("innovations.column.owner"),
            held.owner or "",
            placeholder=owner,
            max_chars=LONGEST_NAME,
            autocomplete="off",
            key=f"{key}-owner",
            width=300,
        )
        typed["is_quick_win"] = st.selectbox(
            words("innovations.column.quick_win"),
            (True, False),
            None if held.is_quick_win is None else (0 if held.is_quick_win else 1),
            lambda value: words(f"innovations.truth.{'yes' if value else 'no'}"),
            placeholder=words("innovations.page.not_said"),
            key=f"{key}-quick-win",
            width=200,
        )
    typed["owner"] = owner.strip() if owner.strip() or held.owner else None
    return _said(typed)


def _said(typed: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in typed.items() if value is not None}


def _ask_lists(held: Report, key: str, page: Page, year: int) -> dict[str, object]:
    """Ask for partners, figures, risks and items; a list that nobody ever filled and that is empty is not spoken of."""
    words = page.words
    kinds = [words(f"innovations.partner.{kind}") for kind in PARTNER_KINDS]
    # Lists to choose from would leave out what is pasted otherwise than they spell it, and say nothing.
    listed = {
        "partners": (PARTNER, words("innovations.page.partners_hint", kinds=kinds)),
        "figures": (FIGURE, ""),
        "risks": (RISK, ""),
    }
    makes = {"partners": partner_of, "figures": lambda cells: figure_of(cells, words), "risks": risk_of}
    typed: dict[str, object] = {}
    for name, (codes, hint) in listed.items():
        say(words(f"innovations.page.{name}"))
        rows = [_cells(row, codes, words) for row in getattr(held, name) or ()]
        edited = st.data_editor(
            pd.DataFrame(rows, columns=list(codes), dtype="string"),
            num_rows="dynamic",
            hide_index=True,
            column_config={code: st.column_config.TextColumn(_label(code, words)) for code in codes},
            key=f"{key}-{name}",
            width="stretch",
        )
        if hint:
            remark(hint)
        made = tuple(makes[name](cells) for cells in _filled(edited))
        if made or getattr(held, name) is not None:
            typed[name] = made
    method = page.warehouse.methods.get(year, load_site().track)
    if method is not None:
        meanings = {item.code: item.meaning[words.language] for item in method.items}
        items = tuple(
            st.multiselect(
                words("innovations.page.items"),
                tuple(meanings),
                [item for item in held.items or () if item in meanings],
                format_func=lambda code: f"{code} {meanings[code]}",
                placeholder=words("innovations.page.items_hint"),
                key=f"{key}-items",
            )
        )
        if items or held.items is not None:
            typed["items"] = items
    return typed


def _label(code: str, words: Words) -> str:
    return words(f"innovations.column.{'partner' if code == 'name' else code}")


def _cells(row: object, codes: Sequence[str], words: Words) -> list[str]:
    """Spell a row of a report as it is typed."""
    cells = []
    for code in codes:
        value = getattr(row, code)
        if code == "kind":
            value = words(f"innovations.partner.{value}")
        elif code.endswith("_on"):
            value = words.date(value) if value else ""
        elif isinstance(value, float):
            value = words.editable(value)
        cells.append("" if value is None else str(value))
    return cells


def _filled(edited: pd.DataFrame) -> list[list[str]]:
    """List the rows in which something stands, each cell as text."""
    rows = edited.astype("string").fillna("").to_numpy().tolist()
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _keep(one: Innovation, report: Report, by: str, page: Page) -> None:
    """Write the report, or say all that cannot be taken."""
    words = page.words

    def refused(problem: intake.Unreportable) -> str:
        return "  \n".join(problem_said(own, words) for every in problem.problems.values() for own in every)

    record(
        lambda: intake.report_innovations(
            DataFolder.chosen(), one.year, {one.name: report}, asker(by), words("innovations.page.why"), page.warehouse
        ),
        lambda line: words(f"innovations.page.{'saved' if line else 'same'}", name=one.name),
        words("innovations.page.working"),
        words,
        {intake.Unreportable: refused},
    )
