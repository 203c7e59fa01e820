"""Every pattern that meets foreign text is linear: no cell keeps a process busy for minutes."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm of processor time on this system")
def test_no_pattern_grows_with_the_square():
    """Every compiled pattern of the package is fed its worst texts of 32,767 signs in a process of its own."""
    program = Path(__file__).with_name("linear.py")
    environment = {"PYTHONPATH": str(program.parents[2])}
    done = subprocess.run([sys.executable, program], env=environment, capture_output=True, text=True, timeout=600)
    said = json.loads(done.stdout)

    assert said["slow"] == []
    assert said["patterns"] > 80


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
    code = (
        "import sys; text = sys.stdin.buffer.read().decode()\n"
        "from smartcity.checks import cells, names\nfrom smartcity.method import layout\n"
        "from smartcity.reading import titles\nfrom smartcity.wording import messages\n"
        "import signal; signal.setitimer(signal.ITIMER_VIRTUAL, 1)\n"
        f"{step}"
    )
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], input=text.encode(), env=environment, timeout=300)

    assert done.returncode == 0
