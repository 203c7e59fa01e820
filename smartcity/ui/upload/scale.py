"""The scale of a form: which numbers stand in the file, which the method has, and what each would become."""

import streamlit as st

from smartcity.checks.scales import Form
from smartcity.intake import Question
from smartcity.method import Survey, load_methods
from smartcity.method.layout import Scale, load_layouts
from smartcity.ui.plain import plain
from smartcity.ui.upload.session import Dump
from smartcity.wording import Words

_DASH = "\N{EN DASH}"


def ask_scale(question: Question, dump: Dump, words: Words) -> str | None:
    """Ask which scale the form had, with the arithmetic of each; nothing is chosen beforehand."""
    scales = {scale.code: scale for scale in known_scales()}
    methods = load_methods()
    method = methods.get(*dump.method) or methods.all[-1]
    seen = scales[question.text]
    said = {"seen": scale_name(seen.code), "own": _own(method.survey, words)}
    st.markdown(words("upload.scale.needed" if question.is_needed else "upload.scale.doubt", **said))
    return st.radio(
        words("upload.scale.label"),
        [code for code in question.choices if _fits(scales[code], seen, method.survey)],
        index=None,
        format_func=lambda code: plain(_spelled(Form(scales[code], True, method), words)),
        key=f"scale-{dump.found.snapshot[:8]}",
    )


def _fits(scale: Scale, seen: Scale, survey: Survey) -> bool:
    """Say whether the form may have had *scale*: it holds what was seen, or is the method's and the rest are slips."""
    return scale.holds(seen.low, seen.high) or (scale.low, scale.high) == (survey.answer_min, survey.answer_max)


def known_scales() -> tuple[Scale, ...]:
    """List the scales that forms are known to have."""
    return tuple(scale for layout in load_layouts().values() for table in layout.tables for scale in table.scales)


def scale_name(code: str) -> str:
    """Spell a scale's code as its range."""
    return code.replace("-", _DASH)


def _own(survey: Survey, words: Words) -> str:
    return f"{words.number(survey.answer_min)}{_DASH}{words.number(survey.answer_max)}"


def _spelled(form: Form, words: Words) -> str:
    """Say what a scale does to each answer: "1 \u2192 0; 2 \u2192 1", or that it changes nothing."""
    scale, survey = form.scale, form.method.survey
    if (scale.low, scale.high) == (survey.answer_min, survey.answer_max):
        return words("upload.scale.same", scale=scale_name(scale.code))
    steps = []
    for answer in range(int(scale.low), int(scale.high) + 1):
        value = form.on_method_scale(answer)
        becomes = words.number(value, 0 if value == int(value) else 2)
        steps.append(words("upload.scale.step", answer=answer, becomes=becomes))
    own = _own(survey, words)
    return words("upload.scale.convert", scale=scale_name(scale.code), own=own, steps="; ".join(steps))
