"""Cocokkan: what a name, a sheet or the form's scale means, where only a person can say so."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from smartcity.intake import Question
from smartcity.intake.folder import identity
from smartcity.intake.questions import SCALE
from smartcity.records.decisions import IGNORED, SHEET, Alias, Decisions
from smartcity.ui.plain import plain
from smartcity.ui.upload.meanings import named, sort_of, spelled
from smartcity.ui.upload.places import addresses, listed
from smartcity.ui.upload.scale import ask_scale, scale_name
from smartcity.ui.upload.session import Dump, decide
from smartcity.wording import Words

ACCEPT, OTHER, IGNORE = "accept", "other", "ignore"

SHOWN_QUESTIONS = 25
"""So many names are asked about at a time; the rest come once these are answered."""

SHOWN_PLACES = 3

_SHARES = (3, 2)
"""How much of a row the name takes beside its decision; on a phone they stand one below the other."""


def has_match(dump: Dump) -> bool:
    """Say whether anything about the file is or was left to a person."""
    given = dump.found.decisions
    return bool(dump.found.questions or given.aliases or given.scale)


def match(dump: Dump, words: Words) -> None:
    """Draw the questions, the needed ones first, and what was answered already; nothing is answered beforehand."""
    found = dump.found
    # The scale stands first and is never folded away, because it is about every answer.
    questions = sorted(found.questions, key=lambda one: one.of != SCALE)
    needed = [one for one in questions if one.is_needed]
    shown = [one for one in questions if one.is_needed or one.of == SCALE]
    optional = [one for one in questions if one not in shown]
    with st.container(key="upload-match"):
        st.header(words("upload.match.title"), anchor=False)
        if needed:
            st.markdown(words("upload.match.needed", n=len(needed)))
        elif shown:
            st.markdown(words("upload.match.scale_only"))
        elif optional:
            st.markdown(words("upload.match.optional_only", n=len(optional)))
        else:
            st.markdown(words("upload.match.answered"))
        answers = _ask(shown, dump, words)
        if optional:
            label = words("upload.match.optional", n=len(optional))
            with st.expander(label, key="match-optional"):
                answers |= _ask(optional, dump, words)
        _draw_buttons(answers, needed, dump, words)
        _draw_decided(dump, words)
        st.caption(words("upload.match.kept"))


def _ask(questions: Sequence[Question], dump: Dump, words: Words) -> dict[Question, str]:
    """Draw the questions and return those that have an answer."""
    answers = {}
    for question in questions[:SHOWN_QUESTIONS]:
        answer = ask_scale(question, dump, words) if question.of == SCALE else _ask_meaning(question, dump, words)
        if answer is not None:
            answers[question] = answer
    if len(questions) > SHOWN_QUESTIONS:
        st.caption(words("upload.match.more", n=len(questions) - SHOWN_QUESTIONS))
    return answers


def _ask_meaning(question: Question, dump: Dump, words: Words) -> str | None:
    """Draw one name with our guess, and return what a person says it means; None while they say nothing."""
    key = question_key(question, dump)
    spell = partial(spelled, question.of, words=words, method=dump.method)
    place = named(question.of, words)
    if sort_of(question.of) != SHEET:
        place = words("upload.match.where", of=place, places=listed(addresses(question.places), SHOWN_PLACES, words))
    if question.guess:
        guess = words("upload.match.guess", meaning=plain(spell(question.guess)), share=question.likeness / 100)
    else:
        guess = words("upload.match.no_guess")
    text = words("upload.match.name", text=plain(question.text), place=plain(place), guess=guess)
    with st.container(key=f"match-row-{key}"):
        said, decided = st.columns(_SHARES, vertical_alignment="center")
        said.markdown(text)
        with decided:
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
            return st.selectbox(
                words("upload.match.meaning", text=plain(question.text)),
                question.choices,
                index=None,
                format_func=spell,
                placeholder=words("upload.match.choose_hint"),
                key=f"meaning-{key}",
                label_visibility="collapsed",
                filter_mode="contains",
            )


def _ways(question: Question) -> tuple[str, ...]:
    possible = {ACCEPT: bool(question.guess), OTHER: bool(question.choices), IGNORE: question.is_ignorable}
    return tuple(way for way, is_possible in possible.items() if is_possible)


def _way(code: str, question: Question, words: Words) -> str:
    if code == IGNORE:
        return words(f"upload.match.ignore.{sort_of(question.of)}")
    return words(f"upload.match.{code if question.guess or code != OTHER else 'choose'}")


def question_key(question: Question, dump: Dump) -> str:
    """Name the widgets of a question, the same as long as it is the same question about the same file."""
    return f"{dump.found.snapshot[:8]}-{identity(f'{question.of} {question.text}'.encode())[:8]}"


def _draw_buttons(answers: Mapping[Question, str], needed: Sequence[Question], dump: Dump, words: Words) -> None:
    """Draw what takes the answers, and what takes all guesses after showing them."""
    guessed = [one for one in dump.found.questions if one.guess and one.of != SCALE and one not in answers]
    if not dump.found.questions:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            words("upload.match.apply", n=len(answers)) if answers else words("upload.match.apply_none"),
            type="primary" if needed else "secondary",
            disabled=not answers,
            key="match-apply",
            on_click=_take,
            args=(dump, dict(answers)),
        )
        if len(guessed) > 1:
            with st.popover(words("upload.match.all_guesses", n=len(guessed)), key="all-guesses"):
                st.markdown(words("upload.match.all_hint"))
                st.markdown("\n".join(_listed(one, dump, words) for one in guessed))
                st.button(
                    words("upload.match.all_confirm", n=len(guessed)),
                    key="match-all",
                    on_click=_take,
                    args=(dump, {one: one.guess for one in guessed}),
                )


def _listed(question: Question, dump: Dump, words: Words) -> str:
    meaning = spelled(question.of, question.guess, words, method=dump.method)
    share = question.likeness / 100
    return "- " + words("upload.match.pair_guess", text=plain(question.text), meaning=plain(meaning), share=share)


def _take(dump: Dump, answers: Mapping[Question, str]) -> None:
    """Add answers to what was decided about this file; it is inspected again with them in the run that follows."""
    aliases = tuple(Alias(one.of, one.text, meaning) for one, meaning in answers.items() if one.of != SCALE)
    scale = next((meaning for one, meaning in answers.items() if one.of == SCALE), "")
    decide(dump.content, dump.found.decisions.followed_by(Decisions(aliases, scale)))


def _draw_decided(dump: Dump, words: Words) -> None:
    """List what was decided about this file so far, each with the way back."""
    given = dump.found.decisions
    rows = [(_said(alias, dump, words), _without(given, alias)) for alias in given.aliases]
    if given.scale:
        rows.insert(0, (words("upload.match.scale_taken", scale=scale_name(given.scale)), _without(given, None)))
    if not rows:
        return
    st.markdown(f"**{words('upload.match.decided', n=len(rows))}**")
    with st.container(key="match-decided", gap="xsmall"):
        for number, (text, rest) in enumerate(rows):
            label, key = words("upload.match.undo"), f"match-undo-{number}"
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(text, width="content")
                st.button(label, type="tertiary", key=key, on_click=decide, args=(dump.content, rest))


def _said(alias: Alias, dump: Dump, words: Words) -> str:
    meaning = spelled(alias.of, alias.meaning, words, method=dump.method)
    return words("upload.match.pair", text=plain(alias.text), of=named(alias.of, words), meaning=plain(meaning))


def _without(given: Decisions, alias: Alias | None) -> Decisions:
    """Take one decision back: a name's, or with None the scale's."""
    if alias is None:
        return Decisions(given.aliases, "", given.left_out)
    kept = tuple(one for one in given.aliases if one.key != alias.key)
    return Decisions(kept, given.scale, given.left_out)
