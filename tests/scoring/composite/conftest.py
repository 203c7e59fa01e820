import pandas as pd
import pytest

from smartcity.scoring.composite.definition import Definition, Group, Indicator


@pytest.fixture
def two_groups() -> Definition:
    """A definition of two indicators in one group and one in another, everything else as it is when not said."""
    return Definition(
        "Uji",
        (Group("GOV", 2.0), Group("ECO", 1.0)),
        (Indicator("A", "GOV", 1.0), Indicator("B", "GOV", 3.0), Indicator("C", "ECO")),
    )


@pytest.fixture
def four_units() -> pd.DataFrame:
    """Four units in one year, no cell empty and no value twice."""
    return pd.DataFrame(
        {
            "unit": ["P", "Q", "R", "S"],
            "year": 2023,
            "A": [0.0, 10.0, 5.0, 2.0],
            "B": [8.0, 4.0, 0.0, 6.0],
            "C": [1.0, 3.0, 5.0, 2.0],
        }
    )
