"""With whom: the share of innovations with a partner outside government, by dimension and year."""

from collections.abc import Iterable

import pandas as pd

from smartcity import charts
from smartcity.answers import innovations as answers
from smartcity.answers.innovations import Innovation
from smartcity.exhibits.innovations.card import partners_said
from smartcity.exhibits.innovations.looked import Looked, of_innovations
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import SHARE, Column, Exhibit
from smartcity.office.reports import has_outside_partner
from smartcity.wording import Words

KEY = "kolaborasi"


@of_innovations(KEY)
def collaboration(looked: Looked) -> Exhibit:
    """Count by dimension how many innovations whose partners were reported have one outside government."""
    words, year = looked.words, looked.year
    known = _known(looked.own)
    if not known:
        return looked.subject().nothing(KEY, "innovations.collaboration", year=year, n=len(looked.own))
    counts = [
        (dimension.name, *_counted(known, dimension.code), dimension.colour, looked.is_sample_in(dimension.code))
        for dimension in looked.dimensions
    ]
    rows = pd.DataFrame(counts, columns=["label", "count", "quota", "colour", "is_sample"])
    outside = sum(has_outside_partner(one.state.report) for one in known)
    return looked.subject().exhibit(
        KEY,
        words("innovations.collaboration.message", n=outside, of=len(known), year=year),
        "innovations.collaboration",
        figure=charts.bullets(rows[rows["quota"] > 0], words, "outside", "with_outside"),
        rows=rows.assign(share=[_share(*own) for own in zip(rows["count"], rows["quota"])]),
        columns=of_page("innovations", "label=dimension count=outside_n quota=partners_known share=outside_share"),
        note=(looked.older, _unknown_said(len(looked.own) - len(known), words)),
        details=(_by_year(looked), _forms(known, looked)),
        values=words.join(f"{row.label} {row.count} / {row.quota}" for row in rows.itertuples(index=False)),
    )


def _known(own: Iterable[Innovation]) -> list[Innovation]:
    """Keep those whose partners were reported for the year itself."""
    return [one for one in own if one.is_reported and has_outside_partner(one.state.report) is not None]


def _counted(known: Iterable[Innovation], dimension: str) -> tuple[int, int]:
    inside = [has_outside_partner(one.state.report) for one in known if one.dimension == dimension]
    return sum(inside), len(inside)


def _share(count: int, of: int) -> float | None:
    return count / of if of else None


def _unknown_said(n: int, words: Words) -> str:
    return words("innovations.collaboration.unknown", n=n) if n else ""


def _by_year(looked: Looked) -> Exhibit:
    """Show the share of each dimension in every year that has reports, side by side."""
    words = looked.words
    reported = sorted({one.year for one in answers.reports(looked.warehouse) if one.year <= looked.year})
    by_year = {year: _known(answers.innovations_of(looked.warehouse, year).innovations) for year in reported}
    rows = [
        (dimension.name, *(_share(*_counted(known, dimension.code)) for known in by_year.values()))
        for dimension in looked.dimensions
    ]
    columns = (Column(str(year), str(year), SHARE, 0) for year in by_year)
    return looked.subject().exhibit(
        "kolaborasi-tahun",
        words("innovations.collaboration.years", n=len(by_year)),
        rows=rows,
        columns=("innovations.dimension", *columns),
        alt=words("innovations.collaboration.years_alt"),
    )


def _forms(known: Iterable[Innovation], looked: Looked) -> Exhibit:
    """List who takes part in what, innovation by innovation."""
    words = looked.words
    rows = [
        (one.name, dimension_name(one.dimension) if one.dimension else None, partners_said(one.state.report, words))
        for one in known
    ]
    return looked.subject().exhibit(
        "kolaborasi-mitra",
        words("innovations.collaboration.forms", n=len(rows)),
        rows=rows,
        columns=of_page("innovations", "name dimension partners"),
        alt=words("innovations.collaboration.forms", n=len(rows)),
    )
