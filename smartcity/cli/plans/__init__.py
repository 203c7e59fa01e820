"""The commands about what we suppose of ourselves: scenarios, gains and plans."""
