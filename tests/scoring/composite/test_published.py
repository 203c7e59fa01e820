"""A composite that others computed: the pillar of economic ties in the ASEM index of 51 countries.

Values after imputation and the pillar's score are those of the data set `ASEM_COIN` in the R package COINr (W. Becker,
MIT licence), from the ASEM Sustainable Connectivity Portal of the European Commission's Joint Research Centre, 2018.
"""

from pathlib import Path

import pandas as pd
import pytest

from smartcity.scoring.composite.definition import Definition, Group, Indicator, Winsorising
from smartcity.scoring.composite.index import composite

CODES = ("Goods", "Services", "FDI", "PRemit", "ForPort")
PUBLISHED = pd.read_csv(Path(__file__).with_name("asem.csv"))
DEFINITION = Definition(
    "ASEM", (Group("ConEcFin"),), tuple(Indicator(code, "ConEcFin") for code in CODES), Winsorising(5, 2.0, 3.5)
)


def test_the_pillar_is_the_published_one():
    """Winsorised, scaled by min-max and averaged, every country comes out as in COINr to the last digits."""
    made = composite(DEFINITION, PUBLISHED)
    index = made.rows.set_index("unit")["index"].reindex(PUBLISHED["unit"])

    assert index.to_numpy() == pytest.approx(PUBLISHED["expected"].to_numpy(), rel=1e-12)


def test_as_many_values_are_pulled_in_as_published():
    """COINr's treated data differ in nine values of three indicators; the two others keep within the limits."""
    pulled = [note.node for note in composite(DEFINITION, PUBLISHED).notes if note.code == "winsorised"]

    assert {code: pulled.count(code) for code in CODES} == {
        "Goods": 0,
        "Services": 4,
        "FDI": 2,
        "PRemit": 0,
        "ForPort": 3,
    }
