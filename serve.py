"""The dashboard as it is served to others: `streamlit run serve.py`. What stands around the app is `smartcity.serving`.

`streamlit run app.py` serves the same pages without these layers: other origins are then kept off by Streamlit's own
`server.allowedHosts` only.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import config

from pages import ikhtisar
from smartcity.serving import Documents, Headers, OwnOrigin, Packed
from smartcity.ui import store
from smartcity.ui.warming import warm
from smartcity.wording import DEFAULT_LANGUAGE, Words

FONT = "./app/static/inter-tabular.woff2"


@asynccontextmanager
async def warmed(_: st.App) -> AsyncIterator[None]:
    """Draw the first page before the port answers, and close the warehouse when the server ends."""
    await run_in_threadpool(warm, ikhtisar.render)
    try:
        yield
    finally:
        store.close()


app = st.App(
    "app.py",
    lifespan=warmed,
    middleware=[
        Middleware(Headers),
        Middleware(TrustedHostMiddleware, allowed_hosts=config.get_option("server.allowedHosts") or ["*"]),
        Middleware(OwnOrigin, refusal=Words(DEFAULT_LANGUAGE)("ui.refused_origin")),
        Middleware(Packed, folders=("/static/", "/app/static/")),
        Middleware(Documents, language=DEFAULT_LANGUAGE, font=FONT),
    ],
)
