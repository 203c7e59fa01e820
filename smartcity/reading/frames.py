"""The language between reader and guarded process: JSON values, each with its length before it."""

from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import orjson

from .prescan import MEBIBYTE

_HEADER_BYTES = 4
_LARGEST_FRAME = 512 * MEBIBYTE
_MOMENTS = {moment.__name__: moment for moment in (datetime, date, time)}


def read_frame(stream: BinaryIO) -> Any:
    """Read one value; `None` at the end of the stream, `ValueError` for half a frame or a monstrous one."""
    header = stream.read(_HEADER_BYTES)
    if not header:
        return None
    length = int.from_bytes(header, "big")
    if length > _LARGEST_FRAME:
        raise ValueError(f"a frame of {length} bytes")
    return orjson.loads(stream.read(length))


def write_frame(stream: BinaryIO, value: object) -> None:
    """Write one value; a number that is not finite becomes null."""
    body = orjson.dumps(value, default=_encode, option=orjson.OPT_PASSTHROUGH_DATETIME)
    stream.write(len(body).to_bytes(_HEADER_BYTES, "big"))
    stream.write(body)
    stream.flush()


def moment_of(encoded: dict[str, str]) -> datetime | date | time:
    """Turn the encoded form of a date or time, the only object a cell may hold, into the value."""
    ((name, text),) = encoded.items()
    return _MOMENTS[name].fromisoformat(text)


def _encode(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    if isinstance(value, timedelta):
        return value.total_seconds() / 86_400
    raise TypeError(f"{type(value).__name__} is not a cell value")
