"""Scores, ranks, what moved them, and composites of one's own: every formula of the product.

Takes frames of marks, statistics and published figures with the method's rules, gives frames at full precision, each
score with its contributions. Pure: no file, no clock, no chance. Must not know the warehouse, words or pages.
"""
