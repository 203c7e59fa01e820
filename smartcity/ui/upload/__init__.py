"""The desk where files come in: choose, match, check, save, and the history of what came in and went out again.

`page` draws the steps, one module each; `file` remembers the file at hand, `spelling` says names, cells, rows and
scales as people call them, `changes` shows figures before and after. What a file holds and does is asked of `intake`.
"""
