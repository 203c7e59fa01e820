"""Who sits at the screen: signed in or not, by which name, and what their role allows."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.errors import StreamlitAuthError

from smartcity.access import policy
from smartcity.access.policy import Asker
from smartcity.method.regions import load_site
from smartcity.ui.elements import remark
from smartcity.ui.memory import Memory
from smartcity.wording import Words

VARIABLE = "SMARTCITY_WITHOUT_SIGN_IN"
"""The environment may name the role of everybody where no sign-in is set up, in the place of `config/site.toml`."""

LONGEST_NAME = 80

NAME = Memory("name given", "")
"""The name that was given last, for the next form."""


@dataclass(frozen=True, slots=True)
class Person:
    """The one at the screen; *name* is the one they signed in with, *code* tells them from others; "" without it."""

    role: str
    name: str = ""
    can_sign_in: bool = False
    code: str = ""
    office: str = ""

    def asking(self, name: str = "") -> Asker:
        """Return them as who asks for a change; *name* is the one they gave where they are not signed in."""
        return Asker(self.name or name, self.role, self.office, self.code)


def person() -> Person:
    """Return who sits at the screen now; asked anew in every run, so that a role ends when it is taken away."""
    return _judged(st.user.to_dict())


def asking() -> Callable[[], Asker]:
    """Return what tells who is at this screen as who asks, judged at the moment it is called, also outside a run."""
    claims = st.user.to_dict()
    return lambda: _judged(claims).asking()


def _judged(claims: Mapping[str, object]) -> Person:
    site = load_site()
    site = replace(site, without_sign_in=os.environ.get(VARIABLE, site.without_sign_in))
    has_sign_in = "is_logged_in" in claims
    if not has_sign_in and not st.get_option("server.trustedUserHeaders"):
        return Person(policy.role_of(None, site, time.time()))
    identity = policy.identity_of(claims)
    role = policy.role_of(identity, site, time.time())
    code, office = identity.email or identity.name, policy.office_of(identity, site)
    return Person(role, identity.name, has_sign_in, code, office)


def may(action: str) -> bool:
    """Say whether the one at the screen may do *action*."""
    return person().asking().may(action)


def asker(name: str = "") -> Asker:
    """Return the one at the screen as who asks for a change; *name* is what a form was signed with."""
    return person().asking(name)


def draw_sign_in(words: Words) -> None:
    """Draw who is signed in and the way in or out, where a sign-in is set up."""
    who = person()
    if who.name:
        remark(words("ui.person.signed_in", name=who.name, role=words(f"ui.person.role.{who.role}")))
    if not who.can_sign_in:
        return
    if who.name:
        st.button(words("ui.person.sign_out"), on_click=st.logout, key="sign-out")
    is_wanting = not who.name or who.role == policy.READER
    if is_wanting and st.button(words("ui.person.sign_in"), key="sign-in"):
        _sign_in(words)


def _sign_in(words: Words) -> None:
    try:
        st.login()
    except StreamlitAuthError:
        st.error(words("ui.person.not_set_up"))


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
