"""What the process says of itself: JSON by the line, and nothing of what people wrote."""

import json
import logging
import sys

from smartcity.checks.personal import masked
from smartcity.serving import as_json
from smartcity.serving.logs import JsonLines


def logged(message, *given, exception=None):
    """Format one record."""
    info = (type(exception), exception, exception.__traceback__) if exception else None
    record = logging.LogRecord("smartcity", logging.ERROR, "x.py", 1, message, given, info)
    return json.loads(JsonLines(masked).format(record))


def failed(text):
    """Raise an error that repeats what stood in a cell, and catch it."""
    try:
        raise ValueError(text)
    except ValueError as problem:
        return problem


def test_a_record_is_one_object_without_personal_data():
    """Telephone numbers, addresses and NIK are hidden in the message; of an exception only kind and places are said."""
    found = logged(
        "gagal: %s, %s", "0812-3456-7890", "siti@contoh.id", exception=failed("Siti Aminah 3171234567890123")
    )
    assert {name: found[name] for name in ("level", "logger", "exception")} == {
        "level": "error",
        "logger": "smartcity",
        "exception": "ValueError",
    }
    assert found["at"].endswith("+00:00")
    assert found["places"][-1].startswith("test_logs.py:")
    assert not any(secret in json.dumps(found) for secret in ("3456", "siti@", "Siti", "31712"))


def test_every_logger_speaks_so(monkeypatch):
    """Also those of the server, which have handlers of their own; a text with line ends stays one line."""
    handler = logging.StreamHandler(sys.stderr)
    logger = logging.getLogger("uji.server")
    logger.addHandler(handler)
    held = [(one, one.formatter) for one in logging.getLogger().handlers]
    try:
        as_json(masked)
        record = logging.LogRecord("uji.server", logging.INFO, "x.py", 1, "a\nb", (), None)
        assert json.loads(handler.format(record))["message"] == "a\nb"
        assert handler.format(record).count("\n") == 0
    finally:
        logger.removeHandler(handler)
        for one, formatter in held:
            one.setFormatter(formatter)
