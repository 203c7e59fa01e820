"""The nation that is invented to be measured: a product takes it as standing, and a seed always gives the same."""

from pathlib import Path

import folders
from reaching import reaching

from benchmarks.nation import LATER, RESPONDENTS, STATEMENTS, YEARS, settle
from smartcity import intake
from smartcity.answers import regions
from smartcity.method.regions import NATION

SMALLEST = 0.001


def test_an_invented_nation_stands_as_if_it_had_been_loaded(tmp_path: Path):
    """Its tables are not built anew, statements have means and scores, and who was published is ranked."""
    folder = folders.empty(tmp_path / "data")
    folder.person_key(is_kept=True)
    with reaching(NATION):
        nation = settle(folder, SMALLEST)
        folder.tables.make(nation.frames, nation.stamp)
        with intake.open_warehouse(folder) as open_:
            assert open_.stamp() == nation.stamp
            rows = {table: number for table, (number, _) in open_.digests().items()}
            (own,) = nation.regions
            surveys = len(YEARS) - (own == LATER[0])
            assert rows["answers"] == surveys * RESPONDENTS * STATEMENTS
            assert rows["item_statistics"] == surveys * STATEMENTS
            assert regions.standing(open_).rows.iloc[0]["region"] == own
            assert rows["scores"] > surveys * STATEMENTS
    again = settle(folders.empty(tmp_path / "lagi"), SMALLEST)
    for table in ("results", "answers", "respondents", "scores"):
        assert again.frames[table].equals(nation.frames[table])
