"""Papers: exhibits from a page, a meeting or a report as files that are handed on, one module a format.

Takes a `Paper`, which is exhibits under a title with what was chosen and built, and gives bytes. What a paper says is
what its exhibits say, and all formats say the same. A new format stands in `FORMATS`; its module is loaded when it is
asked for. Must not ask the warehouse, compute a figure or know a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from smartcity.export.downloads import XLSX_TYPE
from smartcity.export.papers.paper import Paper, Section, paper
from smartcity.wording import Words


@dataclass(frozen=True)
class PaperFormat:
    """A kind of file: its media type, and the module and function that write it."""

    mime: str
    module: str
    function: str

    def make(self, made: Paper, words: Words) -> bytes:
        """Write the paper *made* in the language of *words*."""
        return getattr(import_module(f"{__name__}.{self.module}"), self.function)(made, words)


FORMATS: Mapping[str, PaperFormat] = MappingProxyType(
    {
        "pptx": PaperFormat(
            "application/vnd.openxmlformats-officedocument.presentationml.presentation", "slides", "pptx_bytes"
        ),
        "pdf": PaperFormat("application/pdf", "document", "pdf_bytes"),
        "xlsx": PaperFormat(XLSX_TYPE, "workbook", "xlsx_bytes"),
        "html": PaperFormat("text/html", "offline", "html_bytes"),
    }
)
"""By the ending of the file's name, in the order in which they are offered."""


def file_name(made: Paper, suffix: str) -> str:
    """Name a paper after its title and its build; CONTOH comes first when invented data is inside."""
    title = re.sub(r"[^a-z0-9]+", "-", made.title.casefold()).strip("-")
    parts = ["CONTOH"] if made.is_sample else []
    parts += ["smart-city", title, *([made.stamp.fingerprint[:4]] if made.stamp.fingerprint else [])]
    return f"{'-'.join(parts)}.{suffix}"
