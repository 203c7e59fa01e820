"""Forms of Google's and Microsoft's services: a script that makes them, and the headings for who makes them by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

from smartcity.export.kit.questions import (
    COMMENT,
    CONSENT,
    PERSONAL,
    SERIAL,
    SERVICE,
    Form,
    Kit,
    answers,
    choices,
    column_said,
    heading,
    items_of,
)

SCRIPT = Path(__file__).with_name("script.js")

Asked = dict[str, object]


def script_text(kit: Kit) -> str:
    """Write the script that makes every form of the kit; each says above its questions what holds for all of them."""
    about = "\n\n".join(filter(None, (kit.words("kit.consent.sentence"), kit.rules)))
    forms = [{"title": form.title, "description": about, "items": list(_asked(kit, form))} for form in kit.forms]
    # A script may be pasted into a page: nothing in it may end one.
    spelled = json.dumps(forms, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return SCRIPT.read_text("utf-8").replace("/*FORMS*/", spelled)


def headings_text(kit: Kit) -> str:
    """List the headings of each form, each with what may be answered."""
    lines = [kit.words("kit.headings.head"), *([kit.rules] if kit.rules else ()), ""]
    for form in kit.forms:
        lines += [form.title, "=" * len(form.title)]
        for question in _asked(kit, form):
            if question["kind"] == "page":
                lines += ["", f"({question['title']})"]
                continue
            lines.append(str(question["title"]))
            lines += [f"    {choice}" for choice in question.get("choices", ())]
        lines.append("")
    return "\r\n".join(lines)


def _asked(kit: Kit, form: Form) -> Iterator[Asked]:
    """List what a form asks, in its order."""
    words = kit.words
    agreed = [label for _, label in choices(CONSENT, words)]
    consent = {"title": words("kit.consent.question"), "choices": agreed, "ends": agreed[-1]}
    yield {"kind": "choice", "required": True, **consent}
    yield {"kind": "page", "title": words("kit.form.you")}
    yield {"kind": "text", "title": column_said(SERIAL, words), "help": words("kit.serial.help")}
    services = [one.service for one in form.services]
    yield {"kind": "choice", "title": column_said(SERVICE, words), "choices": services, "required": True}
    for code in PERSONAL:
        known = [label for _, label in choices(code, words)]
        yield {"kind": "choice" if known else "text", "title": column_said(code, words), "choices": known}
    levels = [label for _, label in answers(kit.method, words)]
    for service in form.services:
        yield {"kind": "page", "title": service.service}
        for item in items_of(form, service, kit.method):
            title = heading(item, service, words)
            yield {"kind": "choice", "title": title, "choices": levels, "help": words("kit.answer.unknown")}
    yield {"kind": "paragraph", "title": column_said(COMMENT, words)}
