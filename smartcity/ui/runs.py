"""What is being run: a page whole, or a part of it alone."""

from streamlit.runtime.scriptrunner import get_script_run_ctx


def is_for_somebody() -> bool:
    """Say whether a session asked for this run; a page that is warmed up is drawn for nobody."""
    return get_script_run_ctx() is not None


def is_of_part() -> bool:
    """Say whether only parts of the page are drawn anew."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)
