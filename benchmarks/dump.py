"""A survey dump of any length as a form service would write it, invented from a fixed seed."""

import io
import random

import openpyxl

from smartcity.method import load_methods

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


def dump(rows: int) -> bytes:
    """Write *rows* respondents, each named CONTOH, who answer the statements of three dimensions."""
    method = load_methods().require(2023, "regular")
    wanted = list(dict.fromkeys(item.dimension for item in method.survey_items))[:DIMENSIONS]
    items = [item for item in method.survey_items if item.dimension in wanted]
    chance = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
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
