"""Every fault that `make faults` plants can still be planted, and the tests that are to catch it are there."""

import ast
import re

import pytest
from faults.catalogue import PROJECT, Stale, faults

FEWEST = 44
AREAS = {
    "access",
    "answers",
    "charts",
    "checks",
    "composite",
    "config",
    "disclosure",
    "export",
    "intake",
    "lake",
    "meetings",
    "movement",
    "office",
    "pages",
    "planning",
    "ranking",
    "reading",
    "robustness",
    "scoring",
    "skm",
    "sql",
    "survey",
    "wording",
}
FAULTS = faults()


def test_there_are_enough_faults_of_every_area():
    """No area of the product is left out, and no name stands for two faults."""
    names = [fault.name for fault in FAULTS]

    assert {fault.area for fault in FAULTS} == AREAS
    assert len(set(names)) == len(names) >= FEWEST


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_be_planted(fault):
    """What it changes stands in its file exactly once, and the changed file can still be read."""
    planted = fault.planted_in((PROJECT / fault.file).read_text("utf-8"))

    assert fault.new != fault.old
    if fault.file.endswith(".py"):
        ast.parse(planted)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_tests_of_a_fault_are_there(fault):
    """Each path names a file of tests, and a test that stands in it where it names one."""
    for path in fault.tests:
        file, _, name = path.partition("::")
        text = (PROJECT / file).read_text("utf-8")
        assert not name or re.search(rf"^def {re.escape(name.partition('[')[0])}\(", text, re.MULTILINE), path


def test_a_stale_fault_says_so():
    """A fault whose text has gone, or stands there twice, is named with the text."""
    fault = FAULTS[0]

    for text in ("", 2 * f"{fault.old}\n"):
        with pytest.raises(Stale, match=re.escape(f"{fault.area}/{fault.name}")):
            fault.planted_in(text)
