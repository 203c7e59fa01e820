"""Metode: where do the rules come from, and what is not known of them?

Takes the method files and what is loaded, gives exhibits of weights, worth, certainty, gaps, terms and sources. Nothing
is said here that the files do not say. Must not know how a rule is applied.
"""
