"""The recording sheet: the template of a survey with services and serial numbers, which takes only what is allowed."""

from collections.abc import Mapping
from datetime import date

from smartcity.export.kit.questions import DATE, PART, PERSONAL, SERIAL, SERVICE, Kit
from smartcity.method.layout import load_layouts
from smartcity.reading.templates import Filling, template


def recording_bytes(kit: Kit) -> bytes:
    """Write a row for each form that is to come back, its number and its service already there."""
    rows: dict[str, list[Mapping[str, object]]] = {}
    allowed: dict[str, dict[str, tuple[str, ...]]] = {}
    for form in kit.forms:
        parts = {part.code: part.names[kit.words.language] for part in form.dimension.sub_dimensions}
        own = rows.setdefault(form.dimension.name, [])
        for serial, service in form.serials:
            part = {PART: parts[service.sub_dimension]} if form.is_part else {}
            own.append({SERIAL: serial, SERVICE: service.service, **part})
        names = allowed.setdefault(form.dimension.name, {SERVICE: ()})
        names[SERVICE] = (*names[SERVICE], *(one.service for one in form.services))
    days = (date.fromisoformat(kit.plan.starts), date.fromisoformat(kit.plan.ends)) if kit.plan.ends else None
    columns = (SERIAL, DATE, *PERSONAL, SERVICE, *((PART,) if any(form.is_part for form in kit.forms) else ()))
    filling = Filling(rows, columns=columns, allowed=allowed, days=days)
    layout = load_layouts()["survey"]
    return template(layout, kit.words, kit.method, kit.dimensions, filling=filling)
