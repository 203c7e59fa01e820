"""Surveys invented from a fixed seed: a dump of any length as a form service writes it, and a regency's workbook."""

import io
import random
from collections.abc import Mapping

import openpyxl

from smartcity.method import load_dimensions, load_methods
from smartcity.method.layout import load_layouts
from smartcity.reading.templates import Filling, template
from smartcity.wording import Words

RESPONDENT_COLUMNS = (
    "No",
    "Timestamp",
    "Kode responden",
    "Jenis kelamin",
    "Kelompok umur",
    "Pekerjaan",
    "Kecamatan",
    "Layanan",
    "Komentar",
    "Nama",
    "Nomor telepon",
    "Sumber info",
    "Lama mengisi",
)
DIMENSIONS = 3
"""How many dimensions each person answers; with the columns above that makes forty columns."""


def dump(rows: int, guide: Mapping[str, object] | None = None) -> bytes:
    """Write *rows* respondents, each named CONTOH, who answer the statements of three dimensions.

    With a *guide* the first sheet says what the file is, so that no page asks.
    """
    method = load_methods().require(2023, "regular")
    wanted = list(dict.fromkeys(item.dimension for item in method.survey_items))[:DIMENSIONS]
    items = [item for item in method.survey_items if item.dimension in wanted]
    chance = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
    if guide:
        first = book.create_sheet("Petunjuk")
        for name, value in guide.items():
            first.append([name, value])
    page = book.create_sheet("Jawaban")
    page.append([*RESPONDENT_COLUMNS, *(f"[{item.code}] {item.meaning['id']}" for item in items)])
    for number in range(rows):
        person = [
            number + 1,
            f"{1 + number % 28:02d}/09/2023",
            f"CONTOH-{number}",
            chance.choice(["Perempuan", "Laki-laki"]),
            chance.choice(["17-25", "26-35", "36-45"]),
            "Tani",
            "Tanjung",
            "Langsat Manis",
            f"komentar {number % 977}",
            f"CONTOH Orang {number}",
            f"08{number:010d}",
            "web",
            60 + number % 300,
        ]
        page.append(person + [chance.choice([0, 1, 2, 3, 4, 4, 3, None]) for _ in items])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def regency(respondents: int, seed: int) -> bytes:
    """Fill the template of a survey with *respondents*, spread evenly over all dimensions; each seed another file."""
    method = load_methods().require(2023, "regular")
    chance = random.Random(seed)
    dimensions = load_dimensions()
    rows: dict[str, list[dict[str, object]]] = {dimension.name: [] for dimension in dimensions}
    for number in range(respondents):
        dimension = dimensions[number % len(dimensions)]
        row: dict[str, object] = {"respondent": f"CONTOH-{seed}-{number}", "service": "Langsat Manis"}
        row |= {item.code: chance.randint(0, 4) for item in method.survey_items if item.dimension == dimension.code}
        rows[dimension.name].append(row)
    return template(load_layouts()["survey"], Words("id"), method, dimensions, filling=Filling(rows, "CONTOH"))
