"""The scripts that a page will ask for one after another, found beforehand so that a browser fetches them at once."""

import re
from collections.abc import Sequence
from pathlib import Path

_IMPORTED = re.compile(r'\b(?:from|import)\s*"\./([^"]+\.js)"')


def needed(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """List the files of the modules *names* in *folder* with all that they import; file names end in a fingerprint.

    A name that has no file is left out: then the browser finds that module itself, as it does without any list.
    """
    files = [file.name for name in names for file in folder.glob(f"{name}.*.js")]
    for file in files:
        imported = _IMPORTED.findall((folder / file).read_text("utf-8"))
        files.extend(dict.fromkeys(one for one in imported if one not in files))
    return tuple(files)
