"""What docs/metode.md says of a composite is what is computed."""

import re
from pathlib import Path

import pytest

from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import read_table
from smartcity.scoring.composite.definition import (
    FIXED,
    MEANS,
    NORMALISATIONS,
    OUTRANKINGS,
    POOLED,
    YEAR,
    Definition,
    Group,
    Indicator,
)
from smartcity.scoring.composite.index import composite

TEXT = (Path(__file__).parents[3] / "docs" / "metode.md").read_text("utf-8").partition("## Indeks buatan sendiri")[2]
DEFINITION = re.search(r"^```toml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| CONTOH ")
]


def test_example_definition_is_read():
    """The example has every table, and what stands there as the value of an unwritten entry is that value."""
    made = read_definition(DEFINITION.encode(), "contoh.toml")
    plain = Definition("", (Group("A"),), (Indicator("B", "A"),))
    names = ("impute", "below", "method", "over", "to", "group_mean", "index_mean")

    assert [getattr(made, name) for name in names] == [getattr(plain, name) for name in names]
    assert (made.outranking, made.winsorise is None, len(made.groups), len(made.indicators)) == (
        OUTRANKINGS,
        False,
        2,
        3,
    )


def test_worked_example_comes_out_as_printed():
    """The table of the data gives the table of the result, to the two decimals that are printed."""
    data = "\n".join(["unit,year,GOV1,LIV1,LIV2", *(",".join(row) for row in ROWS if row[1] == "2023")])
    definition = read_definition(DEFINITION.encode(), "contoh.toml")
    made = composite(definition, read_table(data.encode(), "contoh.csv", definition).frame)
    merged = made.rows.merge(made.groups).merge(made.outranking)
    printed = {
        row[0]: [float(cell.replace(",", ".").replace("−", "-")) for cell in row[1:]]
        for row in ROWS
        if row[1] != "2023"
    }
    columns = ["GOV", "LIV", "index", "rank", "copeland", "borda"]

    assert dict(zip(merged["unit"], merged[columns].to_numpy(float).tolist())) == {
        unit: pytest.approx(values, abs=0.005) for unit, values in printed.items()
    }


@pytest.mark.parametrize("word", [*NORMALISATIONS, *MEANS, *OUTRANKINGS, YEAR, POOLED, FIXED])
def test_every_choice_is_documented(word):
    """Each method, mean, span and ranking that a definition may name stands in the document."""
    assert re.search(rf"\b{word}\b", TEXT)
