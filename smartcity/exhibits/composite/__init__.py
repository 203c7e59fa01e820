"""Indeks buatan sendiri: which region stands where by a definition of one's own, and what that rests on.

Takes a definition and a material of the warehouse or of a person's own file, gives exhibits. Nothing here is official:
every exhibit says in its caption, and every table in each row, whose composition it is. Must not know how a definition
is built or drawn.
"""

from smartcity.exhibits.composite.composition import Composition, compose, scale_said
from smartcity.exhibits.composite.examples import Example, examples, offered_winsorising
from smartcity.exhibits.composite.ingredients import availability, coverage, ingredients
from smartcity.exhibits.composite.material import Material, fullest_year, of_file, of_warehouse, unknown_measures
from smartcity.exhibits.composite.remarks import remarks
from smartcity.exhibits.composite.standing import outranked, standing
from smartcity.exhibits.composite.years import over_years
