"""Files that are there whole or not at all, whatever stops the machine.

Takes a path and its bytes, and gives back nothing: once it returns they are on the disk; of a file that others replace
it gives the bytes only when they are new. Must not know what they are of; whoever keeps something on the disk writes it
with these.
"""

from smartcity.disk.whole import UNFINISHED, read_if_new, settle, write_whole

__all__ = ["UNFINISHED", "read_if_new", "settle", "write_whole"]
