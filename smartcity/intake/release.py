"""Which release of the product this is, by its configuration and code."""

import hashlib
from functools import cache

from smartcity.intake.folder import PROJECT, REGIONS_WORKBOOK


@cache
def product() -> "hashlib._Hash":
    """Digest the configuration and the code, once in a process: what it runs is what it read when it started."""
    digest = hashlib.sha256()
    for path in sorted((PROJECT / "smartcity").rglob("*")):
        if path.suffix in {".py", ".toml", ".sql"} and "wording" not in path.parts:
            digest.update(path.relative_to(PROJECT).as_posix().encode())
            digest.update(path.read_bytes())
    digest.update(REGIONS_WORKBOOK.read_bytes())
    return digest


def release() -> str:
    """Name this release among others."""
    return product().hexdigest()[:12]
