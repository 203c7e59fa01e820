"""Faults that the tests are to catch, and the tool that plants them one at a time in a copy of the project.

Each area has a file in `planted/` that says its faults: where, what stands there, what stands there instead, and the
tests that reach it. The working tree is never touched.
"""
