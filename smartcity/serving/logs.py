"""What the process says of itself, one JSON object a line, without what people wrote or who they are.

Of an exception its kind and the places that it passed are said, not its message: that may repeat a cell of a file.
"""

import json
import logging
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path


class JsonLines(logging.Formatter):
    """Write a record as JSON; *mask* hides what it knows as personal in a text."""

    def __init__(self, mask: Callable[[str], str]) -> None:
        super().__init__()
        self.mask = mask

    def format(self, record: logging.LogRecord) -> str:
        """Say when, how grave, who says it, and what."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        entry["message"] = self.mask(record.getMessage())
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, passed = record.exc_info
            entry["exception"] = kind.__name__
            entry["places"] = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(passed)]
        return json.dumps(entry, ensure_ascii=False)


def as_json(mask: Callable[[str], str]) -> None:
    """Let every logger that there is speak so, those of the server included."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stderr))
    named = [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    for logger in (root, *named):
        for handler in logger.handlers:
            handler.setFormatter(JsonLines(mask))
