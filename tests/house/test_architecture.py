"""The rules of the house: who may import whom, how long a module may grow, and where numbers and SQL live."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from house.sources import nodes_of, parsed
from smartcity.method import load_dimensions, load_methods

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "smartcity"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
PAGES = sorted(path for path in (PROJECT / "pages").glob("*.py") if path.name != "__init__.py")
ENTRY = PROJECT / "app.py"
CODE = (*MODULES, *PAGES, ENTRY)
RULES = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]

LONGEST_MODULE, LONGEST_PAGE, LONGEST_ENTRY = 400, 80, 60
FORBIDDEN_NAMES = re.compile(r"util|helper|manager|handler|common|misc", re.IGNORECASE)
NO_NOUNS = frozenset({"heard", "said", "asked"})
"""What came by them, not what it is; `entry`, `sentence`, `request` or the field's own noun says that."""

DRAWN = ("charts/", "ui/", "reading/", "export/papers/")
"""Packages full of sizes in pixels, characters and bytes; the numbers of the method are looked for in all others."""

TABLES_OF_A_BUILD = re.compile(
    r"^(create or replace table (\{\} \(\{\}\)|\{\} as select \* from incoming|builds as select unnest\(\$stamp\))"
    r"|insert into \{\} by name select \* from incoming|delete from \{\} where \{\})$"
)
"""The SQL that code writes: it makes and fills the tables of the schema, whose names and columns are no parameters."""

SQL_SAID = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|delete\s+from|update\s+\w+\s+set|(create|drop|alter)\s[^.]*\b(table|view))\b",
    re.IGNORECASE | re.DOTALL,
)


def named(path):
    """Name a module as its path below the project."""
    return path.relative_to(PROJECT).as_posix()


def imports_of(path):
    """List the modules that a file names in its import statements, with the names taken from each."""
    found = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def strings_of(nodes):
    """List the strings of a module that are no docstrings; what an f-string fills in is written {}."""
    documented = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and _is_text(node.body[0])
    }
    pieces = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | pieces:
            yield node.value


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def numbers_of(nodes):
    """List the numbers written in a module, with their lines."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node.lineno, node.value


def test_import_contracts_are_kept():
    """Each layer imports only from below it, and streamlit, duckdb, plotly and pandas stay where they belong."""
    command = (
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    linted = subprocess.run([sys.executable, "-c", command], cwd=PROJECT, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_every_module_has_a_layer():
    """No module of the package stands outside the layers, and no layer names a module that is gone."""
    (layers,) = (contract["layers"] for contract in RULES["contracts"] if contract["id"] == "layers")
    listed = {name for layer in layers for name in re.split(r"[ |:()]+", layer) if name.startswith("smartcity.")}
    children = [path for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))]
    found = {f"smartcity.{path.stem}" for path in children if path.stem not in ("__init__", "__pycache__")}

    assert found == listed


def test_every_package_is_a_regular_package():
    """A folder of modules has an __init__.py, or the import contracts would not see it."""
    folders = {path.parent for path in MODULES}

    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_every_package_says_what_it_is_takes_gives_and_must_not_know():
    """The docstring at a package's door is a few lines of prose, not a title: a newcomer reads it before any module."""
    doors = [path for path in MODULES if path.name == "__init__.py"]
    docstrings = {named(path): (ast.get_docstring(parsed(path)) or "").splitlines() for path in doors}

    assert {name: len(lines) for name, lines in docstrings.items() if not 4 <= len(lines) <= 9} == {}


def test_router_imports_only_streamlit_pages_and_glue():
    """`app.py` knows its pages and the glue, and nothing below."""
    allowed = ("streamlit", "pages.", "smartcity.ui")

    assert [name for name in sorted(imports_of(ENTRY)) if not name.startswith(allowed)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_does_nothing_when_imported(page):
    """A page file holds imports, functions and the guard against being run alone; nothing happens at import."""
    bodies = parsed(page).body
    guard = ast.unparse(bodies[-1].test) if isinstance(bodies[-1], ast.If) else ""
    plain = bodies[:-1] if guard == "__name__ == '__main__'" else bodies

    assert [node for node in plain[1:] if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)] == []
    assert _is_text(plain[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_reads_no_warehouse_and_computes_nothing(page):
    """A page asks exhibits and shows them: it runs no query, does no arithmetic and takes nothing apart."""
    tree = parsed(page)
    queries = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "query"]
    sums = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.AugAssign)]
    below = [name for name in imports_of(page) if not name.startswith(("smartcity.ui", "smartcity.exhibits"))]

    assert (queries, sums, [name for name in below if not name.startswith("streamlit")]) == ([], [], [])


@pytest.mark.parametrize(
    ("paths", "longest"),
    [(MODULES, LONGEST_MODULE), (PAGES, LONGEST_PAGE), ([ENTRY], LONGEST_ENTRY)],
    ids=["modules", "pages", "router"],
)
def test_no_file_grows_beyond_its_length(paths, longest):
    """A longer file has two nouns in it: split it."""
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in paths}

    assert {name: length for name, length in lengths.items() if length > longest} == {}


def test_no_sql_is_written_in_code():
    """SQL has one home, `smartcity/warehouse/sql/`; only the making of a build's tables names them in code."""
    found = {
        (named(path), text)
        for path in CODE
        for text in strings_of(nodes_of(path))
        if SQL_SAID.search(text) and not TABLES_OF_A_BUILD.match(text)
    }

    assert found == set()


def test_no_branch_on_a_year():
    """A year is data: no condition compares anything with a year written out."""
    found = [
        f"{named(path)}:{node.lineno}"
        for path in CODE
        for node in nodes_of(path)
        if isinstance(node, ast.Compare | ast.MatchValue)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and str(part.value).isdecimal() and 1990 <= int(part.value) <= 2099
    ]

    assert found == []


def test_no_number_of_the_method_is_written_in_code():
    """Quotas, weights, counts of items and dimensions, and years come from configuration and data."""
    methods, dimensions = load_methods().all, load_dimensions()
    counts = {len(dimensions), sum(len(dimension.sub_dimensions) for dimension in dimensions)}
    weights = {weight for method in methods for weight in method.weights.values()}
    sizes = {len(component.items) for method in methods for component in method.components}
    whole = {size for method in methods for size in (len(method.items), len(method.survey_items))}
    years = {*load_methods().years, *(year.year for year in load_methods().unverified)}
    kept = counts | weights | sizes | whole | years | {method.survey.quota for method in methods}
    found = [
        f"{named(path)}:{line} {number}"
        for path in MODULES
        if not path.relative_to(PACKAGE).as_posix().startswith(DRAWN)
        for line, number in numbers_of(nodes_of(path))
        if number in kept and number not in SMALL
    ]

    assert found == []


SMALL = {5, 7, 12}
"""Counts of items so small that they occur by chance, as in the limit of a list; the larger ones do not."""


def test_files_and_classes_are_named_after_nouns_of_the_field():
    """Nothing is called utils, helpers, manager, handler, common or misc."""
    files = [named(path) for path in CODE if FORBIDDEN_NAMES.search(path.stem)]
    classes = [
        f"{named(path)}: {node.name}"
        for path in CODE
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef) and FORBIDDEN_NAMES.search(node.name)
    ]

    assert (files, classes) == ([], [])


def test_arguments_and_answers_are_named_after_what_they_hold():
    """No variable, argument, field or function is called heard, said or asked."""
    called = [
        f"{named(path)}:{node.lineno} {name}"
        for path in CODE
        for node in nodes_of(path)
        for name in (getattr(node, part, None) for part in ("id", "arg", "attr", "name", "asname"))
        if name in NO_NOUNS and not isinstance(node, ast.keyword)
    ]

    assert called == []


def test_pure_core_knows_no_clock_environment_or_chance():
    """Scoring, ranking, checks and their like take what they need as arguments."""
    pure = ("scoring", "survey", "innovations", "outlook", "checks", "answers", "method", "records")
    reached = ("time", "os", "random", "secrets", "socket", "subprocess", "tempfile")
    found = [
        f"{named(path)}: {name}"
        for path in MODULES
        if path.relative_to(PACKAGE).with_suffix("").parts[0] in pure
        for name in imports_of(path)
        if name.split(".")[0] in reached
    ]
    forbidden = [
        f"{named(path)}:{node.lineno}"
        for path in MODULES
        if path.relative_to(PACKAGE).with_suffix("").parts[0] in pure
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in reached_through(path)
    ]

    assert (found, forbidden) == ([], [])


def reached_through(path):
    """Name what a module of the pure core may not ask; only the method, which keeps the seeds, makes generators."""
    seeds_are_kept_here = path.relative_to(PACKAGE).parts[0] == "method"
    return ("now", "today", "environ") if seeds_are_kept_here else ("now", "today", "environ", "default_rng")


@pytest.mark.parametrize(
    ("code", "is_sql"),
    [
        ('query("select a from b")', True),
        ('f"delete from {table}"', True),
        ('run("create table t (a int)")', True),
        ('words("Pilih daerah dari daftar")', False),
        ('"update the page"', False),
    ],
)
def test_sql_is_recognised(code, is_sql):
    """The search for SQL finds statements in plain and formatted strings and lets ordinary words pass."""
    assert any(SQL_SAID.search(text) for text in strings_of(list(ast.walk(ast.parse(code))))) == is_sql


def test_docstrings_are_not_taken_for_code():
    """What a docstring says of SQL is no SQL."""
    tree = ast.parse('def f():\n    """Run select a from b."""\n    return "x"\n')

    assert list(strings_of(list(ast.walk(tree)))) == ["x"]
