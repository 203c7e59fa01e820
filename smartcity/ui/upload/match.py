"""Cocokkan: what a name, a sheet or the form's scale means, where only a person can say so."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from smartcity.checks.scales import Form
from smartcity.intake import Question
from smartcity.intake.folder import identity
from smartcity.intake.questions import SCALE
from smartcity.method import Survey
from smartcity.method.layout import Scale, load_layouts
from smartcity.records.decisions import IGNORED, SHEET, Alias, Decisions
from smartcity.ui.elements import done, pick, plain, press, unfold
from smartcity.ui.store import warehouse
from smartcity.ui.upload.file import Upload, decide
from smartcity.ui.upload.spelling import addresses, listed, named, scale_name, sort_of, spelled
from smartcity.wording import Words

ACCEPT, OTHER, IGNORE = "accept", "other", "ignore"

SHOWN_QUESTIONS = 25
"""So many names are asked about at a time; the rest come once these are answered."""

SHOWN_PLACES = 3

SHOWN_WORDS = 8
"""So many spellings of one answer are shown."""

_SHARES = (3, 2)
"""How much of a row the name takes beside its decision; on a phone they stand one below the other."""


def has_match(upload: Upload) -> bool:
    """Say whether anything about the file is or was left to a person."""
    found, decisions = upload.inspection, upload.decisions
    return bool(found.questions or found.worded or decisions.aliases or decisions.scale)


def match(upload: Upload, words: Words) -> None:
    """Draw the questions, the needed ones first, and what was answered already; nothing is answered beforehand."""
    # The scale stands first and is never folded away, because it is about every answer; nor is a sheet that is nearly
    # known, because it is about all of its rows.
    questions = sorted(upload.inspection.questions, key=lambda one: one.of != SCALE)
    needed = [one for one in questions if one.is_needed]
    shown = [one for one in questions if one.is_needed or is_weighty(one)]
    optional = [one for one in questions if one not in shown]
    with st.container(key="upload-match"):
        st.header(words("upload.match.title"), anchor=False)
        if needed:
            st.markdown(words("upload.match.needed", n=len(needed)))
        elif shown:
            st.markdown(words(f"upload.match.{'scale' if shown[0].of == SCALE else 'sheet'}_only"))
        elif optional:
            st.markdown(words("upload.match.optional_only", n=len(optional)))
        elif upload.decisions.aliases or upload.decisions.scale:
            st.markdown(words("upload.match.answered"))
        _draw_worded(upload, words)
        answers = _ask(shown, upload, words)
        if optional:
            label = words("upload.match.optional", n=len(optional))
            with st.expander(label, key="match-optional"):
                answers |= _ask(optional, upload, words)
        _draw_buttons(answers, needed, upload, words)
        _draw_decided(upload, words)
        if questions or upload.decisions.aliases or upload.decisions.scale:
            st.caption(words("upload.match.kept"))


def is_weighty(question: Question) -> bool:
    """Say whether a question that may stay open is about so much that it is asked openly: the scale, a whole sheet."""
    return question.of == SCALE or (sort_of(question.of) == SHEET and bool(question.guess))


def _draw_worded(upload: Upload, words: Words) -> None:
    """Show which number each answer given in words was read as, the scale's highest first."""
    if not upload.inspection.worded:
        return
    st.markdown(words("upload.match.worded"))
    rows = []
    for value, texts in upload.inspection.worded:
        quoted = words.first((words("findings.list.quoted", name=plain(text)) for text in texts), SHOWN_WORDS)
        number = words.number(value, 0 if value == int(value) else 2)
        rows.append(words("upload.match.worded_row", value=number, texts=words.join(quoted)))
    st.markdown("\n".join(f"- {row}" for row in rows))


def _ask(questions: Sequence[Question], upload: Upload, words: Words) -> dict[Question, str]:
    """Draw the questions and return those that have an answer."""
    answers = {}
    for question in questions[:SHOWN_QUESTIONS]:
        answer = _ask_scale(question, upload, words) if question.of == SCALE else _ask_meaning(question, upload, words)
        if answer is not None:
            answers[question] = answer
    if len(questions) > SHOWN_QUESTIONS:
        st.caption(words("upload.match.more", n=len(questions) - SHOWN_QUESTIONS))
    return answers


def _ask_meaning(question: Question, upload: Upload, words: Words) -> str | None:
    """Draw one name with our guess, and return what a person says it means; None while they say nothing."""
    key = question_key(question, upload)
    spell = partial(spelled, question.of, words=words, method=upload.method)
    place = named(question.of, words)
    if sort_of(question.of) != SHEET:
        place = words("upload.match.where", of=place, places=listed(addresses(question.places), SHOWN_PLACES, words))
    if question.guess:
        guess = words("upload.match.guess", meaning=plain(spell(question.guess)), share=question.likeness / 100)
    else:
        guess = words("upload.match.no_guess")
    text = words("upload.match.name", text=plain(question.text), place=plain(place), guess=guess)
    with st.container(key=f"match-row-{key}"):
        name, meaning = st.columns(_SHARES, vertical_alignment="center")
        name.markdown(text)
        with meaning:
            way = st.segmented_control(
                words("upload.match.decide", text=plain(question.text)),
                _ways(question),
                format_func=lambda code: _way(code, question, words),
                key=f"match-{key}",
                label_visibility="collapsed",
                wrap=True,
            )
            if way != OTHER:
                return {ACCEPT: question.guess, IGNORE: IGNORED}.get(way)
            label, hint = words("upload.match.meaning", text=plain(question.text)), words("upload.match.choose_hint")
            look = {"label_visibility": "collapsed", "filter_mode": "contains"}
            return pick(label, question.choices, spell, hint, f"meaning-{key}", **look)


def _ask_scale(question: Question, upload: Upload, words: Words) -> str | None:
    """Ask which scale the form had, with the arithmetic of each; nothing is chosen beforehand."""
    scales = {scale.code: scale for scale in _known_scales()}
    methods = warehouse().methods
    method = methods.get(*upload.method) or methods.all[-1]
    seen = scales[question.text]
    values = {"seen": scale_name(seen.code), "own": _own(method.survey, words)}
    st.markdown(words("upload.scale.needed" if question.is_needed else "upload.scale.doubt", **values))
    return st.radio(
        words("upload.scale.label"),
        [code for code in question.choices if _fits(scales[code], seen, method.survey)],
        index=None,
        format_func=lambda code: plain(_effect(Form(scales[code], True, method), words)),
        key=f"scale-{upload.inspection.snapshot[:8]}",
    )


def _fits(scale: Scale, seen: Scale, survey: Survey) -> bool:
    """Say whether the form may have had *scale*: it holds what was seen, or is the method's and the rest are slips."""
    return scale.holds(seen.low, seen.high) or (scale.low, scale.high) == (survey.answer_min, survey.answer_max)


def _known_scales() -> tuple[Scale, ...]:
    """List the scales that forms are known to have."""
    return tuple(scale for layout in load_layouts().values() for table in layout.tables for scale in table.scales)


def _own(survey: Survey, words: Words) -> str:
    return f"{words.number(survey.answer_min)}\N{EN DASH}{words.number(survey.answer_max)}"


def _effect(form: Form, words: Words) -> str:
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


def _ways(question: Question) -> tuple[str, ...]:
    possible = {ACCEPT: bool(question.guess), OTHER: bool(question.choices), IGNORE: question.is_ignorable}
    return tuple(way for way, is_possible in possible.items() if is_possible)


def _way(code: str, question: Question, words: Words) -> str:
    if code == IGNORE:
        return words(f"upload.match.ignore.{sort_of(question.of)}")
    return words(f"upload.match.{code if question.guess or code != OTHER else 'choose'}")


def question_key(question: Question, upload: Upload) -> str:
    """Name the widgets of a question, the same as long as it is the same question about the same file."""
    return f"{upload.inspection.snapshot[:8]}-{identity(f'{question.of} {question.text}'.encode())[:8]}"


def _draw_buttons(answers: Mapping[Question, str], needed: Sequence[Question], upload: Upload, words: Words) -> None:
    """Draw what takes the answers, and what takes all guesses after showing them."""
    guessed = [one for one in upload.inspection.questions if one.guess and one.of != SCALE and one not in answers]
    if not upload.inspection.questions:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        label = words("upload.match.apply", n=len(answers)) if answers else words("upload.match.apply_none")
        look = {"type": "primary" if needed else "secondary", "disabled": not answers}
        press(label, "match-apply", _take, upload, dict(answers), **look)
        if len(guessed) > 1:
            with unfold(words("upload.match.all_guesses", n=len(guessed)), "all-guesses"):
                st.markdown(words("upload.match.all_hint"))
                pairs = (_pair(one.of, one.text, one.guess, upload, words, share=one.likeness / 100) for one in guessed)
                st.markdown("\n".join(f"- {pair}" for pair in pairs))
                label, answers = words("upload.match.all_confirm", n=len(guessed)), {one: one.guess for one in guessed}
                press(label, "match-all", _take, upload, answers)


def _take(upload: Upload, answers: Mapping[Question, str]) -> None:
    """Add answers to what was decided about this file; it is inspected again with them in the run that follows."""
    aliases = tuple(Alias(one.of, one.text, meaning) for one, meaning in answers.items() if one.of != SCALE)
    scale = next((meaning for one, meaning in answers.items() if one.of == SCALE), "")
    decide(upload.decisions.followed_by(Decisions(aliases, scale)))
    done()


def _draw_decided(upload: Upload, words: Words) -> None:
    """List what was decided about this file so far, each with the way back."""
    decisions, rows = upload.decisions, []
    if decisions.scale:
        text = words("upload.match.scale_taken", scale=scale_name(decisions.scale))
        rows.append((text, replace(decisions, scale="")))
    for alias in decisions.aliases:
        rest = tuple(one for one in decisions.aliases if one.key != alias.key)
        text = _pair(alias.of, alias.text, alias.meaning, upload, words)
        rows.append((text, replace(decisions, aliases=rest)))
    if not rows:
        return
    st.markdown(f"**{words('upload.match.decided', n=len(rows))}**")
    with st.container(key="match-decided", gap="xsmall"):
        for number, (text, rest) in enumerate(rows):
            label, key = words("upload.match.undo"), f"match-undo-{number}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(text, width="content")
                press(label, key, decide, rest, type="tertiary")


def _pair(of: str, text: str, meaning: str, upload: Upload, words: Words, share: float | None = None) -> str:
    """Say what a name means, or with a *share* of likeness what we guess that it means."""
    values = {"text": plain(text), "meaning": plain(spelled(of, meaning, words, method=upload.method))}
    if share is None:
        return words("upload.match.pair", of=named(of, words), **values)
    return words("upload.match.pair_guess", share=share, **values)
