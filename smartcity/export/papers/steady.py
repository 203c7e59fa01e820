"""Office files whose bytes depend on nothing but what is in them: no clock of the machine that wrote them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MOMENT = (2000, 1, 1, 0, 0, 0)
"""The moment that every part of a package is given; what the file is of is said in it."""

CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
PACKAGES = (".xlsx", ".pptx")


def steady(save: Callable[[BytesIO], object], built_at: str) -> bytes:
    """Write a package by *save* and take the clock out of it: its times become that of the build."""
    written = BytesIO()
    save(written)
    return _steadied(written.getvalue(), _spelled(built_at))


def _spelled(built_at: str) -> bytes:
    moment = datetime.fromisoformat(built_at) if built_at else datetime(*MOMENT[:3])
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()


def _steadied(content: bytes, moment: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == CORE:
                part = _TIMES.sub(rb"\g<1>" + moment + rb"\g<3>", part)
            elif name.endswith(PACKAGES):
                part = _steadied(part, moment)
            target.writestr(ZipInfo(name, MOMENT), part, ZIP_DEFLATED)
    return made.getvalue()
