"""What is said of a file that costs more than files may."""

from smartcity.reading.apart import Bounds
from smartcity.reading.guard import CRASH, TIME
from smartcity.records.findings import Finding, Place


def too_costly(file: str, reason: str, bounds: Bounds) -> Finding:
    """Refuse a file whose process came to no end within *bounds*; *reason* says which limit it met, or that it died."""
    if reason == CRASH:
        return Finding("file.damaged", Place(file), "", {"reason": reason})
    limit = bounds.seconds if reason == TIME else bounds.memory_bytes
    return Finding("file.too_many_cells", Place(file), "", {"reason": reason, "limit": limit})
