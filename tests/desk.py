"""The upload page without a browser: open it, give it a file, press what a person would press, read what it says."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from smartcity import intake
from smartcity.intake import DataFolder

PROJECT = Path(__file__).parents[1]


def app(**query: str) -> AppTest:
    """Open the page at an address."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    opened._page_hash = calc_hash("unggah")
    for name, value in query.items():
        opened.query_params[name] = value
    return opened.run()


def given(content: bytes, file: str = "hasil 2026.xlsx", **query: str) -> AppTest:
    """Open the page and give it a file."""
    return app(**query).file_uploader[0].upload(file, content).run()


def saved(opened: AppTest, by: str = "Rina") -> AppTest:
    """Fill in the name and press the button that saves."""
    opened.text_input[0].set_value(by)
    return next(button for button in opened.button if "save" in button.form_id).click().run()


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
