"""Exhibits of the page Wilayah: several regions beside one another, for who may see them all.

Takes the answers about several regions, gives exhibits. Must not know who sits at the screen: the page asks that.
"""
