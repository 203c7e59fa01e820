"""The commands that explain and doubt a rank: movement and robustness."""
