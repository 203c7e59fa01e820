"""What is loaded and can therefore be chosen."""

from dataclasses import dataclass

from smartcity.answers import scores
from smartcity.exhibits.kit.memory import kept
from smartcity.method import load_dimensions, load_methods
from smartcity.warehouse import Warehouse


@dataclass(frozen=True)
class Available:
    """What is loaded and can therefore be chosen; the defaults are the newest.

    *years* have results, *survey_years* have respondents, *offered_years* can also be prepared for; *lists* are
    innovation lists (code to label), the newest last; *regions* have a published index in any year; *sample_entries*
    are journal entries of invented data.
    """

    years: tuple[int, ...]
    survey_years: tuple[int, ...]
    offered_years: tuple[int, ...]
    lists: dict[str, str]
    regions: tuple[str, ...]
    tracks: tuple[str, ...]
    dimensions: tuple[str, ...]
    sample_entries: tuple[str, ...]
    sample_files: tuple[str, ...]

    @property
    def default_year(self) -> int | None:
        """The newest year with results."""
        return self.years[-1] if self.years else None


@kept
def available(warehouse: Warehouse) -> Available:
    """List what can be chosen, once for a build."""
    years = scores.of_rounds(warehouse, "years")
    lists = warehouse.query("innovation_lists")
    regions = scores.of_rounds(warehouse, "regions_with_results")
    samples = warehouse.query("sample_snapshots")
    return Available(
        years=tuple(int(year) for year in years.loc[years["has_results"], "year"]),
        survey_years=tuple(int(year) for year in years.loc[years["has_survey"], "year"]),
        lists={row.list: row.label or row.list for row in lists.itertuples(index=False)},
        regions=tuple(regions["region"]),
        offered_years=scores.years_offered(warehouse),
        tracks=load_methods().tracks,
        dimensions=tuple(dimension.code for dimension in load_dimensions()),
        sample_entries=tuple(samples["entry"]),
        sample_files=tuple(samples["file"]),
    )
