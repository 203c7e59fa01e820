"""Lists of innovations: names that are alike, what a later list goes on with, partners, before and after.

Takes rows of the lists and the decisions about names, gives pairs, joined names and counts. Pure: it must not know
the warehouse, words or pages.
"""
