"""Ranks drawn under doubts, as exhibits speak of them: of whom, under which doubts in which sizes, or why of none."""

from dataclasses import asdict, dataclass, replace
from functools import cached_property

from smartcity.answers.robustness import Sureness
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import listed, short
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.subject import Subject
from smartcity.method.doubt_sizes import load_doubts
from smartcity.outlook.robustness import Assessors, Doubt, Lack, Press, Rounding, Survey, Unpublished, Weights
from smartcity.outlook.robustness.field import ROUNDINGS
from smartcity.outlook.robustness.printed import OF_INDEX
from smartcity.scoring.ranking import DERIVED
from smartcity.wording import Words

LISTED = 3
"""So many names stand in a sentence, and one more where it is the last; the table has all of them."""

WRITTEN = 0.01
"""A share nearer to none or to all than this is said to be less or more, not rounded to it."""


@dataclass(frozen=True, eq=False)
class DrawnRanks:
    """How sure the ranks of a group are, and the subject of exhibits about it; `drawn_ranks` makes it."""

    sureness: Sureness
    subject: Subject

    @property
    def home(self) -> str:
        """The region whose rank is in question."""
        return self.sureness.arena.field.home

    @property
    def year(self) -> int:
        """The year of the figures."""
        return self.sureness.arena.year

    @cached_property
    def group(self) -> str:
        """What the group is called in a sentence."""
        return group_word(self.sureness.arena.among, None, self.subject.words)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to show: home and at least one other region in the draws."""
        regions = set() if self.sureness.result is None else set(self.sureness.result.rows["region"])
        return self.home in regions and len(regions) > 1

    def nothing(self, key: str, part: str) -> Exhibit:
        """Say why nothing was drawn: no rank of ours, nobody to compare with, nothing chosen, a refusal."""
        words = self.subject.words
        return self.subject.bare.nothing(
            key,
            f"robustness.{part}",
            because=f"robustness.nothing.{self._reason}_",
            region=short(self.home),
            year=self.year,
            group=self.group,
            reasons="; ".join(
                words(
                    "robustness.control.one",
                    name=doubt_name(code, words),
                    reason=reasons_said(code, self.sureness, words),
                )
                for code in self.sureness.refused
            ),
        )

    @property
    def _reason(self) -> str:
        sureness, field = self.sureness, self.sureness.arena.field
        if self.home not in field.regions or (self.home not in field.names(field.is_known) and not sureness.chosen):
            return "absent"
        if len(field.regions) < 2:
            return "alone"
        if sureness.refused:
            return "refused"
        if not sureness.chosen:
            return "none_chosen"
        if sureness.result is None:
            return "absent"
        return "alone" if self.home in set(sureness.result.rows["region"]) else "absent"


def drawn_ranks(sureness: Sureness, subject: Subject) -> DrawnRanks:
    """Take what was drawn with the subject of its figures, to which the draws add their bases and their sample mark."""
    where = sureness.arena
    return DrawnRanks(sureness, replace(subject, bases=tuple(where.bases), is_sample=where.has_sample))


def doubt_name(code: str, words: Words, form: str = "name") -> str:
    """Name a doubt: as a heading (`name`) or inside a sentence (`brief`)."""
    return words(f"robustness.doubt.{code}.{form}")


def lack_said(lack: Lack, sureness: Sureness, words: Words) -> str:
    """Say why a doubt cannot be applied."""
    key = f"robustness.lack.{lack.doubt}_{lack.missing}"
    if lack.doubt == Weights.code and not sureness.arena.field.methods:
        key = "robustness.lack.weights_unknown"
    return words(
        key,
        n=len(lack.names),
        names=listed(lack.names, words, LISTED, spare=1),
        year=sureness.arena.year,
        least=getattr(sureness.doubts[lack.doubt], "least", None),
    )


def reasons_said(code: str, sureness: Sureness, words: Words) -> str:
    """Say all that keeps the doubt *code* from being applied; nothing when it can be."""
    return "; ".join(lack_said(lack, sureness, words) for lack in sureness.lacks.get(code, ()))


@dataclass(frozen=True, slots=True)
class Control:
    """One doubt that may be drawn: its code and name, whether it is drawn, and *reason* why it cannot be."""

    code: str
    name: str
    is_on: bool
    reason: str


def controls_of(sureness: Sureness, words: Words) -> tuple[Control, ...]:
    """List every doubt with its state."""
    return tuple(
        Control(code, doubt_name(code, words), code in sureness.chosen, reasons_said(code, sureness, words))
        for code in sureness.doubts
    )


def sizes_of(sureness: Sureness) -> tuple[str, ...]:
    """Name the sizes that matter for what is drawn: how far weights lie off, and how often the press is wrong."""
    field = sureness.arena.field
    matters = {"points": (Weights.code, field.is_composed), "chance": (Press.code, field.is_press)}
    return tuple(size for size, (code, whose) in matters.items() if code in sureness.chosen and whose.any())


def nature_of(doubt: Doubt) -> str:
    """Say whether a doubt's size is assumed, measured on answers, or known from how figures are printed."""
    if doubt.is_assumption:
        return "assumed"
    return "measured" if doubt.code == Survey.code else "known"


def size_said(doubt: Doubt, sureness: Sureness, words: Words) -> str:
    """Spell how large a doubt was taken to be."""
    values = asdict(doubt)
    if doubt.code != Rounding.code:
        return words(f"robustness.doubt.{doubt.code}.size", **values)
    field = sureness.arena.field
    parts = field.is_composed & (doubt.of != OF_INDEX)
    printed = field.is_known & (field.roundings > 0)
    finest = "components" if parts[printed].all() else "mixed" if parts.any() else "index"
    half = 0.5 * 10.0**-doubt.decimals
    size = words(f"robustness.doubt.{doubt.code}.size_{finest}", half=half)
    if not (field.is_known & (field.roundings > 1) & ~parts).any():
        return size
    return words(f"robustness.doubt.{doubt.code}.size_derived", size=size, half=half * ROUNDINGS[DERIVED])


def resting_said(drawn: DrawnRanks) -> str:
    """Say on which assumptions it rests how sure our rank is; "" where on none.

    A certainty may come from them alone: from two past changes of a region, from a press figure taken as it is.
    """
    sureness, words = drawn.sureness, drawn.subject.words
    field, applied = sureness.arena.field, {doubt.code for doubt in sureness.applied}
    clauses = []
    if field.is_press.any() and Press.code not in applied:
        clauses.append(words("robustness.resting.press_trusted", n=int(field.is_press.sum())))
    for doubt in sureness.applied:
        if doubt.is_assumption:
            clauses.append(words(f"robustness.resting.{_case(doubt, drawn)}", **_resting_values(doubt, drawn)))
    return words("robustness.resting.said", clauses="; ".join(clauses)) if clauses else ""


def _case(doubt: Doubt, drawn: DrawnRanks) -> str:
    """Tell marks that stand at the end of their levels from others: these can only be changed one way."""
    scenario = drawn.sureness.arena.field.scenario
    if doubt.code != Assessors.code or scenario is None:
        return doubt.code
    ends = {min(scenario.method.assessor_levels), max(scenario.method.assessor_levels)}
    return f"{doubt.code}_ends" if ends & {*scenario.values.values()} else doubt.code


def _resting_values(doubt: Doubt, drawn: DrawnRanks) -> dict[str, object]:
    """Give what the sentence about an assumption spells: its size, whom it touches, how little it knows of them."""
    field, values = drawn.sureness.arena.field, asdict(doubt)
    if doubt.code == Unpublished.code:
        silent = doubt.regions(field)
        fewest = min(len(field.changes[region][2]) for region in silent)
        values |= {"regions": listed(silent, drawn.subject.words, LISTED, spare=1), "n": fewest}
    if doubt.code == Press.code:
        values["n"] = int(field.is_press.sum())
    return values


def shift_said(drawn: DrawnRanks) -> str:
    """Say by how much the mean of what was drawn for us lies off our figure: at an end of the scale it is pushed away.

    Less than what a printed figure shows is not said.
    """
    rows, words = drawn.sureness.result.rows, drawn.subject.words
    own = rows[rows["region"] == drawn.home].iloc[0]
    gap = float(own["index_mean"] - own["value"])
    if not abs(gap) >= load_doubts().half_digit:
        return ""
    return words(f"robustness.shift.{'below' if gap < 0 else 'above'}", gap=abs(gap))


def manifest_said(drawn: DrawnRanks) -> str:
    """Say in one sentence what was drawn, how often, from which seed, and what of it is an assumption."""
    sureness, words, manifest = drawn.sureness, drawn.subject.words, drawn.sureness.result.manifest
    clauses = [
        words(
            f"robustness.manifest.{'assumed' if doubt.is_assumption else 'given'}",
            name=doubt_name(doubt.code, words, "brief"),
            size=size_said(doubt, sureness, words),
        )
        for doubt in sureness.applied
    ]
    sentence = words("robustness.manifest.said", draws=manifest.draws, seed=manifest.seed[0], doubts="; ".join(clauses))
    waiting = sorted((*sureness.arena.left_out, *sureness.result.unranked))
    if not waiting:
        return sentence
    names = listed(waiting, words, LISTED, spare=1)
    return f"{sentence} {words('robustness.manifest.waiting', names=names, n=len(waiting))}"


def share_said(share: float, words: Words) -> str:
    """Spell a share of draws so that neither "all" nor "none" is said of what is only nearly so."""
    if 0 < share < WRITTEN:
        return words("robustness.share.least", share=WRITTEN)
    if 1 - WRITTEN < share < 1:
        return words("robustness.share.most", share=1 - WRITTEN)
    return words.percent(share)
