"""The page Inovasi where somebody acts: cards to open, the form of a report, and the walk through an FGD.

Takes what a page works with, draws it, and gives what was reported to the intake in the name of who asks; `cards`,
`form` and `walk` are its parts. What lists and reports come to is asked of `exhibits.innovations`. Must not know how
reports are folded or kept.
"""
