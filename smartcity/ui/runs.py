"""What is being run: a page whole, or a part of it alone."""

from streamlit.runtime.scriptrunner import get_script_run_ctx

_TRIGGERS = frozenset({"trigger_value", "string_trigger_value", "json_trigger_value"})
"""How Streamlit keeps what is told to one run only: that a button was pressed."""


def is_for_somebody() -> bool:
    """Say whether a session asked for this run; a page that is warmed up is drawn for nobody."""
    return get_script_run_ctx() is not None


def is_of_part() -> bool:
    """Say whether only parts of the page are drawn anew."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def is_pressed() -> bool:
    """Say whether a button began this run. It is told to no other run: one that is begun anew would do nothing."""
    context = get_script_run_ctx()
    if context is None:
        return False
    told = context.session_state._state._new_widget_state
    kinds = {key: getattr(told.widget_metadata.get(key), "value_type", None) for key in told.states}
    return any(kind in _TRIGGERS and bool(told[key]) for key, kind in kinds.items())
