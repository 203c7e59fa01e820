"""Peringkat: who stands above us and by how much, why our rank moved, and how sure it is.

Takes an open warehouse and a selection (year, group, region compared with, weights and doubts to try), gives exhibits
and the sentences that commands say, too. Ranks, moves and draws are worked out in `answers`; here they are worded. Must
not know other pages: what the simulation shows in the same way stands in the kit.
"""
