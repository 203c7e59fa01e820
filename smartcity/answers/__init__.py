"""What pages and commands ask alike, answered once: scores, surveys, indicators, ranks and simulations.

Takes an open warehouse and a question, gives frames and records at full precision. Joins stored rows with the pure
rooms below, so that the screen and the command line can never answer differently. Must not know words, figures,
pages or files.
"""
