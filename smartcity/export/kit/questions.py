"""What every form of the kit asks, in whatever way it is handed out: the same headings, answers and serial numbers.

The headings are those that the reader of surveys knows, and the code of each statement stands in its heading, so that
what comes back is matched without a question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from smartcity.answers import kit as kits
from smartcity.method import Dimension, Item, Method, load_dimensions
from smartcity.method.layout import Table, load_layouts, normalise
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.survey import targets, titled
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

PERSONAL = ("gender", "age_group", "district")
"""What is asked of a person besides the answers: what groups are counted by, and no more."""

CONSENT, SERVICE, SERIAL, COMMENT, DATE, PART = "consent", "service", "respondent", "comment", "date", "sub_dimension"
SCALE, RULES = "scale", "rules"

_LETTERS = re.compile(r"[A-Z]+-([A-Z]+)")
_DIGITS = 3


@dataclass(frozen=True)
class Form:
    """One form: a dimension with all its services, or with one of them where it is asked in parts.

    *serials* are the numbers of its copies with the service that each is for.
    """

    code: str
    title: str
    dimension: Dimension
    services: tuple[PlannedService, ...]
    serials: tuple[tuple[str, PlannedService], ...]
    is_part: bool

    @property
    def owners(self) -> frozenset[str]:
        """Whose services it asks about."""
        return frozenset(one.owner for one in self.services if one.owner)


@dataclass(frozen=True)
class Kit:
    """What is handed out for a survey: the forms of the plan, or those of one *owner* with its own serial numbers."""

    plan: SurveyPlan
    method: Method
    words: Words
    forms: tuple[Form, ...]
    targets: dict[str, int]
    owner: str = ""

    @property
    def title(self) -> str:
        """What the survey is called."""
        return kits.title_of(self.plan, self.words)

    @property
    def rules(self) -> str:
        """Say whose rules its statements and quotas are of, where those of its year are not known; else ""."""
        return rules_said([self.method], self.words)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions of its forms, each once."""
        return tuple({form.dimension.code: form.dimension for form in self.forms}.values())

    @property
    def services(self) -> tuple[PlannedService, ...]:
        """The services that answers are to be gathered for."""
        return tuple(one for one in self.plan.services if not self.owner or one.owner == self.owner)

    @property
    def file(self) -> str:
        """What the files of the kit are called after."""
        return "-".join(filter(None, (str(self.plan.year), slug(self.owner).replace("_", "-"))))

    def of(self, owner: str) -> "Kit":
        """Return the kit of one owner."""
        return kit_of(self.plan, self.method, self.words, owner)


def kit_of(plan: SurveyPlan, method: Method, words: Words, owner: str = "") -> Kit:
    """Make the forms of a plan; with *owner* those that ask about a service of theirs."""
    wanted, title = targets(plan, method), kits.title_of(plan, words)
    forms = []
    for dimension in load_dimensions():
        own = plan.of(dimension.code)
        is_split = dimension.code in plan.split
        for group in [(one,) for one in own] if is_split else [own] if own else []:
            if owner and owner not in {one.owner for one in group}:
                continue
            code = _code(method, dimension)
            about = dimension.name
            if is_split:
                part = dimension.sub_dimensions[_number(group[0]) - 1]
                code, about = f"{code}-{part.number}", f"{about} {part.number}"
            owned = [one for one in group if not owner or one.owner == owner]
            serials = tuple((serial, one) for one in owned for serial in _serials(one, wanted, method, dimension))
            forms.append(Form(code, titled(plan, about, title), dimension, group, serials, is_split))
    return Kit(plan, method, words, tuple(forms), wanted, owner)


def _code(method: Method, dimension: Dimension) -> str:
    item = next(item for item in method.survey_items if item.dimension == dimension.code)
    found = _LETTERS.match(item.code)
    return found[1] if found else dimension.code[:3].upper()


def _number(service: PlannedService) -> int:
    return int(service.sub_dimension.rpartition(".")[2])


def _serials(one: PlannedService, wanted: dict[str, int], method: Method, dimension: Dimension) -> Iterator[str]:
    for number in range(1, wanted[one.sub_dimension] + 1):
        yield f"{_code(method, dimension)}-{_number(one)}-{number:0{_DIGITS}d}"


def items_of(form: Form, service: PlannedService, method: Method) -> tuple[Item, ...]:
    """List the statements about a service of a form."""
    return tuple(item for item in method.survey_items if item.sub_dimension == service.sub_dimension)


def statement(item: Item, service: PlannedService, words: Words) -> str:
    """Say a statement with the name of its service in it."""
    text, this = item.meaning[words.language], words("kit.statement.this")
    named = re.compile(re.escape(this), re.IGNORECASE)
    if not named.search(text):
        return words("kit.statement.about", service=service.service, said=text)
    spelled = words("kit.statement.service", service=service.service)
    return named.sub(lambda found: spelled[0].upper() + spelled[1:] if found[0][0].isupper() else spelled, text, 1)


def heading(item: Item, service: PlannedService, words: Words) -> str:
    """Name the column of a statement: its code, by which it is known again, and the statement."""
    return f"[{item.code}] {statement(item, service, words)}"


def table() -> Table:
    """Return the layout of a survey's answers."""
    return load_layouts()["survey"].tables[0]


def column_said(code: str, words: Words) -> str:
    """Return the heading of a column of a respondent."""
    return table().column(code).header[words.language]


def choices(code: str, words: Words) -> tuple[tuple[str, str], ...]:
    """List what a column may hold, by its code and in words that the reader knows."""
    known = table().column(code).choices or {}
    return tuple((choice, words(f"kit.choice.{code}.{choice}")) for choice in known)


def answers(method: Method, words: Words) -> tuple[tuple[str, str], ...]:
    """List the answers, the best first, by their number and in words with it."""
    levels = range(int(method.survey.answer_max), int(method.survey.answer_min) - 1, -1)
    return tuple((str(level), words("kit.answer.both", level=level, said=level_said(level, words))) for level in levels)


def level_said(level: int, words: Words) -> str:
    """Say an answer in words alone."""
    return words(f"kit.answer.{level}")


def slug(name: str) -> str:
    """Spell a name as field collection tools do in a list of choices."""
    return normalise(name).replace(" ", "_")
