"""Metode: weights, worked chain, worth of a mark, certainty, what is unknown, glossary, sources, related figures."""

import pandas as pd
import pytest
from planted import HOME, marks, places_of_the_province, result, results, rules, warehouse

from smartcity.exhibits.kit.exhibit import Origin
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.method import adopted
from smartcity.exhibits.method import rules as method
from smartcity.method import INDEX, load_methods
from smartcity.wording import Words, catalogue

ID, EN = Words("id"), Words("en")
METHODS = load_methods()
REGULAR = METHODS.require(2023, "regular")
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}


def make(exhibit, *rows, words=ID, invented=False, **choices):
    """Make one exhibit of planted results."""
    with warehouse(places_of_the_province(), results(rows, is_sample=invented)) as made:
        return exhibit(made, Selection(language=words.language, **choices), words)


def test_weights_are_those_of_the_method_files(nothing_loaded):
    """One row a method, each weight as configured, blank where a track lacks the component, summing to one."""
    frame = method.weights(nothing_loaded, Selection(), ID).table.frame
    codes = dict.fromkeys(code for rules in METHODS.all for code in rules.weights)
    found = [{code: row[code] for code in codes if not pd.isna(row[code])} for row in frame.to_dict("records")]
    every = nothing_loaded.methods.every

    assert every[: len(METHODS.all)] == METHODS.all
    assert found == [rules.weights for rules in every]
    assert frame[list(codes)].sum(axis=1).tolist() == pytest.approx([1.0] * len(every), abs=1e-12)


@pytest.mark.parametrize(
    ("words", "message", "moved"),
    [
        (
            ID,
            "Bobot tergantung tahun dan jalur: dari 1 pasang tahun yang bobotnya pasti, 1 berbeda; "
            "pada 2 pasang lain bobotnya disimpulkan",
            "Outcome 0,30 → 0,20; Impact 0,10 → 0,20; Quick win 0,30 → 0,20; Kolaborasi – → 0,10",
        ),
        (
            EN,
            "Weights depend on year and track: of 1 pair of years whose weights are certain, 1 differ; "
            "in 2 other pairs weights are inferred",
            "Outcome 0.30 → 0.20; Impact 0.10 → 0.20; Quick win 0.30 → 0.20; Collaboration – → 0.10",
        ),
    ],
    ids=["id", "en"],
)
def test_weights_say_what_moved_since_the_same_tracks_method_before(words, message, moved, nothing_loaded):
    """Only weights that are certain in both years are counted; what rests on inferred ones says on which."""
    exhibit = method.weights(nothing_loaded, Selection(language=words.language), words)
    by_method = dict(zip(exhibit.table.frame["method"], exhibit.table.frame["difference"]))
    same, first = words("method.rules.weights.same"), words("method.rules.weights.first")
    track = words("method.track.regular")
    inferred = [words("method.rules.weights.inferred", said=same, methods=f"{year} {track}") for year in (2022, 2024)]

    assert exhibit.message == message
    assert list(by_method.values())[: len(METHODS.all)] == [first, first, moved, *inferred]


def test_weights_carry_their_certainty(nothing_loaded):
    """What is only inferred is never shown as certain, and borrowed rules are marked in their row."""
    exhibit = method.weights(nothing_loaded, Selection(), ID)
    frame = exhibit.table.frame
    borrowed = frame.set_index("method").loc["2026 Reguler"]

    assert frame["certainty"].tolist()[:5] == ["pasti", "disimpulkan", "pasti", "pasti", "disimpulkan"]
    assert (borrowed["difference"], borrowed["certainty"]) == ("aturan 2024", "sementara [?]")
    assert "Aturan 2025, 2026, dan 2027 jalur Reguler belum diketahui; yang dipakai aturan 2024" in exhibit.rules


CHAINS = {
    ID: "0,10 × 3,76 + 0,20 × 3,20 + 0,30 × 3,17 + 0,20 × 3,59 + 0,20 × 3,47 = 3,379",
    EN: "0.10 × 3.76 + 0.20 × 3.20 + 0.30 × 3.17 + 0.20 × 3.59 + 0.20 × 3.47 = 3.379",
}


@pytest.mark.parametrize(("words", "message"), CHAINS.items(), ids=["id", "en"])
def test_chain_works_the_formula_with_our_own_figures(words, message):
    """The sum is written out with the printed components and comes to the recomputed index."""
    exhibit = make(method.chain, result(2023, HOME, 3.38, **PARTS), words=words, year=2023)

    assert exhibit.message == message
    assert exhibit.table.frame["contribution"].sum() == pytest.approx(3.379, abs=1e-12)
    assert exhibit.bases == ("official",)
    assert exhibit.origins[0] == Origin(2023, HOME, INDEX, "official", exhibit.origins[0].label)


def test_chain_takes_the_newest_components_up_to_the_chosen_year():
    """A later index without components does not push the worked example away."""
    rows = [result(2023, HOME, 3.38, **PARTS), result(2024, HOME, 3.55, "press")]
    exhibit = make(method.chain, *rows, year=2024)

    assert exhibit.message == CHAINS[ID]


@pytest.mark.parametrize(
    "row",
    [
        result(2023, HOME, 3.38, **{code: value for code, value in PARTS.items() if code != "impact"}),
        result(2021, HOME, 2.98, "press", **PARTS),
        result(2023, HOME, 3.38),
    ],
    ids=["one component missing", "weights unknown", "no components"],
)
def test_chain_is_not_worked_with_holes(row):
    """Where a component or the weights are missing no sum is written that would not come out."""
    exhibit = make(method.chain, row)

    assert exhibit.empty.missing == "Komponen daerah kita belum dimuat."


def test_chain_of_invented_figures_is_marked():
    """Results with status CONTOH mark the worked example; others do not."""
    row = result(2023, HOME, 3.38, **PARTS)

    assert [make(method.chain, row, invented=invented).is_sample for invented in (True, False)] == [True, False]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (ID, "Satu tingkat pada satu butir Output berharga 8 kali satu tingkat Impact (2023 Reguler)"),
        (EN, "One mark on one Output item is worth 8 times one mark in Impact (2023 Regular)"),
    ],
    ids=["id", "en"],
)
def test_worth_compares_the_dearest_with_the_cheapest_component(words, message):
    """0.20 / 7 is eight times 0.20 / 54: the message is made from the method's own items and weights."""
    exhibit = make(method.worth, result(2023, HOME, 3.38, **PARTS), words=words)
    gains = {
        (row.method, row.component): row.gain
        for row in exhibit.table.frame.itertuples(index=False)
        if "2023" in row.method
    }
    label = words("method.rules.method_name", year=2023, track=words("method.track.regular"))

    assert exhibit.message == message
    assert gains[label, words("method.component.output")] == REGULAR.component("output").gain_per_mark
    assert len(exhibit.table.frame) == sum(len(rules.components) for rules in METHODS.all)


def test_worth_stands_without_components_of_a_known_method():
    """A home region whose only components are of a year with unknown weights is shown the newest method."""
    exhibit = make(method.worth, result(2021, HOME, 2.98, "press", **PARTS))

    assert "(2024 Reguler)" in exhibit.message


def test_certainty_explains_every_mark_and_every_basis(words, nothing_loaded):
    """Each mark of certainty and each basis has its word and its meaning."""
    frame = method.certainty(nothing_loaded, Selection(language=words.language), words).table.frame
    expected = [
        words(f"method.{kind}.{code}")
        for kind, codes in (
            ("certainty", ("certain", "inferred", "unknown", "provisional")),
            ("basis", ("official", "press", "derived", "simulasi", "own")),
        )
        for code in codes
    ]

    assert frame["mark"].tolist() == expected
    assert (frame["meaning"] != "").all()


def test_unknown_lists_every_unverified_year_and_every_mapping(words, nothing_loaded):
    """Years without weights, methods that are inferred or noted, and the mappings nobody knows are all there."""
    exhibit = method.unknown(nothing_loaded, Selection(language=words.language), words)
    frame = exhibit.table.frame

    assert frame["what"].tolist()[: len(METHODS.unverified)] == [str(year.year) for year in METHODS.unverified]
    assert [str(year.year) for year in METHODS.unverified if str(year.year) not in exhibit.message] == []
    assert frame["what"].tolist()[-2:] == [
        words("method.rules.unknown.mapping", name=words(f"method.mapping.{mapping}"))
        for mapping in REGULAR.survey.mappings
    ]
    assert frame["state"].tolist()[-2:] == [words("method.certainty.unknown")] * 2


def test_glossary_has_every_term_in_alphabetical_order(words, nothing_loaded):
    """All terms of the catalogue are listed once, whatever their case."""
    exhibit = method.glossary(nothing_loaded, Selection(language=words.language), words)
    terms = exhibit.table.frame["term"].tolist()
    kept = [key for key in catalogue(words.language) if key.startswith("glossary.") and key.endswith(".term")]

    assert sorted(terms, key=str.casefold) == terms
    assert len(terms) == len(kept)
    assert str(len(terms)) in exhibit.message


def test_sources_count_the_rows_that_rest_on_them(shipped):
    """Every row of every shipped sheet Sumber is counted once under its origin."""
    exhibit = method.sources(shipped, Selection(), ID)
    frame = exhibit.table.frame

    assert frame["rows"].sum() == 561
    assert exhibit.message == f"561 baris dari {frame['file'].nunique()} berkas bersandar pada {len(frame)} sumber"
    assert {"pasti", "klaim"} <= set(frame["certainty_word"])


def test_related_keeps_series_apart(shipped):
    """The two series of one indicator stand in rows of their own and the note says that they must not be joined."""
    exhibit = method.related(shipped, Selection(), ID)
    ipm = exhibit.table.frame[exhibit.table.frame["indicator"] == "IPM"]
    years = ipm.groupby(["series", "region"])["year"]

    assert ipm["series"].nunique() == 2
    assert years.apply(lambda column: column.is_monotonic_increasing and column.is_unique).all()
    assert exhibit.note == ID("method.rules.related.note")


EXHIBITS = [
    method.weights,
    method.chain,
    method.worth,
    method.certainty,
    method.unknown,
    method.glossary,
    method.sources,
    method.related,
]
by_exhibit = pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.__name__)


@by_exhibit
def test_every_shipped_exhibit_is_whole(exhibit, shipped, words, lacks):
    """In each language an exhibit has message, source, stamp, alt, caption and table."""
    made = exhibit(shipped, Selection(year=2024, language=words.language), words)

    assert (lacks(made), made.empty) == ([], None)


@by_exhibit
def test_every_exhibit_stands_on_an_empty_warehouse(exhibit, words, lacks, nothing_loaded):
    """With nothing loaded the rules are still told, and what needs data says what is missing."""
    found = exhibit(nothing_loaded, Selection(language=words.language), words)

    assert lacks(found) == []
    assert (found.empty is not None) == (exhibit in (method.chain, method.sources, method.related))


def test_related_indicators_are_not_called_official(shipped):
    """Many of them are only known from the press, so the table claims no basis and names each row's source."""
    made = method.related(shipped, Selection(), Words("id"))

    assert made.bases == ()
    assert made.table.frame["source"].notna().all()


COMING = 2026
MOVED = {"baseline": 0.1, "output": 0.3, "outcome": 0.2, "impact": 0.2, "quick_win": 0.2}
"""A tenth goes from outcome to output."""


def test_without_rules_of_a_workbook_the_page_says_how_they_come_in(words, nothing_loaded):
    """It says what holds meanwhile, and that the template is on the page of uploads."""
    exhibit = adopted.adopted(nothing_loaded, Selection(language=words.language), words)

    assert exhibit.empty.step == words("method.adopted.empty_step")


@pytest.mark.parametrize(
    ("words", "message", "cast"),
    [
        (
            ID,
            "Aturan 2026 Reguler dari unggahan: 2 bobot berubah, 0 butir baru, 0 butir dihapus",
            "Dengan aturan 2026 Reguler, indeks Tabalong 2023 menjadi 3,382, sebelumnya 3,379",
        ),
        (
            EN,
            "Rules of 2026 Regular from an upload: weights changed 2, items new 0, items dropped 0",
            "By the rules of 2026 Regular the index of Tabalong 2023 becomes 3.382, before 3.379",
        ),
    ],
    ids=["id", "en"],
)
def test_rules_of_a_workbook_stand_beside_what_held_without_them(words, message, cast):
    """Weights before and now, and under them our printed components weighed by either; none of it is official."""
    rows = results([result(2023, HOME, 3.38, **PARTS)])
    with warehouse(places_of_the_province(), rows, rules(COMING, MOVED)) as made:
        exhibit = adopted.adopted(made, Selection(language=words.language), words)
    frame, (casts, *others) = exhibit.table.frame, exhibit.details

    assert (exhibit.message, exhibit.rules, others) == (message, "", [])
    assert frame["weight"].tolist() == pytest.approx(list(MOVED.values()))
    assert frame["weight_before"].tolist() == pytest.approx([0.1, 0.2, 0.3, 0.2, 0.2])
    assert (casts.message, casts.bases) == (cast, ("derived",))
    assert casts.table.frame["change"].tolist() == pytest.approx([0.003])


def test_the_newest_rules_stand_first_and_what_is_simulated_of_their_year_with_them():
    """Of two workbooks the later year is shown, the other folded in; marks of the year are weighed by either rules."""
    values = {item.code: 2 + (item.component == "output") for item in METHODS.require(2024, "regular").items}
    files = (marks(COMING, values), rules(COMING, MOVED), rules(COMING + 1, MOVED, name="aturan lagi.xlsx"))
    with warehouse(places_of_the_province(), *files) as made:
        exhibit = adopted.adopted(made, Selection(), ID)
    _, earlier = exhibit.details
    (casts,) = earlier.details

    assert [one.key for one in (exhibit, earlier)] == ["aturan-dimuat-2027-regular", "aturan-dimuat-2026-regular"]
    assert exhibit.message == "Aturan 2027 Reguler dari unggahan: 0 bobot berubah, 0 butir baru, 0 butir dihapus"
    assert casts.table.frame[["year", "before", "after"]].values.tolist() == [pytest.approx([2026, 2.2, 2.3])]
    assert casts.bases == ("simulasi",)
