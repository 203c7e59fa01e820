"""The pinned requirements: made from pyproject.toml as it is now, with every direct dependency at its pin."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PYPROJECT["project"]["dependencies"]
DEVELOPMENT, LAKE, SPARK, SUPPLY = (PYPROJECT["dependency-groups"][name] for name in ("dev", "lake", "spark", "supply"))
REMEDY = "run `python scripts/pin_requirements.py` and commit the files"
FILES = [
    ("requirements.txt", RUNTIME),
    ("requirements-dev.txt", [*RUNTIME, *DEVELOPMENT, *LAKE]),
    ("requirements-lake.txt", LAKE),
    ("requirements-spark.txt", SPARK),
    ("requirements-supply.txt", SUPPLY),
]
by_file = pytest.mark.parametrize(("file", "dependencies"), FILES, ids=[file for file, _ in FILES])


def lines_of(file):
    """Read a file of requirements line by line."""
    return (PROJECT / file).read_text("utf-8").splitlines()


def pins_of(file):
    """Read the pinned version of each package, whatever platform the line is for."""
    pins = {}
    for line in lines_of(file):
        if line and not line.startswith(("#", " ")):
            requirement, _, _ = line.removesuffix(" \\").partition(";")
            name, _, version = requirement.strip().partition("==")
            pins.setdefault(plain(name), set()).add(version)
    return pins


def plain(name):
    """Spell a package as indexes do: no extras, no case, one kind of dash."""
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower()


@by_file
def test_requirements_are_made_from_the_current_dependencies(file, dependencies):
    """The head of the file holds the hash of the dependencies it was made from; another hash means it is stale."""
    expected = hashlib.sha256("\n".join(sorted(dependencies)).encode()).hexdigest()
    stated = re.search(r"^# pyproject: sha256:([0-9a-f]{64})$", "\n".join(lines_of(file)), re.MULTILINE)

    assert stated is not None, f"{file} does not say what it was made from: {REMEDY}"
    assert stated[1] == expected, f"{file} is older than pyproject.toml: {REMEDY}"


@by_file
def test_every_direct_dependency_is_pinned_as_declared(file, dependencies):
    """Each dependency of pyproject.toml names one exact version, and the file installs that one."""
    declared = {plain(name): version for name, _, version in (one.partition("==") for one in dependencies)}
    pins = pins_of(file)

    assert [name for name, version in declared.items() if not version] == []
    found = {name: pins.get(name) for name in declared}
    assert found == {name: {version} for name, version in declared.items()}, f"{file} is stale: {REMEDY}"


@by_file
def test_every_line_is_one_exact_pin_with_its_hashes(file, dependencies):
    """No line leaves a version open, installs from an address, names another index, or takes a file without a hash."""
    pin = re.compile(
        r"[a-z0-9][a-z0-9.-]*(\[[a-z,]+\])?==[0-9][\w.!+-]*( ; [^\n]+?)?( \\\n    --hash=sha256:[0-9a-f]{64})+"
    )
    text = "\n".join(line for line in lines_of(file) if not line.startswith("#"))
    packages = re.split(r"\n(?! )", text)

    assert [one for one in packages if not pin.fullmatch(one)] == []
    assert len(packages) >= len(dependencies)


def test_development_installs_what_users_install():
    """Whoever runs the tests has exactly the versions of the runtime, and more."""
    runtime, development = pins_of("requirements.txt"), pins_of("requirements-dev.txt")

    assert {name: development.get(name) for name in runtime} == runtime
