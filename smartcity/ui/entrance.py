"""The way in for an address such as `/dimensi` on a server that has just started."""

import runpy

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def enter() -> None:
    """Run the router in place of a page file.

    Until some session has called `st.navigation`, Streamlit takes a folder named `pages` for scripts of their own and
    runs the page file that the address names, past the router. Page files therefore only define functions, and call
    this when they are run as a script.
    """
    context = get_script_run_ctx()
    if context is None:
        st.stop()
    runpy.run_path(context.main_script_path, run_name="__main__")
