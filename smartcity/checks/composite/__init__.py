"""A composite's definition and its table of data, judged strictly: every fault at its place, nothing guessed.

Takes the bytes of a TOML file or of a table, or the same as plain values, and gives a definition or a frame with what
was left unused; where anything is wrong it raises `Faulty` with all findings at once. Must not compute an index: that
is `scoring.composite`.
"""
