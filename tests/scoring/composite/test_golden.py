"""Composites worked by hand, from the text of the definition and of the data to the last digit."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import read_table
from smartcity.scoring.composite.index import composite

CASES = yaml.safe_load(Path(__file__).with_name("golden.yaml").read_text("utf-8"))
by_case = pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])


def computed(case):
    """Compute a case from its two texts."""
    definition = read_definition(case["definition"].encode(), "uji.toml")
    return composite(definition, read_table(case["data"].encode(), "uji.csv", definition).frame)


@by_case
def test_worked_case(case):
    """Index, rank, groups, change and outranking come out as worked by hand, by year and rank."""
    made = computed(case)
    merged = made.rows.merge(made.groups).merge(made.outranking)
    texts, numbers = ["unit", "year"], [key for key in case["rows"][0] if key not in ("unit", "year")]
    expected = pd.DataFrame(case["rows"])

    assert merged[texts].to_numpy().tolist() == expected[texts].to_numpy().tolist()
    assert merged[numbers].to_numpy(float, na_value=np.nan) == pytest.approx(
        expected[numbers].to_numpy(float), rel=1e-12, abs=1e-12, nan_ok=True
    )


@pytest.mark.parametrize("case", [case for case in CASES if "missing" in case], ids=lambda case: case["name"])
def test_missing_children_are_named(case):
    """Every node that lacks a child says which, and whether the others were enough."""
    columns = ["unit", "year", "node", "missing", "has_value"]

    assert computed(case).missing[columns].to_numpy().tolist() == case["missing"]
