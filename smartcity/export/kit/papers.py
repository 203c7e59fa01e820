"""The papers of the kit: the form to be filled in by hand, the guide for the field, and the letter to an office."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import count, takewhile
from pathlib import Path

from smartcity import charts
from smartcity.answers import kit as kits
from smartcity.export.cells import printable
from smartcity.export.kit.questions import (
    COMMENT,
    CONSENT,
    DATE,
    PERSONAL,
    SERIAL,
    SERVICE,
    Form,
    Kit,
    answers,
    choices,
    column_said,
    items_of,
    level_said,
    statement,
)
from smartcity.export.papers.typesetting import typeset
from smartcity.method.kit import load_kit
from smartcity.method.letterhead import load_letterhead
from smartcity.survey import invitation, quota_of
from smartcity.wording import Words

FORM, TEXT = (Path(__file__).with_name(f"{name}.typ") for name in ("form", "text"))

SMALLEST, LETTERS = 7, 9
"""The smallest letters in pt of a paper of the kit, and of a letter to an office."""

Part = dict[str, object]


def form_pdf(kit: Kit, form: Form) -> bytes:
    """Write a copy of a form for each of its serial numbers; the service that a copy is for is ticked."""
    words = kit.words
    parts = [
        {
            "title": printable(f"{kits.part_said(one.sub_dimension, words)}: {one.service}"),
            "statements": [
                {"code": item.code, "said": printable(statement(item, one, words))}
                for item in items_of(form, one, kit.method)
            ],
        }
        for one in form.services
    ]
    personal = [
        {"title": column_said(code, words), "choices": [label for _, label in _choices(code, words)]}
        for code in (DATE, *PERSONAL)
    ]
    data = {
        **_head(words, printable(form.title)),
        "rules": kit.rules,
        "serial": column_said(SERIAL, words),
        "consent": words("kit.consent.sentence"),
        "consent_question": words("kit.consent.question"),
        "consent_choices": [label for _, label in choices(CONSENT, words)],
        "service": column_said(SERVICE, words),
        "services": [printable(one.service) for one in form.services],
        "personal": personal,
        "how": words("kit.paper.how"),
        "levels": [
            {"number": level, "said": level_said(int(level), words)} for level, _ in answers(kit.method, words)
        ],
        "parts": parts,
        "comment": column_said(COMMENT, words),
        "copies": [
            {"serial": serial, "service": form.services.index(service)} for serial, service in form.serials
        ],
    }  # fmt: skip
    return typeset(FORM, data)


def _choices(code: str, words: Words) -> tuple[tuple[str, str], ...]:
    return choices(code, words) if code in PERSONAL else ()


def guide_pdf(kit: Kit) -> bytes:
    """Write the guide for those who ask, on two pages."""
    words = kit.words
    levels = [
        f"{label}: {words(f'kit.guide.level.{level}')}" for level, label in answers(kit.method, words)
    ]  # fmt: skip
    parts = [
        _part(words("kit.guide.who"), points=listed("kit.guide.who_points", words)),
        _part(words("kit.guide.how_many"), list(filter(None, (_quotas(kit), kit.rules))), table=_services(kit)),
        _part(words("kit.guide.answers"), points=levels),
        _part(words("kit.guide.mistakes"), points=listed("kit.guide.mistake", words), numbered=True),
        _part(words("kit.guide.unknown"), [words("kit.guide.unknown_said")]),
        _part(words("kit.guide.back"), points=listed("kit.guide.back_points", words)),
    ]
    return typeset(TEXT, _text(words, words("kit.guide.title", title=kit.title), parts, 10, 2))


def letter_pdf(kit: Kit) -> bytes:
    """Write the letter to the owner of the kit: its quota, the days, and whom to ask.

    It is one page that is signed; services that it has no room for are listed behind it.
    """
    words, plan, head = kit.words, kit.plan, load_letterhead()
    contact = head.contact or words("kit.letter.contact_blank")
    has_days = plan.starts and plan.ends
    dated = words("kit.letter.days", starts=plan.starts, ends=plan.ends) if has_days else words("kit.letter.undated")
    parts = [
        _part("", [words("kit.letter.opening", title=kit.title)], table=_services(kit)),
        _part("", filter(None, (dated, kit.rules))),
        _part("", [words("kit.letter.enclosed")], points=listed("kit.letter.point", words)),
        _part("", [words("kit.letter.contact", contact=contact), words("kit.letter.closing")]),
    ]
    sign = {"place": head.place, "post": head.post, "name": head.signatory}
    before = [words("kit.letter.number"), words("kit.letter.to", owner=printable(kit.owner))]
    subject = words("kit.letter.subject", title=kit.title)
    apart = {"said": words("kit.letter.apart"), "title": words("kit.letter.list")}
    own = {"before": before, "sign": sign, "apart": apart, "least": LETTERS}
    return typeset(TEXT, _text(words, subject, parts, 11, 1) | own)


def _quotas(kit: Kit) -> str:
    names = {form.dimension.code: form.dimension.name for form in kit.forms}
    quotas = [
        kit.words("kit.guide.quota", dimension=name, n=quota_of(kit.plan, code, kit.method))
        for code, name in names.items()
    ]
    return " ".join((kit.words("kit.guide.quota_said"), kit.words.join(quotas) + "."))


def _services(kit: Kit) -> dict[str, object]:
    """List the services with their targets and how many to invite for them."""
    words, rows = kit.words, []
    for one in kit.services:
        target = kit.targets[one.sub_dimension]
        invited = invitation(target, one.users, load_kit().answering)
        step = words("kit.guide.step", step=invited.step) if invited.step else words.number(None)
        numbers = (words.number(one.users), words.number(target), words.number(invited.count), step)
        rows.append([printable(one.service), kits.part_said(one.sub_dimension, words), *numbers])
    heads = [words(f"kit.column.{name}") for name in ("service", "part", "users", "target", "invite", "step")]
    return {
        "heads": heads,
        "rows": rows,
        "widths": [6.3, 4.4, 1.95, 1.4, 1.6, 2.0],
        "right": [False, False, *[True] * 3, False],
    }


def listed(key: str, words: Words) -> list[str]:
    """Return the texts that are numbered from one under a key."""
    return [words(own) for own in takewhile(words.has, (f"{key}.{number}" for number in count(1)))]


def _part(
    title: str,
    sentences: Iterable[str] = (),
    points: Iterable[str] = (),
    table: Mapping[str, object] | None = None,
    *,
    numbered: bool = False,
) -> Part:
    texts = {"sentences": list(map(printable, sentences)), "points": list(map(printable, points))}
    return {"title": title, **texts, "table": table, "numbered": numbered}


def _head(words: Words, title: str) -> dict[str, object]:
    head = load_letterhead()
    look = {name: colour for name, colour in asdict(charts.theme()).items() if str(colour).startswith("#")}
    whose = {"government": head.government, "office": head.office, "address": head.lines}
    return {"lang": words.language, "look": look, "title": title, **whose}


def _text(words: Words, title: str, parts: list[Part], size: float, pages: int) -> dict[str, object]:
    """Make a paper of *pages*, in letters of *size* points at most."""
    rest = {"parts": parts, "before": [], "sign": None, "apart": None, "least": SMALLEST}
    return {**_head(words, title), "footer": title, "size": size, "pages": pages, **rest}
