"""What a build depends on, so that the next opening makes the tables anew when any of it changed."""

import folders
import pytest

from smartcity import intake
from smartcity.intake import building, release


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("scoring/scores.py", True),
        ("config/site.toml", True),
        ("warehouse/sql/years.sql", True),
        ("wording/id/ui.toml", False),
        ("ui/style.css", False),
    ],
)
def test_a_build_is_told_by_the_code_the_configuration_and_the_statements(tmp_path, monkeypatch, name, is_told):
    """What makes the tables changes the fingerprint; what only says or draws them does not."""
    monkeypatch.setattr(release, "PROJECT", tmp_path)
    monkeypatch.setattr(building, "product", release.product.__wrapped__)
    path = tmp_path / "smartcity" / name
    path.parent.mkdir(parents=True)
    path.write_text("before")
    before = building.fingerprint(())
    path.write_text("after")

    assert (building.fingerprint(()) != before) == is_told


def test_a_new_year_is_prepared_for_at_the_next_opening(tmp_path, monkeypatch):
    """The clock is part of what a build depends on, so nothing else has to be done at the turn of a year."""
    folder = folders.empty(tmp_path / "data")
    with intake.open_warehouse(folder) as warehouse:
        before = warehouse.methods.years[-1]
    monkeypatch.setattr(intake.clock, "this_year", lambda: before)
    with intake.open_warehouse(folder) as warehouse:
        assert (before, warehouse.methods.years[-1], warehouse.methods.get(2028, "regular").borrowed_from) == (
            2027,
            2028,
            2024,
        )
