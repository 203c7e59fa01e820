"""A composite's definition and its table of data, judged strictly: every fault at its place, nothing guessed."""
