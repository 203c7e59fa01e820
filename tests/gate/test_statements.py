"""Who reads the tables of people: the statements of the gate, and no other statement nor any other module."""

import re
from pathlib import Path

import pytest

from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import FOLDER

PROJECT = Path(__file__).parents[2]
CODE = [path for folder in ("smartcity", "pages") for path in sorted((PROJECT / folder).rglob("*.py"))]
SQL = PROJECT / "smartcity" / "warehouse" / "sql"
PEOPLE = re.compile(r"\b(from|join)\s+(respondents|answers|skm_answers)\b", re.IGNORECASE)

TELL_NOTHING = {
    "places_of_node.sql": "where an answer stands, not what it says",
    "prints_of_years.sql": "one digest a year, to see whether anything changed",
    "rows_of_tables.sql": "how many rows each table has",
}
"""The statements beside the gate that name a table of people, and what alone they give of it."""

SAID = re.compile(r"\b(value|raw|comment|gender|age_group|occupation|district|service|flags|person|seconds)\b")
"""The columns that say something about a person."""


def room_of(path):
    """Name the room that a module stands in."""
    return path.relative_to(PROJECT / "smartcity").parts[0]


def test_every_statement_about_people_is_the_gates():
    """Each of them stands in the gate's folder, and in that folder no other."""
    reading = {path for path in SQL.rglob("*.sql") if PEOPLE.search(path.read_text("utf-8"))}
    elsewhere = {path.name for path in reading if path.parent == SQL}
    assert elsewhere == set(TELL_NOTHING)
    assert {path for path in SQL.rglob("*.sql") if path.parent.name == FOLDER} == {
        path for path in reading if path.parent.name == FOLDER
    }


@pytest.mark.parametrize("name", TELL_NOTHING)
def test_what_the_others_name_of_people_says_nothing_of_them(name):
    """The part of the statement that reads people takes no column that says anything of them."""
    statement = re.sub("--.*", "", (SQL / name).read_text("utf-8"))
    parts = re.split(r"\bunion all\b|\bunion\b", statement, flags=re.IGNORECASE)
    own = [part for part in parts if PEOPLE.search(part)]
    taken = [part.split("from", 1)[0] for part in own]
    assert own
    assert [SAID.findall(part) for part in taken] == [[]] * len(own)


def test_every_statement_of_the_gate_is_asked_for():
    """No statement about people lies unused, and none is asked for that is not there."""
    names = {name for path in CODE for name in re.findall(r'people_rows\(\w+, "(\w+)"', path.read_text("utf-8"))}
    assert names == {path.stem for path in (SQL / FOLDER).glob("*.sql")}


def test_only_the_gate_reads_people():
    """No module but the gate's takes the way to those statements, whatever the import contract is called."""
    reading = {room_of(path) for path in CODE if "warehouse.people import" in path.read_text("utf-8")}
    asking = {path.name for path in CODE if ".ask(" in path.read_text("utf-8")}
    assert (reading, asking) == ({"gate"}, {"people.py", "store.py"})


@pytest.mark.parametrize("name", ["people/answers_of_survey", "../sql/people/answers_of_survey", "people\\surveys"])
def test_a_statement_about_people_is_not_for_everybody_to_ask(shipped: Warehouse, name):
    """Its name with the folder is refused before anything is read."""
    with pytest.raises((ValueError, FileNotFoundError)):
        shipped.query(name, year=2023, track="regular")
