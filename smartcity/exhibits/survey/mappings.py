"""What each way from a mean to a mark makes of the survey: its impact, and the index with the other components."""

from collections.abc import Sequence

import pandas as pd

from smartcity.answers import surveys
from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.answers.surveys import Mapped, Others
from smartcity.exhibits.dimensions.lists import dimension_name
from smartcity.exhibits.kit.exhibit import SCORE, SIGNED, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.impact import mapping_of, mapping_word
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, source_of
from smartcity.exhibits.survey.asking import Asked, ask
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@kept
def mappings(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Compare the mappings from a mean to a mark by the impact and the index that they give.

    Nothing is given while a dimension has too few respondents to be shown, since its marks could be computed from the
    impact and those of the others.
    """
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey("pemetaan", warehouse, selection, words)
    others = surveys.others(warehouse, asked.loaded)
    few = surveys.few(asked.every)
    found = surveys.mapped(asked.every, asked.loaded, others)
    own = mapping_of(asked.survey, selection)
    columns = (
        Column("label", words("survey.column.mapping")),
        Column("impact", words("survey.column.impact"), SCORE),
        Column("index", words("survey.column.index"), SCORE),
        Column("difference", words("survey.column.difference"), SIGNED),
        Column("meaning", words("survey.column.meaning")),
    )
    missing = _unanswered(asked)
    has_index = any(one.index is not None for one in found)
    return Exhibit(
        key="pemetaan",
        message=mappings_message(found, len(few), missing, words),
        table=Table(_rows(asked, found, own, words)[[column.code for column in columns]], columns),
        caption=caption_of(asked.survey, sum(one.whole.count for one in asked.every), words),
        alt=words("survey.mappings.alt", year=asked.survey.year),
        note=_note(asked, others if has_index else None, few, words),
        source=source_of(asked.survey, words),
        stamp=stamp(warehouse),
        bases=(SIMULASI, OFFICIAL) if has_index else (SIMULASI,),
        is_sample=asked.survey.is_sample,
    )


def _unanswered(asked: Asked) -> int:
    return sum(item.mean is None for one in asked.every for item in one.items)


def _rows(asked: Asked, found: Sequence[Mapped], own: str, words: Words) -> pd.DataFrame:
    """Lay the mappings out, the chosen one first; the difference is that of the index to the chosen one."""
    ordered = sorted(found, key=lambda one: one.mapping != own)
    base = ordered[0].index
    rows = [
        (
            mapping_word(asked.survey, one.mapping, words),
            one.impact,
            one.index,
            None if one.index is None or base is None or one is ordered[0] else one.index - base,
            words(f"method.mapping_meaning.{one.mapping}"),
        )
        for one in ordered
    ]
    frame = pd.DataFrame(rows, columns=["label", "impact", "index", "difference", "meaning"])
    return frame.astype(dict.fromkeys(("impact", "index", "difference"), float))


def mappings_message(found: Sequence[Mapped], few: int, unanswered: int, words: Words) -> str:
    """Say how far the choice of the mapping moves the impact, and with it the index, as they print.

    Args:
        found: What each mapping gives.

        few: How many dimensions have too few respondents.

        unanswered: How many statements nobody answered.

        words: The wording.
    """
    known = sorted((one for one in found if one.impact is not None), key=lambda one: one.impact)
    if not known:
        return words("survey.mappings.few", n=few) if few else words("survey.mappings.unanswered", n=unanswered)
    low, high = known[0], known[-1]
    values = {"low": low.impact, "high": high.impact, "difference": high.impact - low.impact}
    if len(known) == 1:
        return words("survey.mappings.single", value=low.impact)
    key = "same" if words.number(low.impact, 2) == words.number(high.impact, 2) else "message"
    said = words(f"survey.mappings.{key}", **values)
    indices = [one.index for one in known if one.index is not None]
    if len(indices) < len(known):
        return said + words("survey.mappings.no_index")
    least, most = min(indices), max(indices)
    if words.number(least, 2) == words.number(most, 2):
        return said + words("survey.mappings.index_same", value=least)
    return said + words("survey.mappings.index", low=least, high=most)


def _note(asked: Asked, others: Others | None, few: Sequence[str], words: Words) -> str:
    """Say how certain the mapping is, and whose figures the other components are."""
    certainty = asked.survey.method.survey.certainty
    notes = [words(f"survey.certainty.{certainty}", mark=words(f"survey.mark.{certainty}"))]
    if others is not None:
        listed = words.join(
            f"{words(f'method.component.{code}')} {words.number(value, 2)}" for code, value in others.components.items()
        )
        key = "assumed" if others.is_assumed else "official"
        notes.append(
            words(f"survey.mappings.{key}", year=others.year, survey_year=asked.survey.year, components=listed)
        )
    if few:
        named = words.join(map(dimension_name, few))
        notes.append(words("survey.few", dimensions=named, smallest=load_site().smallest_group))
    return " ".join(notes)
