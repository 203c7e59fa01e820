"""What could be, and how sure it is: the cheapest plan to an aim, and ranks under doubt.

Takes marks, weights and named doubts, gives plans and probabilities of ranks. Pure: chance comes in as a seed or a
generator, never from the clock. Must not know the warehouse, words, pages or files.
"""
