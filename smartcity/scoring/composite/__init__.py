"""A composite of one's own: an index over any indicators, by a definition that a person writes down and can show.

The steps and their names are those of the OECD/JRC Handbook on Constructing Composite Indicators (2008) and of COINr;
every formula stands with its source in docs/metode.md.
"""

from smartcity.scoring.composite.definition import (
    IMPUTATIONS,
    INDEX,
    MEANS,
    NORMALISATIONS,
    OUTRANKINGS,
    SPANS,
    Definition,
    Faulty,
    Group,
    Indicator,
    Winsorising,
    as_toml,
)
from smartcity.scoring.composite.index import Composite, composite
from smartcity.scoring.composite.notes import Note
