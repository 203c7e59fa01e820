"""Ikhtisar: how do we stand? The headline, the figures at a glance, components, trend, and what needs a look.

Takes an open warehouse and a selection of a year, gives a headline, cards and exhibits for who has one minute.
Must not know the pages that it points to but by their codes.
"""
