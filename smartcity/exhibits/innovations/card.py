"""The card of one innovation: all that lists, reports and the survey say of it."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from smartcity import charts
from smartcity.answers.evidence import evidence
from smartcity.answers.innovations import Agreed, Innovation
from smartcity.exhibits.innovations.looked import Looked, looked_at, stage_said
from smartcity.exhibits.innovations.overview import truth_said
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name, part_names
from smartcity.exhibits.kit.exhibit import DATE, INTEGER, SCORE, SIGNED, Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, subject_of
from smartcity.method.regions import load_site
from smartcity.records.evidence import status_key
from smartcity.records.reports import Report
from smartcity.records.tasks import DONE
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "kartu-inovasi"

Said = tuple[str, str]


@kept
def card(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the chosen innovation; without one it says how to choose."""
    looked = looked_at(warehouse, selection, words)
    if looked is None:
        return subject_of(warehouse, words).nothing(KEY, because="innovations.no_list.")
    one = next((one for one in looked.own if one.key == selection.innovation), None)
    return looked.subject().nothing(KEY, because="innovations.no_choice.") if one is None else card_of(one, looked)


def card_of(one: Innovation, looked: Looked) -> Exhibit:
    """Make the card: stage, owner, what is new and the rest a line each, and the lists of its reports beneath."""
    words, report = looked.words, one.state.report if one.state else Report()
    told = looked.surveyed.get(one.key)
    is_sample = told is not None and bool(told.answers) and told.is_sample
    subject = looked.subject(caption=_caption(one, looked), is_sample=is_sample)
    return subject.exhibit(
        KEY,
        card_message(one, words),
        rows=list(_lines(one, report, looked)),
        columns=of_page("innovations", "field said"),
        alt=words("innovations.card.alt", name=one.name),
        note=_note(one, looked),
        details=_details(one, report, looked.agreed.get(one.key, ()), subject),
    )


def card_message(one: Innovation, words: Words) -> str:
    """Name the innovation with its stage, and say what is new; or that nobody has reported for the year."""
    if one.state is None:
        return words("innovations.card.unreported", name=one.name)
    values = {"name": one.name, "stage": stage_said(one, words), "year": one.state.year, "new": one.state.news}
    key = "message" if one.is_reported else "older"
    return words(f"innovations.card.{key}", **values) + (
        words("innovations.card.new", **values) if values["new"] else ""
    )


def _caption(one: Innovation, looked: Looked) -> str:
    words = looked.words
    parts = part_names(looked.dimensions, words)
    named = (dimension_name(one.dimension) if one.dimension else "", parts.get(one.sub_dimension) or "")
    return " · ".join(filter(None, (*named, one.owner or words("innovations.card.no_owner"), str(looked.year))))


def _note(one: Innovation, looked: Looked) -> Iterable[str]:
    words = looked.words
    if one.state is not None and not one.is_reported:
        yield words("innovations.card.older_note", year=looked.year, before=one.state.year)
    if len(one.spellings) > 1:
        yield words("innovations.card.spellings", names="; ".join(one.spellings))
    yield words("innovations.card.places", places="; ".join(f"{own.label}: {own.place}" for own in one.listed))


def _lines(one: Innovation, report: Report, looked: Looked) -> Iterator[Said]:
    """Say what is known, a line each; what nobody reported is missing."""
    words = looked.words
    texts = {
        "stage": stage_said(one, words),
        "owner": one.owner,
        "new": one.state.news if one.state else None,
        "is_quick_win": truth_said(report.is_quick_win, words),
        "partners": partners_said(report, words),
        "figures": _figures_said(report, words),
        "risks": None if report.risks is None else words("innovations.card.risks_n", n=len(report.risks)),
        "items": None if report.items is None else "; ".join(report.items) or words("innovations.card.none"),
        "evidence": _evidence_said(report, one, looked),
        "survey": _survey_said(one, looked),
        "agreed": agreed_said(looked.agreed.get(one.key, ()), words),
        "last": _last_said(one, words),
    }
    for field, text in texts.items():
        name = words(f"innovations.field.{field}")
        yield f"{name[0].upper()}{name[1:]}", text or words.number(None)


def partners_said(report: Report, words: Words) -> str | None:
    """Name the partners with their kind and the form of the collaboration; None where nobody reported any."""
    if report.partners is None:
        return None
    named = []
    for partner in report.partners:
        kind = words(f"innovations.partner.{partner.kind}")
        named.append(f"{partner.name} ({', '.join(filter(None, (kind, partner.form)))})")
    return "; ".join(named) or words("innovations.card.none")


def _figures_said(report: Report, words: Words) -> str | None:
    if report.figures is None:
        return None
    figures = [
        f"{one.what}: {_number(one.before, words)} → {_number(one.after, words)} {one.unit}" for one in report.figures
    ]
    return "; ".join(figures) or words("innovations.card.none")


def _number(value: float | None, words: Words) -> str:
    return words.number(None) if value is None else words.editable(value)


def _evidence_said(report: Report, one: Innovation, looked: Looked) -> str | None:
    """Say how far the evidence is for the items that the innovation bears on, and how many pieces there are of it."""
    words, track = looked.words, load_site().track
    if not report.items or looked.warehouse.methods.get(one.state.year, track) is None:
        return None
    found = evidence(looked.warehouse, one.state.year, track).items
    pieces = [
        words(
            "innovations.card.evidence",
            item=own.item,
            status=words(f"evidence.status.{status_key(own.status)}"),
            n=len(own.pieces),
        )
        for own in found
        if own.item in report.items
    ]
    return "; ".join(pieces) or None


def _survey_said(one: Innovation, looked: Looked) -> str | None:
    """Say what the users of its service answered; that too few did, where it may not be told."""
    words, told = looked.words, looked.surveyed.get(one.key)
    if told is None:
        return None
    if not told.answers:
        return words("innovations.card.survey_hidden", year=told.year, smallest=load_site().smallest_group)
    mark = words("innovations.card.sample") if told.is_sample else ""
    clauses = [
        words(
            "innovations.card.survey",
            year=told.year,
            mean=answered.mean,
            n=answered.count,
            dimension=dimension_name(answered.dimension),
        )
        for answered in told.answers
    ]
    return " ".join(filter(None, (mark, "; ".join(clauses))))


def agreed_said(agreed: Iterable[Agreed], words: Words) -> str | None:
    """Say what meetings agreed, the newest first: of an action item whose it is and how far; None without any."""
    clauses = []
    for own in agreed:
        if own.action is None:
            clauses.append(words("innovations.card.decided", text=own.decision, date=own.meeting.date))
        else:
            status = words(f"simulation.status.{own.action.status}")
            clauses.append(
                words("innovations.card.agreed", what=own.action.what, owner=own.action.owner, status=status)
            )
    return "; ".join(clauses) or None


def _last_said(one: Innovation, words: Words) -> str | None:
    last = one.state.last if one.state else None
    return words("innovations.card.last", at=last.at, by=last.by, year=last.year) if last else None


@kept
def risks(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show the risks of the chosen innovation."""
    looked = looked_at(warehouse, selection, words)
    return risks_of(next(one for one in looked.own if one.key == selection.innovation), looked)


def has_risks(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether risks of the chosen innovation were reported."""
    looked = looked_at(warehouse, selection, words)
    own = (one for one in looked.own if one.key == selection.innovation) if looked else ()
    return any(one.state is not None and one.state.report.risks for one in own)


def risks_of(one: Innovation, looked: Looked) -> Exhibit:
    """Lay the risks out by likelihood and impact, the gravest first in the table; those without mitigation are told."""
    words = looked.words
    rows = [
        (number, risk.what, risk.likelihood, risk.impact, risk.weight, risk.mitigation, bool(risk.mitigation))
        for number, risk in enumerate(one.state.report.risks, start=1)
    ]
    columns = ["number", "what", "likelihood", "impact", "weight", "mitigation", "has_mitigation"]
    drawn = pd.DataFrame(rows, columns=columns)
    bare = int((~drawn["has_mitigation"]).sum())
    listed = "; ".join(
        words("innovations.card.risk_said", what=row.what, likelihood=row.likelihood, impact=row.impact)
        for row in drawn.itertuples(index=False)
    )
    return looked.subject(caption=_caption(one, looked)).exhibit(
        "risiko-inovasi",
        words(f"innovations.card.{'bare_risks' if bare else 'risks'}_message", n=len(rows), bare=bare),
        figure=charts.risk_grid(drawn, words),
        rows=drawn.drop(columns="has_mitigation").sort_values("weight", ascending=False, kind="stable"),
        columns=_named("number what likelihood impact weight mitigation"),
        alt=words("innovations.card.risks_alt", name=one.name, risks=listed),
    )


def _details(one: Innovation, report: Report, agreed: Sequence[Agreed], subject: Subject) -> Iterator[Exhibit]:
    words = subject.words
    if report.figures:
        rows = [
            (own.what, own.unit, own.before, own.before_on, own.after, own.after_on, own.change, own.source)
            for own in report.figures
        ]
        columns = "what unit before before_on after after_on change source"
        yield _detail("kartu-angka", "figures", rows, columns, subject, n=len(rows))
    if report.partners:
        rows = [(own.name, words(f"innovations.partner.{own.kind}"), own.form) for own in report.partners]
        yield _detail("kartu-mitra", "partners", rows, "partner kind form", subject, n=len(rows))
    if agreed:
        rows = [
            (
                own.action.what if own.action else own.decision,
                own.action.owner if own.action else None,
                (own.action.due or None) if own.action else None,
                words(f"simulation.status.{own.action.status}") if own.action else words("innovations.card.decision"),
                own.meeting.date,
            )
            for own in agreed
        ]
        done = sum(own.action is not None and own.action.status == DONE for own in agreed)
        items = sum(own.action is not None for own in agreed)
        yield _detail("kartu-sepakat", "agreed", rows, "agreed_what owner due status met", subject, n=items, done=done)
    if one.reports:
        rows = [
            (
                words.moment(own.at),
                own.year,
                words(f"innovations.stage.{own.report.stage}") if own.report.stage else None,
                own.report.new,
                own.report.note,
                own.by,
            )
            for own in reversed(one.reports)
        ]
        yield _detail("kartu-riwayat", "history", rows, "at shared.year stage new note by", subject, n=len(rows))


def _detail(key: str, part: str, rows: object, columns: str, subject: Subject, **values: object) -> Exhibit:
    return subject.exhibit(
        key,
        subject.words(f"innovations.card.{part}_message", **values),
        rows=rows,
        columns=_named(columns),
        alt=subject.caption,
    )


def _named(columns: str) -> list[object]:
    return [_KINDS.get(code, code) for code in of_page("innovations", columns)]


_KINDS = {
    f"innovations.{code}": (code, f"innovations.{code}", kind)
    for kind, codes in (
        (SCORE, ("before", "after")),
        (SIGNED, ("change",)),
        (DATE, ("due", "met", "before_on", "after_on")),
    )
    for code in codes
} | {
    f"innovations.{code}": (code, f"innovations.{code}", INTEGER)
    for code in ("number", "likelihood", "impact", "weight")
}
"""The columns of figures and risks whose codes mean another kind of value elsewhere."""
