"""Exhibits of the page Wilayah: several regions beside one another.

Takes the answers about several regions and gives exhibits: who is behind with what, how surveys were filled in, how all
stand. Must not know who sits at the screen, nor which regions they may see: the page asks that.
"""
