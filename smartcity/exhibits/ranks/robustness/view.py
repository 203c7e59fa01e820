"""What is shown of how sure a rank is: the drawn ranks with the words around them, and why there may be none."""

from dataclasses import dataclass

from smartcity.answers import ranks
from smartcity.answers.ranks import Asked, Sure
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Empty, Exhibit, Stamp
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import group_word, national_year, sources_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.robustness.lacks import reasons_said
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

WRITTEN = 0.01
"""A share nearer to none or to all than this is said to be less or more, not rounded to it."""


@dataclass(frozen=True, eq=False)
class View:
    """Drawn ranks to show: what was drawn, what the group is called, where its figures come from, as of when."""

    sure: Sure
    group: str
    source: str
    stamp: Stamp

    @property
    def home(self) -> str:
        """The region whose rank is in question."""
        return self.sure.arena.field.home


def asked_of(warehouse: Warehouse, selection: Selection) -> Asked | None:
    """Turn a selection into a question; a national group stands in the newest year with a national table."""
    site = load_site()
    among = selection.peers or site.province_code
    year = selection.year or available(warehouse).default_year
    if among != site.province_code:
        year = national_year(warehouse, selection)
    return None if year is None else Asked(year, among, selection.doubts, selection.points)


def view_of(warehouse: Warehouse, selection: Selection, words: Words) -> View | None:
    """Draw what the selection asks for; None when there are no figures to ask about."""
    asked = asked_of(warehouse, selection)
    if asked is None:
        return None
    sure = ranks.how_sure(warehouse, asked)
    group = group_word(asked.among, None, words)
    return View(sure, group, sources_of(warehouse, [asked.year], words), stamp(warehouse))


def is_shown(view: View | None) -> bool:
    """Say whether there is something to show: home and at least one other region in the draws."""
    if view is None or view.sure.result is None:
        return False
    regions = set(view.sure.result.rows["region"])
    return view.home in regions and len(regions) > 1


def is_drawn(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether the page has drawn ranks to show."""
    return is_shown(view_of(warehouse, selection, words))


def nothing(key: str, part: str, view: View | None, made: Stamp, words: Words) -> Exhibit:
    """Say why nothing was drawn: no figures, no rank of ours, nobody to compare with, nothing chosen, a refusal."""
    home = load_site().home if view is None else view.home
    said: dict[str, object] = {"region": short(home)}
    if view is None:
        reason = "no_data"
    else:
        sure = view.sure
        said |= {"year": sure.arena.year, "group": view.group}
        known = sure.arena.field.names(sure.arena.field.is_known)
        if home not in sure.arena.field.regions or (home not in known and not sure.asked):
            reason = "absent"
        elif len(sure.arena.field.regions) < 2:
            reason = "alone"
        elif sure.refused:
            reason = "refused"
            said["reasons"] = "; ".join(
                words(
                    "robustness.control.one",
                    name=words(f"robustness.doubt.{code}.name"),
                    reason=reasons_said(code, sure, words),
                )
                for code in sure.refused
            )
        elif not sure.asked:
            reason = "none_chosen"
        else:
            reason = "absent" if home not in set(sure.result.rows["region"]) else "alone"
    texts = Empty(*(words(f"robustness.nothing.{reason}_{piece}", **said) for piece in ("missing", "why", "step")))
    return Exhibit(key, words(f"robustness.{part}.none", **said), "", made, empty=texts)


def share_said(share: float, words: Words) -> str:
    """Spell a share of draws so that neither "all" nor "none" is said of what is only nearly so."""
    if 0 < share < WRITTEN:
        return words("robustness.share.least", share=WRITTEN)
    if 1 - WRITTEN < share < 1:
        return words("robustness.share.most", share=1 - WRITTEN)
    return words.percent(share)
