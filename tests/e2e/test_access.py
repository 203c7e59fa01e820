"""A served dashboard whose visitors only read: nobody comes to the way in past the role, on a fresh process either."""

import folders
import pytest

from e2e.conftest import serve
from smartcity.ui.person import VARIABLE
from smartcity.wording import Words


@pytest.fixture
def read_only(tmp_path, monkeypatch):
    """Serve the shipped data to readers from a process that nobody has used yet."""
    monkeypatch.setenv(VARIABLE, "reader")
    yield from serve(folders.full(tmp_path / "data").root)


def test_the_first_visitor_of_a_fresh_server_can_load_nothing(read_only, visit):
    """The address of the upload page, opened first thing, shows the history and no way to load, open or withdraw."""
    page = visit(f"{read_only.address}/unggah").page

    assert page.get_by_text(Words("id")("upload.access.reader")).count() == 1
    assert page.locator("input[type=file]").count() == 0
    buttons = page.locator("[data-testid=stMain] button").all_inner_texts()
    assert [text for text in buttons if text.strip()] == []
    assert "CONTOH-survei" in page.locator("[data-testid=stTable]").first.inner_text()
