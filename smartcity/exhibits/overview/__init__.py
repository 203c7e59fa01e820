"""Ikhtisar: how do we stand? The headline, the figures at a glance, components, trend, and what needs a look."""
