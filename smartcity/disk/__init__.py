"""Files that are there whole or not at all, whatever stops the machine.

Takes a path and its bytes, and gives back nothing: once it returns they are on the disk. Must not know what they are
of; whoever keeps something on the disk writes it with these.
"""

from smartcity.disk.whole import UNFINISHED, settle, write_whole

__all__ = ["UNFINISHED", "settle", "write_whole"]
