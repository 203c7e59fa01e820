"""What Streamlit holds in memory for its sessions, seen from around the app."""

import asyncio
from collections.abc import Callable, Mapping

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

SWEEP_SECONDS = 30
"""How long a file may stay after its session is over."""


def held() -> Mapping[str, list[int]]:
    """Return the sizes in bytes of the files that each session sent; nothing before the first start."""
    return sizes(_files()) if runtime.exists() else {}


def sizes(files: MemoryUploadedFileManager) -> Mapping[str, list[int]]:
    """Return the sizes of a manager's files by session."""
    stored = {session: list(own.values()) for session, own in list(files.file_storage.items())}
    return {session: [len(one.data) for one in own] for session, own in stored.items()}


async def sweep() -> None:
    """Drop the files of sessions that are over, again and again, until the server ends."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        if runtime.exists():
            drop_ended(_files(), is_there)


def drop_ended(files: MemoryUploadedFileManager, is_known: Callable[[str], bool]) -> None:
    """Drop the files of every session that is neither open nor waiting to be taken up again."""
    for session in list(files.file_storage):
        if not is_known(session):
            files.remove_session_files(session)


def is_there(session: str) -> bool:
    """Say whether a session is open, or its window was lost so lately that it may come back."""
    return runtime.get_instance()._session_mgr.get_session_info(session) is not None


def _files() -> MemoryUploadedFileManager:
    return runtime.get_instance().uploaded_file_mgr
