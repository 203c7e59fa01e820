"""Who sits at the screen: signed in or not, by which name, and what their role allows."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from threading import local

import streamlit as st
from starlette.datastructures import Headers
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.access.entrance import Entrance
from smartcity.access.policy import NOBODY, Asker
from smartcity.access.settings import LOCAL, ROLE_VARIABLE, Settings, WrongSettings, read_settings
from smartcity.method.regions import MANY, load_site
from smartcity.serving import is_from_here
from smartcity.serving.gate import TOKEN
from smartcity.signing import in_language
from smartcity.ui.elements import remark
from smartcity.ui.memory import Memory
from smartcity.wording import Words

VARIABLE = ROLE_VARIABLE

LONGEST_NAME = 80

NAME = Memory("name given", "", is_of_all=True)
"""The name that was given last, for the next form."""


_HERE = "127.0.0.1"
"""What Streamlit leaves out when it says where somebody comes from."""


@dataclass
class Way:
    """How people come in to this process: through the *entrance* that `serve.py` opens, without it only locally."""

    entrance: Entrance | None = None


WAY = Way()

_READ = local()
"""What was read of the run that this thread is in."""


@dataclass(frozen=True, slots=True)
class Person:
    """The one at the screen; *name* is the one they signed in with, *code* tells them from others; "" without it.

    *region* is the one they are bound to; who sits at this machine itself is bound to none.
    """

    role: str
    name: str = ""
    code: str = ""
    office: str = ""
    region: str = ""

    def asking(self, name: str = "") -> Asker:
        """Return them as who asks for a change; *name* is the one they gave where they are not signed in."""
        return Asker(self.name or name, self.role, self.office, self.code, self.region)


def person() -> Person:
    """Return who sits at the screen now; asked anew in every run, so that a role ends when it is taken away."""
    return _judged(*_standing())


def asking() -> Callable[[], Asker]:
    """Return what tells who is at this screen as who asks, judged at the moment it is called, also outside a run."""
    standing = _standing()
    return lambda: _judged(*standing).asking()


def why_refused(words: Words) -> str:
    """Say why the one at the screen may see nothing, "" where they may."""
    try:
        settings = _settings()
    except WrongSettings as problem:
        return words("access.settings.page", problem=words(f"access.settings.{problem.code}", **problem.values))
    if person().role != NOBODY:
        return ""
    if settings.mode == LOCAL:
        return words("access.local_only")
    return words("ui.person.over" if WAY.entrance else "ui.person.needs_server")


def _standing() -> tuple[str, bool]:
    """Return the token of the browser at the screen, and whether that is at this machine itself.

    Both come with the connection of a visit. They are read once a run, which asks dozens of times who is there.
    """
    run = get_script_run_ctx()
    if run is None:
        return "", True
    # Every run has cursors of its own.
    if getattr(_READ, "run", None) is not run.cursors:
        is_here = is_from_here((_address(), 0), Headers(st.context.headers.to_dict()))
        _READ.standing = st.context.cookies.to_dict().get(TOKEN, ""), is_here
        _READ.run = run.cursors
    return _READ.standing


def _address() -> str:
    address = st.context.ip_address
    return address if isinstance(address, str) else _HERE


def _settings() -> Settings:
    return WAY.entrance.settings if WAY.entrance else read_settings(load_site())


def _judged(token: str, is_here: bool) -> Person:
    try:
        settings = _settings()
    except WrongSettings:
        return Person(NOBODY)
    if settings.mode == LOCAL:
        return Person(settings.role if is_here else NOBODY, region=MANY)
    guest = WAY.entrance.who(token) if WAY.entrance else None
    return Person(NOBODY) if guest is None else Person(guest.role, guest.name, guest.code, guest.office, guest.region)


def note_refusal(what: str) -> None:
    """Note in the audit that the one at the screen asked for what they may not see."""
    token, _ = _standing()
    if WAY.entrance:
        WAY.entrance.refused(what, token, _address())


def may(action: str) -> bool:
    """Say whether the one at the screen may do *action*."""
    return person().asking().may(action)


def asker(name: str = "") -> Asker:
    """Return the one at the screen as who asks for a change; *name* is what a form was signed with."""
    return person().asking(name)


def draw_sign_in(words: Words) -> None:
    """Draw who is signed in and the way to their account, where people sign in; Streamlit opens links elsewhere."""
    who = person()
    if who.code:
        remark(words("ui.person.signed_in", name=who.name, role=words(f"ui.person.role.{who.role}")))
        link_out("/akun", words("ui.person.account"), words)


def link_out(path: str, label: str, words: Words) -> None:
    """Draw a link to a page of the way in, in this window."""
    st.html(f'<a href="{in_language(path, words)}" target="_self">{escape(label)}</a>')


def ask_name(label: str, words: Words, key: str | None = None) -> str:
    """Draw the field for the name that goes into the journal, and return it; one who signed in needs not be asked.

    Draw it inside a form. What is given stands in the next form once it is kept as `NAME`.
    """
    signed = person().name
    name = st.text_input(
        label,
        value=signed or NAME.get(),
        placeholder=words("upload.save.by_hint"),
        max_chars=LONGEST_NAME,
        autocomplete="name",
        disabled=bool(signed),
        key=key,
        width=360,
    )
    return signed or " ".join(name.split())
