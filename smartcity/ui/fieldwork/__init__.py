"""Perangkat survei: the plan is decided, the kit is taken away, and people to invite are chosen.

Takes the page with its choices and what is typed on it, draws it, and hands decisions on to `smartcity.intake`. A list
of users stays in the memory of its session. Must not work out who is invited, nor judge a plan.
"""
