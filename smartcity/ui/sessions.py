"""What Streamlit holds in memory for its sessions, seen from around the app."""

import asyncio
from collections.abc import Callable, Iterable, Mapping

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.serving import COOKIE

_VISITORS: dict[str, str] = {}
"""What the browser of each session is known by."""

_OWNERS: dict[str, str] = {}
"""Who is signed in at each session, by the code that tells them apart; whose it is once, it stays."""

SWEEP_SECONDS = 30
"""How long a file may stay after its session is over."""


def held() -> Mapping[str, list[int]]:
    """Return the sizes in bytes of the files that each session sent; nothing before the first start."""
    return sizes(_files()) if runtime.exists() else {}


def sizes(files: MemoryUploadedFileManager) -> Mapping[str, list[int]]:
    """Return the sizes of a manager's files by session."""
    stored = {session: list(own.values()) for session, own in list(files.file_storage.items())}
    return {session: [len(one.data) for one in own] for session, own in stored.items()}


async def sweep(*drops: Callable[[Callable[[str], bool]], None]) -> None:
    """Drop what is left of sessions that are over, again and again, until the server ends.

    *drops* are told how to ask whether a session is there still.
    """
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        if runtime.exists():
            drop_ended(_files(), is_there)
            for session in [one for one in _VISITORS if not is_there(one)]:
                del _VISITORS[session]
                _OWNERS.pop(session, None)
            for drop in drops:
                drop(is_there)


def drop_ended(files: MemoryUploadedFileManager, is_known: Callable[[str], bool]) -> None:
    """Drop the files of every session that is neither open nor waiting to be taken up again."""
    for session in list(files.file_storage):
        if not is_known(session):
            files.remove_session_files(session)


def is_there(session: str) -> bool:
    """Say whether a session is open, or its window was lost so lately that it may come back."""
    return runtime.get_instance()._session_mgr.get_session_info(session) is not None


def count() -> int:
    """Return how many sessions have their page open."""
    return runtime.get_instance()._session_mgr.num_active_sessions() if runtime.exists() else 0


def is_open(session: str) -> bool:
    """Say whether a session's page is open at this moment."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)


def visitor() -> str:
    """Return what the browser of this session is known by, "" where it brought no cookie."""
    return st.context.cookies.to_dict().get(COOKIE, "")


def note_visitor(owner: str = "") -> None:
    """Note which browser this session is of, and who *owner* is at it."""
    session = get_script_run_ctx().session_id
    _VISITORS[session] = visitor()
    if owner:
        _OWNERS.setdefault(session, owner)


def owner_of(session: str) -> str | None:
    """Return who is at a session, None for who is not known."""
    return _OWNERS.get(session)


def showing(file: str) -> Iterable[str]:
    """List the sessions that show a media file, by its name in the address."""
    if not runtime.exists():
        return ()
    shown = runtime.get_instance().media_file_mgr._files_by_session_and_coord
    wanted = file.partition(".")[0]
    return [session for session, files in list(shown.items()) if wanted in list(files.values())]


def has_page(known: str) -> bool:
    """Say whether a browser has a page open."""
    return known != "" and any(own == known and is_open(session) for session, own in list(_VISITORS.items()))


def _files() -> MemoryUploadedFileManager:
    return runtime.get_instance().uploaded_file_mgr
