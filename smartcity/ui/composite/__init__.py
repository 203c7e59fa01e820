"""Indeks buatan sendiri: the builder of an index of one's own choice, and what the page shows of that index.

`page` draws both, `panels` the builder's fields; `draft` holds what was chosen, `reading` makes a definition and values
of it, `files` takes both in and gives them out. The index itself is made in `scoring`.
"""
