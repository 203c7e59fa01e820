"""The tables that Responden and Survei really show: no two of them, subtracted, tell of fewer than five people."""

from dataclasses import replace
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples, is_thorough
from planted import warehouse
from planted_forms import form, forms

from smartcity.exhibits import respondents, survey
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.rules import marked_rows
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.survey import FLAG_SEPARATOR, shown_without
from smartcity.wording import Words

ID = Words("id")
METHOD = load_methods().require(2024, load_site().track)
SMALLEST = load_site().smallest_group
DIMENSIONS = {"living": "Smart Living", "economy": "Smart Economy"}
ITEMS = {code: [item.code for item in METHOD.survey_items if item.dimension == code] for code in DIMENSIONS}
TRAITS = {
    "gender": ["female", "male", None],
    "age_group": ["17_25", "26_35", "46_55", "over_55"],
    "occupation": ["Petani", "Guru", "ASN", "Nelayan", None],
    "district": ["Tanjung", "Jaro", "Haruai"],
}
RULES = ("quality.straight_lining", "quality.too_fast", "quality.same_answers")
SHOWN = {respondents: ("people", "rules"), survey: ("statements", "impact", "mappings", "by_service")}
SERVICES = ["A", "B", "C", "D", None]
SEEDS = range(8) if is_thorough() else (0, 3, 6, 7)
"""Half of the worlds by chance in the usual run, among them one whose services only the table beside them tells of."""


def is_few(count):
    """Whether so many people may not be shown."""
    return 0 < count < SMALLEST


class Planted:
    """A survey by chance, with everything that the pages show of it."""

    def __init__(self, seed):
        """Plant people with services, traits, marks of rules and blanks, and open both pages on each choice."""
        chance = np.random.default_rng(seed)
        rows = []
        for dimension, items in ITEMS.items():
            for _ in range(int(chance.integers(1, 45))):
                answers = [None if chance.random() < 0.15 else int(chance.integers(0, 5)) for _ in items]
                service = SERVICES[chance.choice(len(SERVICES), p=[0.4, 0.3, 0.15, 0.1, 0.05])]
                rows.append(form(dimension, answers, service=service, date=f"2024-09-{chance.integers(1, 9):02d}"))
        self.people = pd.DataFrame(rows)
        self.forms = {code: [] for code in ITEMS}
        for number, row in enumerate(rows):
            self.forms[row["dimension"]].append((number, row["given"], row["service"]))
        for name, groups in TRAITS.items():
            weights = chance.dirichlet(np.full(len(groups), 0.7))
            self.people[name] = [groups[place] for place in chance.choice(len(groups), len(rows), p=weights)]
        marks = {code: chance.random(len(rows)) < chance.random() for code in RULES}
        # Two rules that mark nearly the same rows: the difference of what they do would tell of the few others.
        marks[RULES[2]] = marks[RULES[0]] ^ (chance.random(len(rows)) < 0.05)
        self.people["flags"] = [
            FLAG_SEPARATOR.join(code for code in RULES if marks[code][place]) for place in range(len(rows))
        ]
        file = forms(rows)
        answers = file.tables["answers"]
        traits = self.people[[*TRAITS, "flags"]].astype(object)
        traits = traits.where(traits.notna(), None)
        marked = answers.respondents.assign(**{name: traits[name].to_list() for name in traits})
        with warehouse(replace(file, tables={"answers": replace(answers, respondents=marked)})) as opened:
            self.shown = {
                (code, name): getattr(page, name)(opened, Selection(dimension=code), ID)
                for code in (None, *DIMENSIONS)
                for page, names in SHOWN.items()
                for name in names
            }
            self.numbered = {
                code: respondents.by_service(opened, Selection(dimension=code), ID) for code in (None, *DIMENSIONS)
            }
            self.cards = marked_rows(opened, Selection(), ID)

    def answered(self, dimension, item, service=()):
        """The people who answered a statement, of one service where one is given."""
        place = ITEMS[dimension].index(item)
        return frozenset(
            person
            for person, given, named in self.forms[dimension]
            if given[place] is not None and service in ((), named)
        )

    @cached_property
    def means(self):
        """The people behind every mean of a statement that is shown, by statement: of all, and of single services."""
        found: dict[str, set[frozenset]] = {item: set() for items in ITEMS.values() for item in items}
        for code in (None, *DIMENSIONS):
            statements = self.shown[code, "statements"]
            for exhibit in (statements, *statements.details, *self.shown[code, "impact"].details):
                frame = exhibit.table.frame if exhibit.table is not None else pd.DataFrame(columns=["code"])
                if "code" not in frame:
                    continue
                for row in frame[frame.get("mean", pd.Series(dtype=float)).notna()].itertuples(index=False):
                    dimension = next(own for own, items in ITEMS.items() if row.code in items)
                    found[row.code].add(self.answered(dimension, row.code))
            for detail in self.shown[code, "by_service"].details:
                dimension = detail.key.removeprefix("jawaban-layanan-")
                for column in detail.table.columns[2:]:
                    name = column.label.split(" (")[0]
                    service = None if name == ID("respondents.services.blank") else name
                    for item in detail.table.frame["code"]:
                        found[item].add(self.answered(dimension, item, service))
        return found


@pytest.fixture(scope="module", params=SEEDS)
def planted(request):
    """A survey by chance, another one for each seed."""
    return Planted(request.param)


def test_no_mean_of_a_statement_tells_of_a_few(planted):
    """Neither a shown mean, nor the difference of any two of the same statement, is that of one to four people."""
    told = [
        (item, len(one), len(other))
        for item, sets in planted.means.items()
        for one, other in combinations(sets | {frozenset()}, 2)
        if (one < other or other < one) and is_few(len(one ^ other))
    ]
    assert told == []


def test_no_mean_of_a_statement_tells_of_the_services_that_are_hidden(planted):
    """The mean of all less those of all shown services leaves nobody or at least five people."""
    told = []
    for item, sets in planted.means.items():
        largest = max(sets, key=len, default=frozenset())
        parts = [own for own in sets if own < largest]
        told += [(item, len(largest))] if parts and is_few(len(largest.difference(*parts))) else []
    assert told == []


def test_choosing_a_dimension_shows_nothing_new(planted):
    """Its services have the numbers they have beside the others, and traits and rules do not follow it."""
    whole = planted.numbered[None].table.frame
    for code, name in DIMENSIONS.items():
        frame = planted.numbered[code].table
        own = whole[whole["dimension"] == name].reset_index(drop=True)
        assert frame is None or frame.frame.reset_index(drop=True).equals(own)
        for exhibit in ("people", "rules"):
            assert planted.shown[code, exhibit].table.frame.equals(planted.shown[None, exhibit].table.frame)


def test_no_count_of_a_trait_or_service_is_small(planted):
    """Traits and services of fewer than five people have no count, and no share, which would be the count again."""
    shown = [planted.shown[None, "people"].table.frame, planted.numbered[None].table.frame]
    blank = ID("respondents.services.blank")
    counts = [
        row.count
        for frame in shown
        for row in frame.itertuples(index=False)
        if not pd.isna(row.count) and getattr(row, "service", "") != blank
    ]
    shares = [frame.loc[frame["count"].isna(), "share"].notna().any() for frame in shown]
    assert ([count for count in counts if is_few(count)], shares) == ([], [False, False])


def test_a_hidden_service_has_no_mean_and_no_number_anywhere(planted):
    """A service whose number is hidden on Responden has no answers on Survei either."""
    frame = planted.numbered[None].table.frame
    without = {(row.dimension, row.service) for row in frame[frame["count"].isna()].itertuples(index=False)}
    table = planted.shown[None, "by_service"].table
    named = set() if table is None else set(table.frame[["dimension", "service"]].itertuples(index=False, name=None))
    assert without.isdisjoint(named)


def test_no_effect_of_a_rule_tells_of_a_few(planted):
    """The people whom a rule with an effect marks, and any two such rules differently, are nobody or at least five."""
    people = planted.people
    enough = people.groupby("dimension")["dimension"].transform("size") >= SMALLEST
    used = people[enough]
    frame = planted.shown[None, "rules"].table.frame
    effects = frame[frame["after"].notna() & (frame["rows"] > 0)]
    titles = {ID(f"findings.{code}.title"): code for code in RULES}
    sets = [
        frozenset(used.index[used["flags"].str.split(FLAG_SEPARATOR).map(lambda own, code=titles[title]: code in own)])
        for title in effects["rule"]
    ]
    assert [len(one ^ other) for one, other in combinations([*sets, frozenset()], 2) if is_few(len(one ^ other))] == []
    told = {card.shown for card in planted.cards} - {None, 0}
    assert told == set(frame.loc[frame["rows"] > 0, "rows"])
    assert [count for count in told if is_few(count)] == []


def test_the_impact_of_all_is_not_shown_beside_a_dimension_of_a_few(planted):
    """A dimension of one to four people has no impact of its own and leaves none of all dimensions."""
    sizes = planted.people["dimension"].value_counts()
    few = [DIMENSIONS[code] for code, count in sizes.items() if is_few(count)]
    impacts = planted.shown[None, "impact"].table
    own = {} if impacts is None else dict(zip(impacts.frame["label"], impacts.frame["mean"]))
    assert [own[name] for name in few if not pd.isna(own.get(name))] == []
    assert not few or planted.shown[None, "mappings"].table.frame["impact"].isna().all()


people = st.sets(st.integers(0, 14))


@given(st.lists(people, min_size=1, max_size=4), st.lists(people, max_size=3))
@examples(60)
def test_figures_without_some_people_never_tell_of_a_few(left_out, groups):
    """Of all sets that may be shown no two, that of nobody among them, differ by one to four; nor do few remain."""
    may = shown_without(left_out, groups, SMALLEST)
    shown = [own for own, is_shown in zip(left_out, may) if is_shown]
    assert [1 for one, other in combinations([*shown, set()], 2) if is_few(len(one ^ other))] == []
    assert [1 for own in shown for group in groups if is_few(len(group - own))] == []


@given(st.lists(people, min_size=1, max_size=4), st.permutations(range(4)))
@examples(30)
def test_what_may_be_shown_is_not_hidden_without_cause(left_out, order):
    """A set that differs from every other by enough people is shown, in whatever order the sets stand."""
    for place, own in enumerate(left_out):
        others = [other for number, other in enumerate(left_out) if number != place]
        if not any(is_few(len(own ^ other)) for other in (*others, set())):
            shuffled = [left_out[number] for number in order if number < len(left_out)]
            assert shown_without(shuffled, [], SMALLEST)[shuffled.index(own)]
