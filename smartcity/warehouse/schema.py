"""The tables of the warehouse, their columns, and which rows count; made only of what DuckLake has as well.

A column holds the same in every table that has it, so its type is said once, under `TYPES`.
"""

from collections.abc import Mapping, Sequence

TEXT, WHOLE, NUMBER, TRUTH, MOMENT = "string", "Int64", "float64", "boolean", "datetime64[us, UTC]"

TYPES: Mapping[str, str] = {
    WHOLE: "year row rows rank out_of n users population smart_city_since tile_row tile_column stated_innovations "
    "stated_innovators number place prepared_through size",
    NUMBER: "value scale_maximum area_km2 seconds mean published coverage weight contribution mark mark_before "
    "mark_after marks effort gain index",
    TRUTH: "is_sample is_loaded is_straight_lined is_planned is_live is_new",
    MOMENT: "committed_at earlier_at decided_at saved_at made_at changed_at reported_at started_at given_at "
    "interview_at",
}
"""The columns of each type; every other column holds text."""

_TYPE_OF = {name: kind for kind, names in TYPES.items() for name in names.split()}


def _columns(names: str, **others: str) -> Mapping[str, str]:
    """Give the columns *names* in their order, each with its type; *others* are those that differ in this table."""
    return {name: others.get(name, _TYPE_OF.get(name, TEXT)) for name in names.split()}


SCHEMA: Mapping[str, Mapping[str, str]] = {
    "site": _columns("home prepared_through"),
    "snapshots": _columns(
        "snapshot entry file kind year track region is_sample committed_at committed_by rows is_loaded earlier_file "
        "earlier_at"
    ),
    "findings": _columns("snapshot file code severity sheet cell found"),
    "decisions": _columns("number region entry of text meaning decided_at decided_by why"),
    "regions": _columns(
        "snapshot sheet row region code bps_code type province aliases area_km2 population smart_city_since "
        "participation tile_row tile_column source note"
    ),
    "results": _columns(
        "snapshot sheet row year round track region component value basis source note cell raw is_sample"
    ),
    "claims": _columns("snapshot sheet row year region claim rank among out_of source note"),
    "sources": _columns("snapshot code origin date certainty note"),
    "innovations": _columns(
        "snapshot sheet row region list year dimension sub_dimension name spelling owner owner_type users source "
        "note cell"
    ),
    "innovation_lists": _columns(
        "snapshot sheet row region list label year date stated_innovations stated_innovators source note"
    ),
    "indicators": _columns(
        "snapshot sheet row indicator series region year value scale_maximum category rank rank_among source note cell"
    ),
    "rule_weights": _columns("snapshot sheet row year track certainty source component weight"),
    "rule_items": _columns(
        "snapshot sheet row year track item component indicator dimension sub_dimension question_id question_en"
    ),
    "events": _columns("snapshot sheet row date region event detail source note"),
    "respondents": _columns(
        "respondent snapshot sheet row year track region is_sample dimension sub_dimension service service_spelling "
        "date gender age_group occupation district person is_straight_lined started ended seconds comment flags "
        "is_new enumerator"
    ),
    "answers": _columns("respondent snapshot year track region dimension sub_dimension item value sheet cell raw"),
    "skm_answers": _columns(
        "respondent snapshot sheet row year region service date is_sample element value cell raw", value=WHOLE
    ),
    "marks": _columns("snapshot sheet row year track region item value rubric cell raw is_sample"),
    "scenarios": _columns("region scenario year track item mark entry saved_at saved_by"),
    "scenario_terms": _columns("region entry term name place number text", number=NUMBER),
    "tasks": _columns(
        "region entry scenario year track number node component owner due status mark_before mark_after marks effort "
        "gain index made_at made_by changed_at changed_by is_planned is_sample"
    ),
    "reports": _columns("region number entry year innovation innovation_key spelling said reported_at reported_by"),
    "meetings": _columns("region meeting year kind date title venue started_at started_by made_at made_by"),
    "participants": _columns("region meeting number role institution"),
    "agenda": _columns("region meeting number point topic page exhibit selection is_live copy frozen note"),
    "meeting_decisions": _columns("region meeting point number decision"),
    "meeting_actions": _columns(
        "region meeting number action point what owner due subject status changed_at changed_by"
    ),
    "evidence": _columns("region entry year track item owner person due status mark note changed_at changed_by"),
    "interviews": _columns("region entry year track interview_at changed_at changed_by"),
    "survey_plans": _columns("region entry year track said decided_at decided_by"),
    "evidence_pieces": _columns("region entry year track item number file snapshot kind size link given_at given_by"),
    "item_statistics": _columns("year track region dimension sub_dimension item n mean is_sample"),
    "scores": _columns("year round track region node basis value published n coverage method fingerprint is_sample"),
    "contributions": _columns("year track region basis parent node value weight contribution"),
}

AS_THEY_ARE: Mapping[str, Sequence[str]] = {
    "sources": ("sources",),
    "regions": ("regions", "other_regions"),
    "claims": ("claims",),
    "events": ("events",),
    "innovation_lists": ("lists",),
}
"""The tables that hold the rows of a workbook's tables as they were accepted."""

RULE_TABLES: Mapping[str, str] = {"weights": "rule_weights", "items": "rule_items"}
"""The tables that hold the rows of rules, by the tables of their workbook."""

KINDS_OF_ALL = frozenset({"results", "regions", "rules", "indicators", "events"})
"""The kinds of files that are of no region, but speak of all: what was published, and what all are judged by."""

LATEST_ROWS: Mapping[str, list[str]] = {
    "marks": ["year", "track", "region", "item"],
    "regions": ["region"],
    "innovation_lists": ["region", "list"],
}
"""What a row speaks of, where the last row that speaks of the same counts."""

LATEST_FILES: Mapping[str, list[str]] = {
    "results": ["year", "round", "region", "basis"],
    "innovations": ["region", "list"],
    "rule_weights": ["year", "track"],
    "rule_items": ["year", "track"],
}
"""What rows speak of, where all rows of the last file that speaks of the same count."""

SQL_TYPES: Mapping[str, str] = {
    TEXT: "varchar",
    WHOLE: "bigint",
    NUMBER: "double",
    TRUTH: "boolean",
    MOMENT: "timestamp with time zone",
}
"""What a column of each type is in the warehouse, as DuckDB makes it of a frame that has rows."""
