"""Each role at each page: who may change nothing is asked for no name to sign a change with."""

from pathlib import Path

import desk
import folders
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from smartcity.access.policy import ANALYST, COUNCIL, OFFICE, READER, UPLOAD, may
from smartcity.ui.person import VARIABLE
from smartcity.wording import Words

PROJECT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (PROJECT / "pages").glob("[a-z]*.py"))
SIGNED = Words("id")("upload.save.by_hint")
"""Stands in every field for the name of who changes something."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Build the shipped data once for the tests that only read it."""
    with desk.served(tmp_path_factory.mktemp("peran") / "data", folders.shipped()) as folder:
        yield folder


@pytest.mark.parametrize("role", [READER, COUNCIL, OFFICE, ANALYST])
@pytest.mark.slow
def test_a_role_is_offered_what_it_may_and_nothing_else(shipped, monkeypatch, role):
    """On no page does a change wait for the name of somebody who may not make it; every page opens for everybody."""
    monkeypatch.setenv(VARIABLE, role)
    opened, shown = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300), {}
    for code in PAGES:
        opened._page_hash = calc_hash("" if code == "ikhtisar" else code)
        opened.query_params["tahun"] = "2023"
        opened.run()
        shown[code] = sum(one.placeholder == SIGNED for one in opened.text_input), len(opened.exception)
    signed = {code for code, (fields, _) in shown.items() if fields}

    assert signed == ({"perangkat", "rapat", "simulasi"} if may(role, UPLOAD) else set())
    assert sum(failed for _, failed in shown.values()) == 0
