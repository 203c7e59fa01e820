"""Every pattern that meets foreign text is linear: no cell keeps a process busy for minutes."""

import json
import signal

import forked
import pytest

from house import linear

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm of processor time on this system")


@pytest.mark.slow
def test_no_pattern_grows_with_the_square():
    """Every compiled pattern of the package is fed its worst texts of 32,767 signs in a process of its own."""
    found = json.loads(forked.call(linear.main).out)

    assert found["slow"] == []
    assert found["patterns"] > 80


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("layout.normalise(text)", "a" + "\u0316\u0301" * 16_383),
        ("layout.plain_signs(text)", "a" + "\u0301" * 16_383 + "\u0316" * 16_383),
        ("layout.word_of(text)", "\u0316\u0301" * 16_383),
        ("layout.normalise(text)", "\ufdfa" * 32_767),
        ("titles.undressed(text)", "(a)" * 10_922),
        ("titles.undressed(text)", "(" * 32_766 + "*"),
        ("list(titles.tails(text))", "a. " * 10_922),
        ("messages._by_likeness(text, ['nama ' * 300])", "ab c" * 8_191),
        ("names.masked_prose(text, names.Names(frozenset({'a ' * 16_000 + 'a', 'a b'})))", "a " * 16_383),
        ("names.masked_prose(text, names.Names(frozenset()))", "0812 3456 7890 " * 2_184),
        ("cells._NUMBERED.fullmatch(text)", "1" + " " * 32_765 + "1"),
    ],
)
def test_no_step_with_one_cell_grows_with_the_square(step, text):
    """What is done with the text of one cell ends soon, also where it is no pattern that does it."""
    assert forked.call(linear.one_step, step, text).code == 0
