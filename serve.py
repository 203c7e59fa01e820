"""The dashboard as it is served to others: `streamlit run serve.py`. What stands around the app is `smartcity.serving`.

`streamlit run app.py` serves the same pages without these layers: other origins are then kept off by Streamlit's own
`server.allowedHosts` only.
"""

import os
import sys
from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from streamlit import config

from pages import ikhtisar
from smartcity.access.accounts import AccountsDamaged
from smartcity.access.entrance import Entrance, NotLetIn
from smartcity.access.settings import AS_JSON, LOG_VARIABLE, WrongSettings, read_settings, require_known, require_spelt
from smartcity.checks.personal import masked
from smartcity.config import said_outside
from smartcity.intake import DataFolder, regions_of
from smartcity.keeping import FAULT, Daily, FolderInUse, Unusable, look_at, said_certificate, sole
from smartcity.method.regions import load_site
from smartcity.serving import (
    Closed,
    Documents,
    Files,
    Headers,
    Keeper,
    OwnHost,
    OwnMachine,
    OwnOrigin,
    Packed,
    Probes,
    Room,
    SignedIn,
    Uploads,
    Visitors,
    as_json,
    needed,
)
from smartcity.signing import signing_for
from smartcity.ui import figures, sessions, store
from smartcity.ui.daily import keep_daily
from smartcity.ui.files import OFFERS
from smartcity.ui.journal import trouble_said
from smartcity.ui.person import WAY
from smartcity.ui.warming import warm
from smartcity.warehouse import WarehouseElsewhere
from smartcity.wording import DEFAULT_LANGUAGE, Words

WRONG_USAGE = 2
FONT = "./app/static/inter-tabular.woff2"
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
EVERYWHERE = ("Html", "BidiComponent", "ButtonGroup", "Selectbox", "Table")
"""Streamlit's own names for what most pages are made of; it fetches each only when a message asks for it."""


@asynccontextmanager
async def warmed(_: st.App) -> AsyncIterator[None]:
    """Draw the first page before the port answers; while it does, drop what is left of sessions that are over.

    A second dashboard on one data folder ends here.
    """
    if said_outside(LOG_VARIABLE) == AS_JSON:
        as_json(masked)
    try:
        with sole(DataFolder.chosen()):
            WAY.entrance = entrance
            await run_in_threadpool(warm, ikhtisar.render)
            tasks = [create_task(sessions.sweep(OFFERS.drop_ended)), create_task(keep_daily())]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                store.close()
                WAY.entrance = None
    except FolderInUse as problem:
        process = problem.process or words("cli.another_process")
        said = words("keeping.in_use", path=problem.folder.root, process=process, pid=problem.pid or "?")
        print(said, file=sys.stderr, flush=True)
        # An exception would bury the sentence under the traces of all that is around the app.
        os._exit(WRONG_USAGE)


def require_certificate(words: Words) -> None:
    """End the process with a sentence where the certificate that people's browsers are shown has ended."""
    path = said_certificate(os.environ) or config.get_option("server.sslCertFile")
    check = look_at(Path(path), datetime.now(UTC)) if path else None
    if check is not None and check.level == FAULT:
        refuse(words(check.sentences[0], **check.values), words)


def require_folder(words: Words) -> None:
    """End the process with a sentence where the lake or the daily backup is not what it was meant to be.

    A catalogue that does not answer now may answer later: of that the pages tell.
    """
    folder = DataFolder.chosen()
    try:
        if folder.lake is not None:
            folder.lake.require_packages()
        Daily.of(folder, os.environ).require_passphrase()
    except WarehouseElsewhere as problem:
        refuse(trouble_said(problem, words), words)
    except Unusable as problem:
        refuse(words(f"keeping.refused.{problem.code}", **problem.values), words)


def refuse(problem: str, words: Words) -> NoReturn:
    """End the process with a sentence, and with the code after which no service manager starts it again."""
    print(words("access.settings.start", problem=problem), file=sys.stderr, flush=True)
    raise SystemExit(WRONG_USAGE)


def room() -> Room:
    """Return how much visitors may have in memory."""
    site = load_site()
    return Room(site.upload_files, site.upload_megabytes << 20)


def opened(words: Words) -> Entrance:
    """Open the way in; what is configured so that nobody can mean it ends the process with a sentence."""
    try:
        require_spelt()
        entrance = Entrance(read_settings(load_site()), DataFolder.chosen().root)
        if not entrance.is_local:
            entrance.require_clock()
            entrance.accounts.all()
        if entrance.settings.regions:
            require_known(entrance.settings, regions_of(DataFolder.chosen()))
    except WrongSettings as problem:
        refuse(words(f"access.settings.{problem.code}", **problem.values), words)
    except (NotLetIn, AccountsDamaged) as problem:
        key = "clock" if isinstance(problem, NotLetIn) else "damaged"
        refuse(words(f"signing.{key}"), words)
    return entrance


def gate(entrance: Entrance, words: Words) -> Middleware:
    """Return the layer that keeps out who may not come in at all."""
    if entrance.is_local:
        return Middleware(OwnMachine, refusal=words("access.local_only"))
    keeper = Keeper(entrance.code_of, sessions.owner_of, sessions.showing, entrance.refused)
    return Middleware(SignedIn, keeper=keeper, refusal=words("signing.first"), foreign=words("signing.foreign"))


words = Words(DEFAULT_LANGUAGE)
require_certificate(words)
require_folder(words)
entrance = opened(words)
app = st.App(
    "app.py",
    lifespan=warmed,
    routes=signing_for(entrance).routes(),
    middleware=[
        Middleware(Headers),
        Middleware(OwnHost, names=config.get_option("server.allowedHosts"), refusal=words("ui.refused_host")),
        Middleware(OwnOrigin, refusal=words("ui.refused_origin")),
        Middleware(Probes, is_well=figures.is_well, figures=figures.figures),
        Middleware(Closed, refusal=words("ui.not_there")),
        gate(entrance, words),
        Middleware(Uploads, held=sessions.held, room=room(), refusal=words("ui.refused_upload")),
        Middleware(Visitors, has_page=sessions.has_page, gone=words("ui.file_gone")),
        Middleware(
            Files, offers=OFFERS, is_open=sessions.is_open, gone=words("ui.file_gone"), foreign=words("ui.file_foreign")
        ),
        Middleware(Packed, folders=("/static/", "/app/static/")),
        Middleware(
            Documents,
            language=DEFAULT_LANGUAGE,
            font=FONT,
            scripts=[f"./static/js/{script}" for script in needed(SCRIPTS, EVERYWHERE)],
        ),
    ],
)
