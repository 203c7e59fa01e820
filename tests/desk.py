"""Pages without a browser: serve data, open a page, press what a person would press, read what it says."""

import json
import pickle
import runpy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from pathlib import Path

import folders
import pytest
from planted import STAMP, File, frames
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import Widget
from streamlit.util import calc_hash

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE
from smartcity.records.survey_plans import SurveyPlan
from smartcity.ui import store
from smartcity.warehouse import Frames
from smartcity.wording import Words

PROJECT = Path(__file__).parents[1]

# Every page that a test opens would look through all packages on this machine for components; they stay what they are.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# Every run would compile the pages anew; they stay what they are, too.
_scripts = ScriptCache()
local_script_runner.ScriptCache = lambda: _scripts
runpy._get_code_from_file = cache(runpy._get_code_from_file)


def _wait_for_the_run(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    """Wait for a page without looking at all that it sent a thousand times a second; the product draws meanwhile."""
    runner._script_thread.join(timeout)
    if not runner.script_stopped():
        _give_up(runner, 0)


_give_up = local_script_runner.require_widgets_deltas
local_script_runner.require_widgets_deltas = _wait_for_the_run

_ASKING = ("page", "showing", "samples", "store")
"""The modules of the user interface that ask for the warehouse; the last is where the others have it from, so that one
that is imported here for the first time does not keep what only stands in for it."""


@contextmanager
def served(root: Path, source: DataFolder) -> Iterator[DataFolder]:
    """Let the app use a copy of a data folder that no process has open; close it afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(root))
        yield folders.copied(source, root)
    store.close()


def page(code: str, **query: str) -> AppTest:
    """Open a page at an address."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    opened._page_hash = calc_hash("utama" if code == "ikhtisar" else code)
    for name, value in query.items():
        opened.query_params[name] = value
    return opened.run()


def redrawn(opened: AppTest, widget: Widget, value: object) -> AppTest:
    """Choose *value*, and as the browser does ask only for the part of the page with that widget; only that is there.

    A test that presses something with `run` has the whole page drawn again.
    """
    widget.set_value(value)
    state = opened.session_state
    for name in ("_state", "_state", "_new_widget_state"):
        state = object.__getattribute__(state, name)
    alone = partial(local_script_runner.RerunData, fragment_id_queue=[state.widget_metadata[widget.id].fragment_id])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "RerunData", alone)
        return opened.run()


def section(code: str, name: str, first: str, **query: str) -> AppTest:
    """Open a section of a page; the *first* is the one that an address need not name."""
    return page(code, **({"bagian": name} if name != first else {}), **query)


def address(opened: AppTest) -> dict[str, str]:
    """Read what stands in the address."""
    return {name: value if isinstance(value, str) else value[-1] for name, value in opened.query_params.items()}


def findings(opened: AppTest) -> list[str]:
    """List the findings of a page."""
    return [header.value.replace("\\", "") for header in opened.header]


def exhibits(opened: AppTest) -> tuple[str, ...]:
    """List the exhibits of a page from top to bottom, drawn or folded, by their keys."""
    return tuple(_exhibits(opened.main))


def _exhibits(block: object) -> Iterator[str]:
    for part in block.children.values():
        name = getattr(getattr(part, "proto", None), "id", "")
        for prefix in ("-exhibit-", "-detail-", "-opened-"):
            if prefix in name:
                yield name.partition(prefix)[2]
        yield from _exhibits(part) if hasattr(part, "children") else ()


def charts(opened: AppTest) -> list[str]:
    """List the charts of a page as they are drawn."""
    drawn = (one.proto for one in opened.get("bidi_component"))
    return [json.loads(one.json)["svg"] for one in drawn if one.component_name == "chart"]


def written(opened: AppTest) -> str:
    """Join all that a page says, headings of folded parts included, as people read it."""
    kinds = (opened.header, opened.markdown, opened.caption, opened.success, opened.error, opened.info)
    texts = [str(one.value) for kind in kinds for one in kind] + [one.label for one in opened.expander]
    return "\n".join(texts).replace("\\", "")


def app(**query: str) -> AppTest:
    """Open the upload page at an address."""
    return page("unggah", **query)


@lru_cache(8)
def _frames(files: bytes) -> Frames:
    """Assemble the tables of planted files, once for tests that ask of the same ones in turn."""
    own, plans = pickle.loads(files)
    return frames(*own, plans=plans)


@contextmanager
def serving(root: Path) -> Iterator[Callable[..., None]]:
    """Let the app read a warehouse that is made of planted files; yield what serves them as if they had been loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(root))
        folder = folders.empty(root)
        opened = intake.open_warehouse(folder, read_only=False)
        for module in _ASKING:
            patch.setattr(f"smartcity.ui.{module}.warehouse", lambda: opened)

        def serve(*files: File, plans: Sequence[SurveyPlan] = ()) -> None:
            opened.rebuild(_frames(pickle.dumps((files, plans))), STAMP)

        yield serve
        opened.close()
    store.close()


def is_sound(opened: AppTest) -> bool:
    """Whether nothing failed: no exception, and no sentence that says a part could not be drawn."""
    return not opened.exception and Words("id")("ui.failure.unforeseen_step") not in text(opened)


def given(content: bytes, file: str = "hasil 2026.xlsx", **query: str) -> AppTest:
    """Open the page and give it a file."""
    return app(**query).file_uploader[0].upload(file, content).run()


def saved(opened: AppTest, by: str = "Rina", form: str = "save") -> AppTest:
    """Fill in the name and press the button that saves, or that of another *form* that takes a name alone."""
    next(field for field in opened.text_input if field.form_id == form).set_value(by)
    return next(button for button in opened.button if button.form_id == form).click().run()


def chosen(opened: AppTest, entry: str) -> AppTest:
    """Choose an entry of the history."""
    return opened.selectbox(key="history-entry").set_value(entry).run()


def sent(opened: AppTest, form: str, by: str, why: str) -> AppTest:
    """Fill in the form over an entry and send it."""
    own = [field for field in opened.text_input if field.form_id == f"{form}-entry"]
    for field, text in zip(own, (by, why)):
        field.set_value(text)
    return next(button for button in opened.button if button.form_id == f"{form}-entry").click().run()


def text(opened: AppTest) -> str:
    """Join everything that is written on the page."""
    kinds = (opened.title, opened.header, opened.subheader, opened.markdown, opened.caption, opened.error)
    kinds += (opened.success, opened.warning)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def steps(opened: AppTest) -> str:
    """Return the number of the step that is marked as current."""
    drawn = next(one.proto.body for one in opened.get("html") if "aria-current" in one.proto.body)
    return drawn.split("aria-current='step'><b>")[1][0]


def standing(folder: DataFolder) -> list[str]:
    """List the entries in force."""
    return [line.id for line in intake.active(folder)]


def expanders(opened: AppTest) -> str:
    """Join the headings of the findings."""
    return "\n".join(one.label for one in opened.expander)
