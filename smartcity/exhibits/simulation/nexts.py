"""What to raise next: the items sorted by what one more mark adds to the index."""

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import method_names
from smartcity.exhibits.simulation.trial import Trial, kept_with_trial
from smartcity.method import load_dimensions
from smartcity.outlook.planning.start import gains
from smartcity.scoring.ranking import PRECISION
from smartcity.wording import Words

SHOWN = 5
KEY = "langkah-berikut"


@kept_with_trial
def nexts(trial: Trial, words: Words) -> Exhibit:
    """List the items whose next mark is worth most, the first ones; all of them stand in a folded part."""
    rows = item_rows(trial, words)
    worthwhile = rows[rows["gain"] > 0].head(SHOWN)
    if worthwhile.empty:
        return trial.nothing(KEY, "nexts")
    return _exhibit(KEY, nexts_message(rows, words), worthwhile, trial, words, (all_items(trial, words),))


def all_items(trial: Trial, words: Words) -> Exhibit:
    """List every item with what is known of it, the most worthwhile first."""
    rows = item_rows(trial, words)
    return _exhibit("semua-butir", words("simulation.nexts.all", n=len(rows)), rows, trial, words)


def item_rows(trial: Trial, words: Words) -> pd.DataFrame:
    """Spell the gains of every item: its text, component, dimension, innovations and owner beside the figures."""
    rows = gains(trial.found.start, trial.terms)
    items = [trial.method.item(code) for code in rows["item"]]
    origins = [trial.found.origins.get(item.code) for item in items]
    names = {dimension.code: dimension.name for dimension in load_dimensions()}
    names |= {
        part.code: part.names[words.language] for dimension in load_dimensions() for part in dimension.sub_dimensions
    }
    return rows.assign(
        text=[item.meaning[words.language] for item in items],
        part=method_names("component", rows["component"], words),
        dimension=[names.get(item.dimension or "", "") for item in items],
        sub_dimension=[names.get(item.sub_dimension or "", "") for item in items],
        innovation=innovations_of(trial, rows["item"], words),
        origin=[words(f"simulation.origin.{origin}") if origin else "" for origin in origins],
        state=[words("simulation.nexts.blocked") if is_blocked else "" for is_blocked in rows["is_blocked"]],
    )


def innovations_of(trial: Trial, nodes: pd.Series, words: Words) -> list[str]:
    """Name the innovations behind each of *nodes*; nothing where none is listed."""
    held = [trial.holders.get(node) for node in nodes]
    return [words.join(one.innovations) if one else "" for one in held]


def nexts_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the component whose next mark is worth most, and how many times that of the least worthwhile."""
    worthwhile = rows[rows["gain"].round(PRECISION) > 0]
    best, least = worthwhile.iloc[0], worthwhile.loc[worthwhile["worth"].idxmin()]
    values = {"component": best["part"], "gain": best["gain"]}
    if round(best["worth"] - least["worth"], PRECISION) == 0:
        return words("simulation.nexts.equal", **values)
    return words("simulation.nexts.message", **values, times=best["worth"] / least["worth"], least=least["part"])


_FIRST = "place item text part=shared.component mark gain"
_MORE = "dimension sub_dimension innovation worth ceiling origin state"


def _exhibit(
    key: str, message: str, rows: pd.DataFrame, trial: Trial, words: Words, details: tuple[Exhibit, ...] = ()
) -> Exhibit:
    owner = "owner" if not details or rows["owner"].notna().any() else ""
    return trial.subject.exhibit(
        key,
        message,
        "simulation.nexts",
        rows=rows.assign(place=range(1, len(rows) + 1)).reset_index(drop=True),
        columns=of_page("simulation", " ".join((_FIRST, owner, _MORE if not details else ""))),
        note=_notes(rows, trial, words),
        details=details,
        name=trial.name,
        year=trial.year,
    )


def _notes(rows: pd.DataFrame, trial: Trial, words: Words) -> list[str]:
    """Say why marks are missing: their component is known as a whole only, or nobody gave them yet."""
    bare = rows.loc[rows["mark"].isna(), "component"]
    is_assumed = bare.isin(list(trial.found.assumed))
    kinds = (("unmarked", is_assumed.any()), ("unfilled", (~is_assumed).any()))
    return [words(f"simulation.nexts.{kind}") for kind, is_so in kinds if is_so]
