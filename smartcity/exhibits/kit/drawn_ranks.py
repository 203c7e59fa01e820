"""Ranks drawn under doubts, as exhibits speak of them: of whom, under which doubts in which sizes, or why of none."""

from dataclasses import asdict, dataclass, replace
from functools import cached_property

from smartcity.answers.ranks import Sure
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import listed, short
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.subject import Subject
from smartcity.outlook.robustness import Doubt, Lack, Rounding, Survey, Weights
from smartcity.outlook.robustness.doubts import OF_INDEX
from smartcity.wording import Words

LISTED = 3
"""So many names stand in a sentence, and one more where it is the last; the table has all of them."""

WRITTEN = 0.01
"""A share nearer to none or to all than this is said to be less or more, not rounded to it."""


@dataclass(frozen=True, eq=False)
class DrawnRanks:
    """How sure the ranks of a group are, and the subject of exhibits about it; `drawn_ranks` makes it."""

    sure: Sure
    subject: Subject

    @property
    def home(self) -> str:
        """The region whose rank is in question."""
        return self.sure.arena.field.home

    @property
    def year(self) -> int:
        """The year of the figures."""
        return self.sure.arena.year

    @cached_property
    def group(self) -> str:
        """What the group is called in a sentence."""
        return group_word(self.sure.arena.among, None, self.subject.words)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to show: home and at least one other region in the draws."""
        regions = set() if self.sure.result is None else set(self.sure.result.rows["region"])
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
                    "robustness.control.one", name=doubt_name(code, words), reason=reasons_said(code, self.sure, words)
                )
                for code in self.sure.refused
            ),
        )

    @property
    def _reason(self) -> str:
        sure, field = self.sure, self.sure.arena.field
        if self.home not in field.regions or (self.home not in field.names(field.is_known) and not sure.asked):
            return "absent"
        if len(field.regions) < 2:
            return "alone"
        if sure.refused:
            return "refused"
        if not sure.asked:
            return "none_chosen"
        return "alone" if self.home in set(sure.result.rows["region"]) else "absent"


def drawn_ranks(sure: Sure, subject: Subject) -> DrawnRanks:
    """Take what was drawn with the subject of its figures, to which the draws add their bases and their sample mark."""
    return DrawnRanks(sure, replace(subject, bases=tuple(sure.arena.bases), is_sample=sure.arena.has_sample))


def doubt_name(code: str, words: Words, form: str = "name") -> str:
    """Name a doubt: as a heading (`name`) or inside a sentence (`brief`)."""
    return words(f"robustness.doubt.{code}.{form}")


def lack_said(lack: Lack, sure: Sure, words: Words) -> str:
    """Say why a doubt cannot be applied."""
    key = f"robustness.lack.{lack.doubt}_{lack.missing}"
    if lack.doubt == Weights.code and not sure.arena.field.methods:
        key = "robustness.lack.weights_unknown"
    return words(
        key,
        n=len(lack.names),
        names=listed(lack.names, words, LISTED, spare=1),
        year=sure.arena.year,
        least=getattr(sure.doubts[lack.doubt], "least", None),
    )


def reasons_said(code: str, sure: Sure, words: Words) -> str:
    """Say all that keeps the doubt *code* from being applied; nothing when it can be."""
    return "; ".join(lack_said(lack, sure, words) for lack in sure.lacks.get(code, ()))


@dataclass(frozen=True, slots=True)
class Control:
    """One doubt that may be drawn: its code and name, whether it is drawn, and *reason* why it cannot be."""

    code: str
    name: str
    is_on: bool
    reason: str


def controls_of(sure: Sure, words: Words) -> tuple[Control, ...]:
    """List every doubt with its state."""
    return tuple(
        Control(code, doubt_name(code, words), code in sure.asked, reasons_said(code, sure, words))
        for code in sure.doubts
    )


def sizes_of(sure: Sure) -> tuple[str, ...]:
    """Name the sizes that matter for what is drawn: the deviation of weights, where weights are drawn."""
    return ("points",) if Weights.code in sure.asked and sure.arena.field.is_composed.any() else ()


def nature_of(doubt: Doubt) -> str:
    """Say whether a doubt's size is assumed, measured on answers, or known from how figures are printed."""
    if doubt.is_assumption:
        return "assumed"
    return "measured" if doubt.code == Survey.code else "known"


def size_said(doubt: Doubt, sure: Sure, words: Words) -> str:
    """Spell how large a doubt was taken to be."""
    values = asdict(doubt)
    if doubt.code != Rounding.code:
        return words(f"robustness.doubt.{doubt.code}.size", **values)
    field = sure.arena.field
    parts = field.is_composed & (doubt.of != OF_INDEX)
    printed = field.is_known & (field.roundings > 0)
    finest = "components" if parts[printed].all() else "mixed" if parts.any() else "index"
    return words(f"robustness.doubt.{doubt.code}.size_{finest}", half=0.5 * 10.0**-doubt.decimals)


def manifest_said(drawn: DrawnRanks) -> str:
    """Say in one sentence what was drawn, how often, from which seed, and what of it is an assumption."""
    sure, words, manifest = drawn.sure, drawn.subject.words, drawn.sure.result.manifest
    clauses = [
        words(
            f"robustness.manifest.{'assumed' if doubt.is_assumption else 'given'}",
            name=doubt_name(doubt.code, words, "brief"),
            size=size_said(doubt, sure, words),
        )
        for doubt in sure.applied
    ]
    said = words("robustness.manifest.said", draws=manifest.draws, seed=manifest.seed[0], doubts="; ".join(clauses))
    waiting = sorted((*sure.arena.left_out, *sure.result.unranked))
    if not waiting:
        return said
    names = listed(waiting, words, LISTED, spare=1)
    return f"{said} {words('robustness.manifest.waiting', names=names, n=len(waiting))}"


def share_said(share: float, words: Words) -> str:
    """Spell a share of draws so that neither "all" nor "none" is said of what is only nearly so."""
    if 0 < share < WRITTEN:
        return words("robustness.share.least", share=WRITTEN)
    if 1 - WRITTEN < share < 1:
        return words("robustness.share.most", share=1 - WRITTEN)
    return words.percent(share)
