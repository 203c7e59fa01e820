"""What is to be done: a plan taken on, and its tasks with owner, due day and status in a table to type in.

What is typed waits in the session until somebody saves it; then it is one line of the journal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.access.policy import REPORT, SUPPOSE
from smartcity.answers import plans
from smartcity.answers.plans import Footing
from smartcity.answers.simulations import Goal
from smartcity.answers.tasks import FollowUp, follow_up
from smartcity.checks.moments import Reader
from smartcity.checks.reports import read_code
from smartcity.exhibits import simulation
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.simulation import Trial
from smartcity.intake import DataFolder, clock
from smartcity.method.regions import load_site
from smartcity.records.tasks import DUE, FIELDS, ITEMS, OWNER, STATUS, STATUSES, UNSETTLED, Said, Tasks
from smartcity.ui.elements import day_form, press, refuse, remark, say, unfold
from smartcity.ui.grids import ROUND, Cells, draw_table
from smartcity.ui.journal import is_signed
from smartcity.ui.memory import Memory
from smartcity.ui.page import Page
from smartcity.ui.person import LONGEST_NAME, asker, may
from smartcity.ui.showing import show
from smartcity.ui.simulation.scenario import ask_who, put_down
from smartcity.wording import Words

_TYPED: Memory[Mapping[tuple[int, str], Cells]] = Memory("task changes", MappingProxyType({}))
"""What was typed and not saved yet, by year and track."""


class Unreadable(ValueError):
    """What was typed of tasks cannot be read: *cells* are node, column and text of each."""

    def __init__(self, cells: Sequence[tuple[str, str, str]]) -> None:
        self.cells = tuple(cells)
        super().__init__(str(self.cells))


def draw_take_on(trial: Trial, goal: Goal, footing: Footing, page: Page) -> None:
    """Offer to take the steps of the plan on as tasks, in a person's name.

    A component whose items are not known needs an owner, who is to name them.
    """
    words = page.words
    if not may(SUPPOSE):
        return
    made = simulation.plan_of(page.warehouse, trial, goal, footing)
    whole = [step for step in plans.steps(made) if step["node"] == step["component"]]
    with st.form("simulation-tasks", border=False):
        owners = {str(step["node"]): _ask_owner(step, words) for step in whole}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            due = st.date_input(words("simulation.page.due"), None, format=day_form(words), key="simulation-tasks-due")
            by = ask_who("tasks", words)
            is_sent = st.form_submit_button(words("simulation.page.take_on"), type="primary")
    st.caption(words("simulation.page.take_on_hint"))
    if not is_sent or not is_signed(by, words("simulation.page.need_by")):
        return
    steps = plans.steps(made, owners, "" if due is None else due.isoformat())
    tasks, why = Tasks(*trial.scenario.key, steps, footing.is_sample), simulation.aim_said(goal, words)
    if tasks.unowned:
        names = words.join(words(f"method.component.{code}") for code in tasks.unowned)
        refuse(words("simulation.page.need_owner", components=names))
        return
    put_down(
        lambda: intake.save_tasks(DataFolder.chosen(), tasks, asker(by), why, page.warehouse),
        lambda line: words("simulation.page.taken_on" if line else "simulation.page.taken_same", n=len(steps)),
        words,
    )


def _ask_owner(step: Mapping[str, object], words: Words) -> str:
    """Ask who is to name the items of a component."""
    component = words(f"method.component.{step['component']}")
    label = words("simulation.page.owner_of", component=component, n=int(step["marks"]))
    key = f"simulation-owner-{step['component']}"
    name = st.text_input(label, step[OWNER] or "", max_chars=LONGEST_NAME, autocomplete="off", key=key, width=480)
    return " ".join(name.split())


def draw_tasks(year: int, page: Page) -> None:
    """Draw the tasks of a year, and for who may change them the tables and forms to do so."""
    words, when = page.words, (year, load_site().track)
    today = clock.today()

    def taken(words: Words) -> Exhibit:
        return simulation.taken(page.warehouse, *when, words, today)

    show(taken(words), page.selection, taken)
    found = follow_up(page.warehouse, *when, today)
    if not may(SUPPOSE):
        by = asker()
        is_own = found.rows[OWNER].fillna("").map(lambda owner: by.may(REPORT, owner)).astype(bool)
        own = replace(found, rows=found.rows[is_own].reset_index(drop=True))
        if not own.rows.empty:
            _draw_settle(own, page)
            _draw_change(own, page, (STATUS,))
    elif not found.rows.empty:
        _draw_settle(found, page)
        _draw_change(found, page, (OWNER, DUE, STATUS))
        _draw_withdraw(found, page)


def _draw_settle(found: FollowUp, page: Page) -> None:
    """Ask in which items the marks of a component are to be done."""
    words, method = page.words, page.warehouse.methods.require(found.year, found.track)
    if found.unsettled.empty:
        return
    with st.form("simulation-settle", border=False):
        named = {}
        for task in found.unsettled.itertuples(index=False):
            component = words(f"method.component.{task.component}")
            items = {item.code: item.meaning[words.language] for item in method.component(task.component).items}
            named[task.node] = st.multiselect(
                words("simulation.page.settle", component=component, n=int(task.marks), owner=task.owner or ""),
                tuple(items),
                format_func=lambda code, items=items: f"{code} {items[code]}",
                max_selections=int(task.marks),
                placeholder=words("simulation.page.settle_hint"),
                key=f"simulation-settle-{task.node}",
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            by = ask_who("settle", words)
            is_sent = st.form_submit_button(words("simulation.page.settle_now"), type="primary")
    chosen = {node: {ITEMS: items} for node, items in named.items() if items}
    if is_sent and not chosen:
        refuse(words("simulation.page.settle_none"))
    elif is_sent and is_signed(by, words("simulation.page.need_by")):
        _keep(found, chosen, by, page)


def _draw_change(found: FollowUp, page: Page, typed_in: Sequence[str]) -> None:
    """Draw the table of owners, due days and statuses, and offer to save what was typed into its columns *typed_in*."""
    words, when = page.words, (found.year, found.track)
    text = st.column_config.TextColumn
    columns = {
        "what": text(words("simulation.column.item"), width=110, pinned=True),
        OWNER: text(words("simulation.column.owner"), width=220, max_chars=LONGEST_NAME),
        DUE: text(words("simulation.column.due"), width=130, max_chars=30),
        # A list to choose from would leave out what is pasted otherwise than it spells it, and say nothing.
        STATUS: text(words("simulation.column.status"), width=190, max_chars=LONGEST_NAME),
        "text": text(words("simulation.column.text"), width=300),
    }

    def take(cells: Cells) -> None:
        typed = _TYPED.get()
        own = {node: {**typed.get(when, {}).get(node, {}), **entered} for node, entered in cells.items()}
        _TYPED.keep({**typed, when: {**typed.get(when, {}), **own}})

    say(words("simulation.page.change_tasks" if OWNER in typed_in else "simulation.page.change_status"))
    rows = task_rows(found, page, _TYPED.get().get(when, {}))
    alt = words("simulation.page.tasks_alt", year=found.year)
    draw_table(f"tasks-{found.year}-{found.track}", rows, columns, typed_in, take, alt, words)
    if DUE in typed_in:
        remark(words("simulation.page.due_hint"))
    statuses = [words(f"simulation.status.{status}") for status in STATUSES]
    remark(words("simulation.page.status_hint", statuses=statuses))
    typed = _TYPED.get().get(when, {})
    if not typed:
        return
    say(words("simulation.page.unsaved_tasks", n=len(typed)))
    with st.form("simulation-tasks-change", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        by = ask_who("change", words)
        is_sent = st.form_submit_button(words("simulation.page.save_tasks"), type="primary")
    press(words("simulation.page.revert"), "simulation-tasks-revert", _forget, when)
    if not is_sent or not is_signed(by, words("simulation.page.need_by")):
        return
    try:
        changes = changes_of(typed)
    except Unreadable as problem:
        named = dict(zip(rows.index, rows["what"]))
        sentences = (
            words(f"simulation.page.no_{name}", what=named.get(node, node), found=found, known=statuses)
            for node, name, found in problem.cells
        )
        refuse("\n\n".join((*sentences, words("simulation.page.nothing"))))
        return
    _keep(found, changes, by, page)


def task_rows(found: FollowUp, page: Page, typed: Cells) -> pd.DataFrame:
    """List the tasks as the table has them: what they are about, and owner, due day and status as held or typed."""
    words, rows = page.words, found.rows
    method = page.warehouse.methods.require(found.year, found.track)
    texts = {item.code: item.meaning[words.language] for item in method.items}
    held = pd.DataFrame(
        {
            "what": simulation.what_said(rows, words),
            OWNER: rows[OWNER].array,
            DUE: pd.array([None if pd.isna(due) else words.date(due) for due in rows[DUE]], dtype="string"),
            STATUS: [words(f"simulation.status.{status}") for status in rows[STATUS]],
            "text": [
                texts.get(node) or words("simulation.planned.unmarked", n=int(marks))
                for node, marks in zip(rows["node"], rows["marks"])
            ],
        },
        index=list(rows["node"]),
    )
    for node, entered in typed.items():
        for name, value in entered.items():
            if node in held.index and name in FIELDS:
                held.loc[node, name] = value
    return held


def changes_of(typed: Cells) -> dict[str, Said]:
    """Read what was typed of tasks; an emptied cell takes back what was said.

    Raises:
        Unreadable: If a due day is no day, or a status none that there is; with all such cells.
    """
    reader, wrong = Reader(), []
    changes: dict[str, dict[str, object]] = {}
    for node, cells in typed.items():
        own = changes.setdefault(node, {})
        for name, value in cells.items():
            text = " ".join(str(value).split()) if value else ""
            if name == DUE and text:
                day = reader.day(text)
                own[name] = day.isoformat() if isinstance(day, date) else None
                wrong += [] if day else [(node, name, text)]
            elif name == STATUS and text:
                status = read_code(text, (UNSETTLED, *STATUSES), "simulation.status")
                own[name] = None if status == UNSETTLED else status
                wrong += [] if status in (UNSETTLED, *STATUSES) else [(node, name, text)]
            else:
                own[name] = text or None
    if wrong:
        raise Unreadable(wrong)
    return changes


def _keep(found: FollowUp, changes: Mapping[str, Said], by: str, page: Page) -> None:
    """Write what was said of tasks, and begin the table anew."""
    words, when, why = page.words, (found.year, found.track), page.words("simulation.page.tasks_why")

    def write() -> object:
        line = intake.change_tasks(DataFolder.chosen(), when, changes, asker(by), why, page.warehouse)
        _forget(when)
        return line

    def outcome(line: object) -> str:
        return words("simulation.page.tasks_saved" if line else "simulation.page.tasks_same", n=len(changes))

    put_down(write, outcome, words)


def _forget(when: tuple[int, str]) -> None:
    _TYPED.keep({other: cells for other, cells in _TYPED.get().items() if other != when})
    ROUND.next_round()


def _draw_withdraw(found: FollowUp, page: Page) -> None:
    """Offer to withdraw a plan that was taken on."""
    words = page.words
    made = dict(iter(found.rows[found.rows["is_planned"].astype(bool)].groupby("entry", sort=False)))
    if not made:
        return
    with unfold(words("simulation.page.withdraw_plan"), "simulation-withdraw"):
        with st.form("simulation-withdraw-form", border=False):
            entry = st.selectbox(
                words("simulation.page.withdraw_which"),
                tuple(made),
                format_func=lambda code: _plan_said(made[code], words),
                key="simulation-withdraw-entry",
            )
            by = ask_who("withdraw", words)
            is_sent = st.form_submit_button(words("simulation.page.withdraw_plan"), type="primary")
        if is_sent and is_signed(by, words("simulation.page.need_by")):
            why = words("simulation.page.withdraw_why")
            put_down(
                lambda: intake.withdraw_plan(DataFolder.chosen(), entry, asker(by), why, page.warehouse),
                lambda _: words("simulation.page.withdrawn", n=len(made[entry])),
                words,
            )


def _plan_said(rows: pd.DataFrame, words: Words) -> str:
    first = rows.iloc[0]
    values = {"at": first["made_at"], "by": first["made_by"], "name": first["scenario"] or words("simulation.unnamed")}
    return words("simulation.page.withdraw_option", **values, n=len(rows))
