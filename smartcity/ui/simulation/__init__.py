"""Simulasi: marks typed in a table with the live result beside it, the cheapest plan, scenarios side by side, tasks.

`page` draws the sections, `editor` the tables to type in; `scenario` remembers what is typed until it is written into
the journal. Takes a page and gives elements on it; what marks come to is asked of `exhibits.simulation`.
"""
