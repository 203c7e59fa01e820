"""A year whose rules are not known is prepared by borrowed rules, and every answer says whose they are."""

import pytest
from commands import answer_of, empty_folder, run
from workbooks import DIMENSIONS, TRACK, even_marks, marks, survey, varied

from smartcity.wording import Words

LENDER, COMING = 2024, 2026
BORROWED = {"method": f"{COMING}_{TRACK}", "method_status": "provisional", "rules_from": LENDER}
OWN = {"method": f"{LENDER}_{TRACK}", "method_status": "inferred", "rules_from": None}
SAID = Words("id")("method.provisional", years=COMING, track="Reguler", origin=LENDER)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A data folder with a survey and a self-assessment of the year to come, loaded by the command line."""
    root = tmp_path_factory.mktemp("datang")
    answers = {dimension.code: varied(6, dimension.code) for dimension in DIMENSIONS}
    files = {"survei.xlsx": survey(answers, year=COMING), "nilai.xlsx": marks(even_marks(COMING), year=COMING)}
    with pytest.MonkeyPatch.context() as patch:
        folder = empty_folder(root / "data", patch)
        for name, content in files.items():
            (root / name).write_bytes(content)
            answer_of("commit", root / name, "--by", "Rina")
        yield folder


@pytest.mark.parametrize("kind", ["survey", "marks"])
def test_a_template_of_a_year_to_come_is_written(prepared, tmp_path, kind):
    """It is the lender's instrument under the year's own number; without a year it is of the year it is."""
    for year in (("--year", COMING), ()):
        answer = run("template", kind, *year, "-o", tmp_path / "templat.xlsx", "--json")
        assert (answer.code, SAID in answer.err, {name: answer.json[name] for name in BORROWED}) == (0, True, BORROWED)
    assert run("check", tmp_path / "templat.xlsx", "--json").json["year"] == COMING


@pytest.mark.parametrize(
    "question",
    [
        ("score", COMING, "--basis", "simulasi"),
        ("trace", COMING, "--basis", "simulasi"),
        ("respondents", COMING),
        ("survey", COMING),
        ("quality", COMING),
        ("scenarios", COMING),
        ("gains", COMING),
        ("plan", COMING, "--index", "3"),
        ("tasks", COMING),
    ],
    ids=lambda question: question[0],
)
def test_every_answer_about_the_year_says_whose_rules_it_rests_on(prepared, question):
    """As fields in JSON, and as the first sentence for people."""
    answer = answer_of(*question)
    assert {name: answer[name] for name in BORROWED} == BORROWED
    assert SAID in run(*question).out


def test_the_year_is_scored_by_the_weights_it_borrows(prepared):
    """The marks of the year to come give the index that 2024's weights make of them."""
    card = answer_of("score", COMING, "--basis", "simulasi")
    weights = {"baseline": 0.1, "output": 0.2, "outcome": 0.3, "impact": 0.2, "quick_win": 0.2}
    expected = sum(weight * card["components"][code] for code, weight in weights.items())
    assert card["index"] == pytest.approx(expected, abs=0.002)


def test_a_known_year_borrows_nothing(prepared):
    """The quota of 2024 is that of its own rules, and no sentence says otherwise."""
    answer = run("respondents", LENDER, "--json")
    assert {name: answer.json[name] for name in OWN} == OWN
    assert "sementara" not in run("respondents", LENDER).out


def test_a_year_beyond_those_prepared_for_is_refused_with_those_there_are(prepared, tmp_path):
    """Two years ahead there is no template yet, and the years that have one are named."""
    answer = run("template", "survey", "--year", COMING + 2, "-o", tmp_path / "templat.xlsx")
    assert (answer.code, f"{COMING + 1}_{TRACK}" in answer.err) == (2, True)


def test_a_year_without_figures_has_no_rank_and_says_so(prepared):
    """No rank of nobody, no blank in brackets, and no command is named that would say less."""
    for group in ("kalsel", "national", "kabupaten"):
        answer = run("rank", COMING, "--among", group)
        output = answer.out + answer.err
        assert f"{COMING}: belum ada nilai yang dimuat untuk" in output
        assert not any(word in output for word in ("peringkat dihitung", "bukan tabel", "(–)", "rank 2026"))
