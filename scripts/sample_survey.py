"""Write the invented sample surveys, so that the dashboard can be tried before real answers exist.

Everything in them is made up and named CONTOH. The holes are deliberate: a dimension under quota, one over, people who
give one answer throughout, a person in two dimensions, unnamed services. Services come from the shipped innovation
lists, statements and quotas from the method of the year; the rest follows from a fixed seed.

    python scripts/sample_survey.py            writes data/raw/CONTOH-survei-<year>.xlsx
    python scripts/sample_survey.py --check    writes nothing; exit code 1 when a file differs
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import NormalDist

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from smartcity.method import Dimension, Method, load_dimensions, load_methods  # noqa: E402 - as above
from smartcity.method.layout import load_layouts  # noqa: E402 - as above
from smartcity.reading.templates import Filling, template  # noqa: E402 - as above
from smartcity.wording import Words  # noqa: E402 - as above

RAW = ROOT / "data" / "raw"
STATUS = "CONTOH"
SPREAD = 0.85
PERSON_SPREAD = 0.35
STATEMENT_SPREAD = 0.2
NO_ANSWER = 0.015
SAME_ANSWERS = (4, 3, 4)

DISTRICTS = (
    "Tanjung", "Tanjung", "Murung Pudak", "Murung Pudak", "Murung Pudak", "Kelua", "Tanta", "Haruai", "Muara Uya",
    "Jaro", "Upau", "Bintang Ara", "Banua Lawas", "Pugaan", "Muara Harus",
)  # fmt: skip
OCCUPATIONS = (
    "Petani", "Petani", "Pedagang", "Karyawan swasta", "Karyawan swasta", "Ibu rumah tangga", "Wiraswasta",
    "Pelajar/mahasiswa", "Guru", "ASN", "Buruh harian",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One sample: its method, innovation list, first day, and what differs from a full survey.

    *means* is what answers scatter around; *surplus* is how many respondents more or fewer than the quota there are.
    """

    year: int
    track: str
    seed: int
    services: str
    first_day: date
    days: int
    means: Mapping[str, float]
    surplus: Mapping[str, int]
    same_answers_in: str
    twice: tuple[str, str]
    unnamed_services_in: tuple[str, ...]


PLANS = (
    Plan(
        year=2023,
        track="regular",
        seed=20230918,
        services="survey_2023",
        first_day=date(2023, 9, 20),
        days=17,
        means={
            "governance": 3.55,
            "branding": 3.2,
            "economy": 3.25,
            "living": 3.6,
            "society": 3.7,
            "environment": 3.4,
        },
        surplus={"branding": -12, "economy": 2},
        same_answers_in="living",
        twice=("governance", "society"),
        unnamed_services_in=("economy", "environment", "environment", "branding"),
    ),
    Plan(
        year=2024,
        track="regular",
        seed=20240916,
        services="final_2024",
        first_day=date(2024, 9, 23),
        days=20,
        means={
            "governance": 3.75,
            "branding": 3.45,
            "economy": 3.35,
            "living": 3.7,
            "society": 3.8,
            "environment": 3.6,
        },
        surplus={"society": -5, "living": 3},
        same_answers_in="branding",
        twice=("economy", "environment"),
        unnamed_services_in=("society", "economy"),
    ),
)


class Draw:
    """Choices made from `Random.random` alone, whose sequence for a seed Python guarantees between versions."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def one_of(self, things: Sequence):
        """Choose one of *things*, each as likely."""
        return things[int(self._random.random() * len(things))]

    def happens(self, probability: float) -> bool:
        """Say whether something of this probability happens."""
        return self._random.random() < probability

    def scatter(self, spread: float) -> float:
        """Draw a deviation from a normal distribution around zero."""
        return NormalDist(0, spread).inv_cdf(min(max(self._random.random(), 1e-9), 1 - 1e-9))


def services_of(plan: Plan) -> Mapping[str, tuple[str, ...]]:
    """Read the services of the plan's list from the shipped workbook, by dimension name."""
    sheet = load_workbook(RAW / "inovasi-tabalong.xlsx", read_only=True)["Inovasi"]
    header, *rows = sheet.iter_rows(values_only=True)
    found: dict[str, list[str]] = {}
    for row in (dict(zip(header, row)) for row in rows):
        if row["Daftar"] == plan.services:
            found.setdefault(row["Dimensi"], []).append(row["Inovasi"])
    return {dimension: tuple(names) for dimension, names in found.items()}


def respondents(
    plan: Plan, method: Method, dimension: Dimension, services: Sequence[str], draw: Draw, people: Iterator[int]
) -> list[dict[str, object]]:
    """Invent the respondents of one dimension, in order of their day; *people* numbers them across dimensions."""
    survey = method.survey
    items = [item for item in method.survey_items if item.dimension == dimension.code]
    prefix = f"{STATUS}-{items[0].code.split('-')[1]}"
    leaning = {item.code: draw.scatter(STATEMENT_SPREAD) for item in items}
    count = survey.quota + plan.surplus.get(dimension.code, 0)
    days = sorted(int(draw.one_of(range(plan.days))) for _ in range(count))
    ages = [words[0] for words in _survey_column("age_group").choices.values()]
    genders = [words[0] for words in _survey_column("gender").choices.values()]
    rows = []
    for number, day in enumerate(days, start=1):
        person = next(people)
        row: dict[str, object] = {
            "respondent": f"{prefix}-{number:03}",
            "date": plan.first_day + timedelta(days=day),
            "person_name": f"{STATUS} Responden {person:03}",
            "person_phone": f"0800-0000-{person:04}",
            "gender": draw.one_of(genders),
            "age_group": draw.one_of(ages[1:]) if draw.happens(0.96) else ages[0],
            "occupation": draw.one_of(OCCUPATIONS),
            "district": draw.one_of(DISTRICTS),
            "service": draw.one_of(services),
        }
        mood = plan.means[dimension.code] + draw.scatter(PERSON_SPREAD)
        for item in items:
            answer = round(mood + leaning[item.code] + draw.scatter(SPREAD))
            answer = int(min(max(answer, survey.answer_min), survey.answer_max))
            row[item.code] = None if draw.happens(NO_ANSWER) else answer
        rows.append(row)
    return rows


def rows_of(plan: Plan, method: Method, dimensions: Sequence[Dimension]) -> dict[str, list[dict[str, object]]]:
    """Invent all sheets of one sample, then make its deliberate holes."""
    draw, services = Draw(plan.seed), services_of(plan)
    people = iter(range(1, len(dimensions) * method.survey.quota * 2))
    rows = {
        dimension.code: respondents(plan, method, dimension, services[dimension.name], draw, people)
        for dimension in dimensions
    }
    chosen = rows[plan.same_answers_in]
    for number, answer in enumerate(SAME_ANSWERS, start=1):
        row = chosen[number * len(chosen) // (len(SAME_ANSWERS) + 1)]
        row.update({item.code: answer for item in method.items if item.code in row})
    first, second = (rows[code] for code in plan.twice)
    who = first[len(first) // 3]
    second[len(second) // 2].update(
        {key: who[key] for key in ("person_name", "person_phone", "gender", "age_group", "occupation", "district")}
    )
    for number, code in enumerate(plan.unnamed_services_in, start=2):
        rows[code][number * 5]["service"] = None
    return {dimension.name: rows[dimension.code] for dimension in dimensions}


def sample(plan: Plan) -> bytes:
    """Write one sample in the shape of the survey template of its year."""
    method, dimensions, words = load_methods().require(plan.year, plan.track), load_dimensions(), Words("id")
    filling = Filling(
        rows=rows_of(plan, method, dimensions), status=STATUS, notes=(words("templates.sample.invented"),)
    )
    return template(load_layouts()["survey"], words, method=method, dimensions=dimensions, filling=filling)


def _survey_column(code: str):
    return load_layouts()["survey"].tables[0].column(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the samples, or with `--check` say which committed ones differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    check = parser.parse_args(arguments).check
    stale = []
    for plan in PLANS:
        path, content = RAW / f"{STATUS}-survei-{plan.year}.xlsx", sample(plan)
        if path.exists() and path.read_bytes() == content:
            continue
        stale.append(path.name)
        if not check:
            path.write_bytes(content)
    if check and stale:
        print(f"differs: {', '.join(stale)}; run python scripts/sample_survey.py", file=sys.stderr)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
