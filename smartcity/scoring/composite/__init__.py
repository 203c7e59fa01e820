"""A composite of one's own: an index over any indicators, by a definition that a person writes down and can show.

Takes a definition and a frame of numbers, gives the index with every step on the way and a note of each oddity. The
steps and their names are those of the OECD/JRC Handbook on Constructing Composite Indicators (2008) and of COINr;
every formula stands with its source in docs/metode.md. Must not know whose numbers they are, files or words.
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
