"""Reading a definition strictly: every fault noted with its place and what would be right, nothing guessed."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from smartcity.reading.workbook import Refused, read_toml
from smartcity.records.findings import Finding, Place
from smartcity.scoring.composite import definition as choices
from smartcity.scoring.composite.definition import Definition, Faulty, Group, Indicator, Winsorising

NEEDED = object()
"""The default of a key that has none."""

_SHOWN = 60
MOST = 500
"""Groups, and indicators, of one definition."""

_UNIT_SCALE, _WHOLE_SCALE = (0.0, 1.0), (0.0, 100.0)


def read_definition(content: bytes, file: str) -> Definition:
    """Read a definition from the bytes of a TOML file.

    Raises:
        Faulty: With every fault of the definition, each named by table and key.
    """
    try:
        raw = read_toml(content, file)
    except Refused as problem:
        raise Faulty([problem.finding]) from problem
    return definition_of(raw, file)


def definition_of(raw: Mapping[str, object], file: str) -> Definition:
    """Check a definition given as the tables and lists that its TOML would hold.

    Raises:
        Faulty: With every fault of the definition, each named by table and key; *file* is what it is called there.
    """
    findings: list[Finding] = []
    with Section("", raw, file, findings) as root:
        name = root.text("name")
        outranking = root.listed("outranking", choices.OUTRANKINGS)
        with root.section("treat") as treat:
            winsorise = _winsorising(treat)
        with root.section("missing") as missing:
            impute = missing.choice("impute", choices.IMPUTATIONS, choices.NONE)
            below = missing.number("below", 0.0, low=0.0, high=1.0)
        with root.section("normalise") as scale:
            method = scale.choice("method", choices.NORMALISATIONS, choices.MINMAX)
            over = scale.choice("over", choices.SPANS, choices.YEAR)
            to = _target(scale, method)
        with root.section("aggregate") as means:
            group_mean = means.choice("groups", choices.MEANS, choices.ARITHMETIC)
            index_mean = means.choice("index", choices.MEANS, choices.ARITHMETIC)
        groups = tuple(_group(section) for section in root.sections("group"))
        indicators = tuple(_indicator(section, method) for section in root.sections("indicator"))
    made = Definition(
        name, groups, indicators, winsorise, impute, below, method, over, to, group_mean, index_mean, outranking
    )
    if groups and indicators:
        findings += _inconsistencies(made, file)
    if findings:
        raise Faulty(findings)
    return made


class Section:
    """One table of a definition, emptied key by key; on leaving its `with` block, keys nobody took are noted."""

    def __init__(self, where: str, raw: Mapping[str, object], file: str, findings: list[Finding]) -> None:
        self._where, self._file, self._findings = where, file, findings
        self._left, self._taken = dict(raw), []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for key in self._left:
            self.note("definition.key_unknown", key, key, known=list(self._taken), near=list(self._taken))

    def note(self, code: str, key: str, found: object = "", **values: object) -> None:
        """Note a fault at *key* of this table."""
        values["where"] = f"{self._where} {key}".strip() or self._file
        self._findings.append(Finding(code, Place(self._file), _spelled(found), values))

    def refuse(self, key: str, found: object, reason: str, **values: object) -> None:
        """Note that the value *found* cannot stand at *key*; *reason* says what can."""
        self.note("definition.value_wrong", key, found, reason=reason, **values)

    def text(self, key: str) -> str:
        """Take a text that is not blank."""
        value = self._take(key, NEEDED, "text")
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None:
            self.refuse(key, value, "text")
        return ""

    def code(self, key: str, reserved: Sequence[str]) -> str:
        """Take the code of a group or an indicator, which may not be one of the names *reserved*."""
        value = self.text(key)
        if value in reserved:
            self.refuse(key, value, "code", known=list(reserved))
        return value

    def choice(self, key: str, allowed: Sequence[Any], default: Any, *, reason: str = "choice") -> Any:
        """Take one of the values *allowed*."""
        value = self._take(key, default, reason)
        if type(value) is not bool and value in allowed:
            return allowed[allowed.index(value)]
        self.refuse(key, value, reason, known=[str(one) for one in allowed])
        return default

    def listed(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """Take an optional list of some of the texts *allowed*, each counted once."""
        value = self._take(key, [], "list")
        if isinstance(value, list) and all(one in allowed for one in value):
            return tuple(dict.fromkeys(value))
        self.refuse(key, value, "list", known=list(allowed))
        return ()

    def number(self, key: str, default: Any = NEEDED, *, low: float | None = None, high: float | None = None) -> float:
        """Take a finite number within the bounds."""
        value = self._take(key, default, "number")
        if _is_number(value) and (low is None or value >= low) and (high is None or value <= high):
            return float(value)
        if value is not None:
            self.refuse(key, value, "number", low=low, high=high)
        return 0.0 if default is NEEDED else default

    def whole(self, key: str, *, low: int) -> int:
        """Take a whole number of at least *low*."""
        value = self._take(key, NEEDED, "whole")
        if type(value) is int and value >= low:
            return value
        if value is not None:
            self.refuse(key, value, "whole", low=low)
        return low

    def pair(self, key: str, default: tuple[float, float] | None, *, is_rising: bool = True) -> Any:
        """Take two finite numbers: a range whose end lies above its start, or a mean and a deviation above zero."""
        value = self._take(key, default, "range")
        if value is default:
            return default
        is_pair = isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))
        if is_pair and value[1] > (value[0] if is_rising else 0):
            return float(value[0]), float(value[1])
        self.refuse(key, value, "range" if is_rising else "spread")
        return default

    def section(self, key: str) -> "Section":
        """Take a table within this one; one that is not there is as one without keys.

        What stands there and is no table is noted once, not again for each key that it lacks.
        """
        value = self._take(key, {}, "table")
        where = f"{self._where} {key}" if self._where else f"[{key}]"
        if isinstance(value, Mapping):
            return Section(where, value, self._file, self._findings)
        self.refuse(key, value, "table")
        return Section(where, {}, self._file, [])

    def sections(self, key: str) -> Iterable["Section"]:
        """Take a list of at least one table, each named in findings by its code or its number; closes each."""
        values = self._take(key, NEEDED, "tables")
        if values is None:
            return
        if not isinstance(values, list) or not values:
            self.refuse(f"[[{key}]]", values, "tables")
            return
        if len(values) > MOST:
            self.refuse(f"[[{key}]]", len(values), "most", limit=MOST)
            return
        for number, value in enumerate(values, 1):
            if not isinstance(value, Mapping):
                self.refuse(f"[[{key}]] {number}", value, "table")
                continue
            with Section(f"[[{key}]] {value.get('code', number)}", value, self._file, self._findings) as section:
                yield section

    def _take(self, key: str, default: Any, reason: str) -> Any:
        """Take the value of *key*, its default, or None after noting that it is needed."""
        self._taken.append(key)
        if key in self._left:
            return self._left.pop(key)
        if default is NEEDED:
            self.note("definition.key_missing", key, reason=reason)
            return None
        return default

    def has(self, key: str) -> bool:
        """Say whether *key* is written and not yet taken."""
        return key in self._left


def _winsorising(treat: Section) -> Winsorising | None:
    is_asked = treat.has("winsorise")
    rule = treat.section("winsorise")
    if not is_asked:
        return None
    with rule:
        return Winsorising(rule.whole("points", low=0), rule.number("skew", low=0.0), rule.number("kurtosis", low=0.0))


def _target(scale: Section, method: str) -> tuple[float, float]:
    if method == choices.ZSCORE:
        return scale.pair("to", _UNIT_SCALE, is_rising=False)
    return scale.pair("to", _WHOLE_SCALE)


def _group(section: Section) -> Group:
    return Group(section.code("code", (*choices.RESERVED, choices.INDEX)), section.number("weight", 1.0, low=0.0))


def _indicator(section: Section, method: str) -> Indicator:
    code, group = section.code("code", choices.RESERVED), section.text("group")
    weight = section.number("weight", 1.0, low=0.0)
    direction = section.choice("direction", choices.DIRECTIONS, 1, reason="direction")
    needs_posts = method == choices.GOALPOSTS and not section.has("goalposts")
    posts = section.pair("goalposts", None)
    if needs_posts:
        section.note("definition.key_missing", "goalposts", reason="goalposts")
    return Indicator(code, group, weight, direction, posts)


def _inconsistencies(made: Definition, file: str) -> Iterable[Finding]:
    """Name what each table allows and all of them together do not."""
    here, known = Place(file), [group.code for group in made.groups]
    for table, codes in (("[[group]]", known), ("[[indicator]]", list(made.codes))):
        for code, count in Counter(filter(None, codes)).items():
            if count > 1:
                yield Finding("definition.code_twice", here, code, {"where": table, "n": count})
    for indicator in made.indicators:
        if indicator.group and indicator.group not in known:
            there = list(dict.fromkeys(known))
            values = {"where": f"[[indicator]] {indicator.code}", "known": there, "near": there}
            yield Finding("definition.group_unknown", here, indicator.group, values)
    used = {indicator.group for indicator in made.indicators}
    for code in dict.fromkeys(known):
        if code and code not in used:
            yield Finding("definition.group_empty", here, code, {"where": f"[[group]] {code}"})
    for node in (*made.group_nodes, made.index_node):
        if node.weights and not any(node.weights):
            yield Finding("definition.weights_zero", here, node.code, {"children": list(node.children)})


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _spelled(value: object) -> str:
    """Spell a value as the definition holds it, shortened."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
