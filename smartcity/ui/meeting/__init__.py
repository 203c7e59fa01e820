"""Rapat: meetings arranged, minuted and shown on a wall, and the action by which any exhibit is added to one.

Takes what people press and type, gives steps to `intake` and draws what a meeting froze. What is on the wall
(`presenting`) has its own address and shows no form; the minutes are kept at another. Must not decide who may do what,
nor make an exhibit of its own.
"""
