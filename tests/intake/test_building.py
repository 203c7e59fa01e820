"""What a build depends on, so that the next opening makes the tables anew when any of it changed."""

import pytest

from smartcity.intake import building


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
    monkeypatch.setattr(building, "PROJECT", tmp_path)
    monkeypatch.setattr(building, "_product", building._product.__wrapped__)
    path = tmp_path / "smartcity" / name
    path.parent.mkdir(parents=True)
    path.write_text("before")
    before = building.fingerprint(())
    path.write_text("after")

    assert (building.fingerprint(()) != before) == is_told
