"""The export that a form service gives day by day while a survey runs: all forms so far, of one dimension or more."""

from collections.abc import Collection, Sequence

from workbooks import items_of, workbook


def form_name(item: str) -> str:
    """Spell an item as the form of the kit names its question."""
    return item.replace("-", "_").replace(".", "_")


def export(
    people: Sequence[int],
    dimension: str = "living",
    *,
    corrected: Collection[int] = (),
    numbered: bool = True,
    day: str = "2026-10-01",
    by: str | None = None,
) -> bytes:
    """Give the forms of *people*, each with answers of its own; those *corrected* say something else in one of them.

    A service that *numbered* them wrote a submission's id; an enumerator sent them where *by* is one.
    """
    items = items_of(dimension)
    named = (["_uuid"] if numbered else []) + (["enumerator"] if by else [])
    header = ["start", "end", "tanggal", *map(form_name, items), *named]
    rows = []
    for one in people:
        given = [(one * (place + 3) + one // 5 + place) % 5 for place in range(len(items))]
        if one in corrected:
            given[0] = (given[0] + 1) % 5
        clock = f"{8 + one % 9:02d}:{one % 60:02d}"
        ends = ([f"uuid:{one:04d}"] if numbered else []) + ([by] if by else [])
        rows.append([f"{day}T{clock}:0{one % 10}", f"{day}T{clock}:5{one % 10}", day, *given, *ends])
    return workbook({"Form": [header, *rows]})
