"""Cocokkan and the rows that stay out: what only a person can decide, on the page and in the journal."""

import re
from collections.abc import Sequence

import folders
import pytest
from desk import app, chosen, expanders, given, saved, sent, standing, steps, text
from streamlit.testing.v1 import AppTest
from workbooks import YEAR, items_of, known, method_of, workbook

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.intake.journal import ALIAS, COMMIT, LEAVE_OUT, SCALE, WITHDRAW
from smartcity.intake.meanings import kinds_of_names, spellings_of
from smartcity.intake.preview import RESPONDENTS
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import DIFFERENT, HEADER
from smartcity.ui import store
from smartcity.ui.upload.spelling import named, sort_of, spelled
from smartcity.wording import LANGUAGES, Words

WORDS = Words("id")
LIVING = items_of("living")
STATEMENT = method_of().item(LIVING[0]).meaning["id"]
NO_WORD = re.compile(r"[_.\d]|^[a-z]+-")
"""What only codes have."""

NEARLY = STATEMENT.replace("saya", "kami").rstrip(".")
"""A header that a person reads as the first statement, and a program only nearly."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the app an empty data folder of its own, and close its warehouse afterwards."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    yield folders.empty(tmp_path / "data")
    store.close()


def form(answers: Sequence[Sequence[object]], **headers: str) -> bytes:
    """Make a form's export for one dimension: a code, a gender, a service and the answers of each row.

    *headers* put other texts in the place of a header, by item code or by "gender".
    """
    spelt = [
        headers.get("gender", "Jenis kelamin"),
        "Layanan",
        *(headers.get(f"i{n}", i) for n, i in enumerate(LIVING)),
    ]
    guide = [["Jenis", "Survei dampak"], ["Tahun", YEAR], ["Jalur", "Reguler"]]
    rows = [[f"R{number}", "L" if number % 2 else "P", "Layanan percobaan", *row] for number, row in enumerate(answers)]
    return workbook({"Petunjuk": guide, "Smart Living": [["Kode responden", *spelt], *rows]})


def mixed(count: int, low: int = 0, levels: int = 5) -> list[list[int]]:
    """Give every row other answers, all levels from *low* among them."""
    return [
        [low + (number + place * (1 + number % 3)) % levels for place in range(len(LIVING))] for number in range(count)
    ]


OPEN = form(mixed(6), i0=NEARLY)
WORDED = ["Sangat setuju", "setuju", "NETRAL", "sangat  setuju", 1, 0, "TS", "Setuju", 3]

KEEN = [*mixed(6), [4] * len(LIVING), [3] * len(LIVING)]
"""The last two rows give one answer to everything."""

DOUBTFUL = ("Smart Living", len(KEEN) + 1)
NAMED = f"Smart Living baris {len(KEEN) + 1}"


def open_questions(opened: AppTest) -> list[str]:
    """List the questions by the label of their decision."""
    return [group.label for group in opened.button_group if str(group.key).startswith("match-")]


def decide(opened: AppTest, name: str, way: str) -> AppTest:
    """Say about a name whether to accept, choose another or ignore."""
    label = WORDS("upload.match.decide", text=name)
    group = next(group for group in opened.button_group if group.label.replace("\\", "") == label)
    return group.set_value(way).run()


def press(opened: AppTest, key: str) -> AppTest:
    """Press a button."""
    return opened.button(key=key).click().run()


def metrics(opened: AppTest) -> list[str]:
    """Return how many rows were read, are ready, wrong, to be looked at, and left out where any are."""
    return [int(metric.value) for metric in opened.metric]


def actions(root: DataFolder) -> list[str]:
    """List what the journal's lines did."""
    return [line.action for line in intake.history(root)]


def test_a_file_that_leaves_nothing_open_skips_the_step(folder):
    """Where every name is known there is no such step, neither in the row of steps nor on the page."""
    opened = given(form(mixed(6)), "survei.xlsx")
    assert (open_questions(opened), steps(opened), WORDS("upload.match.title") in opened.header.values) == (
        [],
        "3",
        False,
    )


def test_an_unknown_header_is_asked_about_and_nothing_is_taken(folder):
    """The guess stands there with its likeness; nothing is chosen, nothing can be applied, nothing can be saved."""
    opened = given(OPEN, "survei.xlsx")
    meaning = WORDS("upload.match.item", text=STATEMENT, code=LIVING[0])
    assert (
        len(open_questions(opened)),
        [group.value for group in opened.button_group if group.label in open_questions(opened)],
    ) == (
        1,
        [None],
    )
    assert meaning in text(opened).replace("\\", "")
    assert (opened.button(key="match-apply").disabled, steps(opened)) == (True, "2")
    assert WORDS("upload.save.match_first", n=1) in text(opened)


def test_an_accepted_guess_makes_the_file_loadable_and_stays_out_of_the_journal(folder):
    """The question is gone, the decision is listed, the file can be saved; the journal knows nothing yet."""
    opened = press(decide(given(OPEN, "survei.xlsx"), NEARLY, "accept"), "match-apply")
    assert (open_questions(opened), WORDS("upload.match.decided", n=1) in text(opened), steps(opened)) == (
        [],
        True,
        "4",
    )
    assert (actions(folder), intake.decided(folder).aliases) == ([], ())


def test_another_meaning_can_be_chosen(folder):
    """The list offers every statement that no other column has, in words and with its code."""
    opened = decide(given(OPEN, "survei.xlsx"), NEARLY, "other")
    (box,) = [box for box in opened.selectbox if str(box.key).startswith("meaning-")]
    own = WORDS("upload.match.item", text=STATEMENT, code=LIVING[0])
    taken = [option for option in box.options if LIVING[1] in option]
    opened = press(box.set_value(LIVING[0]).run(), "match-apply")
    assert (own in box.options, taken, open_questions(opened)) == (True, [], [])


def test_an_ignored_column_stays_ignored_and_the_error_stands(folder):
    """Ignoring answers the question about the name; the statement that is then missing is still an error."""
    opened = press(decide(given(OPEN, "survei.xlsx"), NEARLY, "ignore"), "match-apply")
    assert (open_questions(opened), WORDS("upload.match.ignored.header") in text(opened)) == ([], True)
    assert WORDS("findings.header.column_missing.title") in expanders(opened)


def test_a_decision_can_be_undone_before_saving(folder):
    """The question is asked again, as open as before."""
    opened = press(decide(given(OPEN, "survei.xlsx"), NEARLY, "accept"), "match-apply")
    opened = press(opened, "match-undo-0")
    assert (len(open_questions(opened)), opened.button(key="match-apply").disabled) == (1, True)


def test_all_guesses_are_listed_before_they_are_taken(folder):
    """One button takes every guess, and names each beforehand; a name without a guess stays open."""
    content = form(
        mixed(6),
        i0=NEARLY,
        i1=method_of().item(LIVING[1]).meaning["id"].replace("saya", "kami")[:-1],
        gender="Link foto",
    )
    opened = given(content, "survei.xlsx")
    before = open_questions(opened)
    (listed,) = [block.value for block in opened.markdown if block.value.startswith("- ")]
    opened = press(opened, "match-all")
    assert (len(before), len(listed.split("\n")), len(open_questions(opened))) == (3, 2, 1)
    assert "Link foto" in open_questions(opened)[0]


def test_decisions_are_saved_with_the_file_in_the_persons_name(folder):
    """Saving writes decision and file in one step, and the next file with the same header is not asked about."""
    opened = press(decide(given(OPEN, "survei.xlsx"), NEARLY, "accept"), "match-apply")
    announced = WORDS("upload.save.decided", said=WORDS("upload.save.decided_names", n=1)) in text(opened)
    saved(opened, "Rina")
    first, last = intake.history(folder)
    again = given(form(mixed(7), i0=NEARLY), "lain.xlsx")
    assert (announced, first.action, last.action, first.by, first.at) == (True, ALIAS, COMMIT, "Rina", last.at)
    assert (first.of, first.text, first.meaning) == (f"{HEADER}:answers", NEARLY, LIVING[0])
    assert open_questions(again) == []


def test_decisions_belong_to_the_file_at_hand(folder):
    """Another file is asked about anew as long as nothing was saved."""
    opened = press(decide(given(OPEN, "survei.xlsx"), NEARLY, "accept"), "match-apply")
    opened = opened.file_uploader[0].upload("lain.xlsx", form(mixed(7), i0=NEARLY)).run()
    assert len(open_questions(opened)) == 1


def test_another_scale_is_a_decision_with_its_arithmetic(folder):
    """Answers from 1 to 5 stop the file until a person chooses; the choice says what becomes of each answer."""
    opened = given(form(mixed(8, low=1)), "survei.xlsx")
    scale = next(radio for radio in opened.radio if radio.label == WORDS("upload.scale.label"))
    plainly = WORDS("upload.scale.needed", seen="1–5", own="0–4") in text(opened)
    arithmetic = next(option for option in scale.options if "1–5" in option)
    before = (scale.value, opened.button(key="match-apply").disabled)
    opened = press(scale.set_value("1-5").run(), "match-apply")
    saved(opened)
    (line,) = [line for line in intake.history(folder) if line.action == SCALE]
    assert (plainly, before, "1 → 0; 2 → 1; 3 → 2; 4 → 3; 5 → 4" in arithmetic) == (True, (None, True), True)
    assert (line.scale, line.by, actions(folder)) == ("1-5", "Rina", [SCALE, COMMIT])


def test_a_scale_is_never_among_all_guesses(folder):
    """What changes every answer of a file is decided by itself."""
    opened = given(form(mixed(8, low=1), i0=NEARLY), "survei.xlsx")
    assert [button.key for button in opened.button if button.key == "match-all"] == []


def test_a_scale_in_doubt_is_asked_about_and_stops_nothing(folder):
    """Many answers from 1 to 4 and not one 0 may be another scale: the question stands open, the file can be saved."""
    opened = given(form(mixed(40, low=1, levels=4)), "survei.xlsx")
    scale = next(radio for radio in opened.radio if radio.label == WORDS("upload.scale.label"))
    assert (scale.value, WORDS("upload.scale.doubt", seen="1–4", own="0–4") in text(opened)) == (None, True)
    assert (any("2 → 1,33" in option for option in scale.options), steps(opened)) == (True, "4")


def test_a_sheet_that_is_nearly_known_is_asked_about_openly(folder):
    """Its twelve rows would be lost: the question is not folded away among the names that may be passed over."""
    rows = [[f"R{number}", *row] for number, row in enumerate(mixed(12))]
    asked_by_number = [["Kode responden", *(f"P{n}" for n in range(1, 10))], *rows]
    content = workbook({"Smart Living": [["Kode responden", *LIVING], *rows], "Smart Econmy": asked_by_number})
    opened = given(content, "survei.xlsx")
    folded = [label for label in expanders(opened) if "Boleh dilewati" in label]

    assert open_questions(opened) == [WORDS("upload.match.decide", text="Smart Econmy")]
    assert (folded, WORDS("upload.match.sheet_only") in text(opened)) == ([], True)


def rows_box(opened: AppTest, start: str) -> object:
    """Find the list of rows to leave out or to take in again."""
    return next(box for box in opened.multiselect if str(box.key).startswith(start))


def test_a_doubtful_row_can_be_left_out_and_taken_in_again(folder):
    """The counts follow each way, and nothing is chosen beforehand."""
    opened = given(form(KEEN), "survei.xlsx")
    box, before = rows_box(opened, "rows-"), metrics(opened)
    first = box.value
    out = box.set_value([DOUBTFUL]).run()
    out = next(button for button in out.button if str(button.key).startswith("out-")).click().run()
    without, sentence = metrics(out), WORDS("upload.rows.left_out", n=1, rows=NAMED)
    is_said = sentence in text(out)
    assert (first, before, without, is_said) == ([], [8, 8, 0, 2], [8, 7, 0, 1, 1], True)
    assert metrics(press(out, "take-in")) == [8, 8, 0, 2]


def test_all_rows_of_a_finding_are_left_out_at_once(folder):
    """One button takes the whole group out; the finding is gone, and both rows can be taken in again one by one."""
    opened = given(form(KEEN), "survei.xlsx")
    out = next(button for button in opened.button if str(button.key).startswith("all-quality")).click().run()
    without = metrics(out)
    back = press(rows_box(out, "back-").set_value([DOUBTFUL]).run(), "take-in")
    assert (without, metrics(back)) == ([8, 6, 0, 0, 2], [8, 7, 0, 1, 1])


def test_a_row_left_out_counts_again_once_the_decision_is_withdrawn(folder):
    """The history names the row in words, and withdrawing that line brings it back into the figures."""
    opened = given(form(KEEN), "survei.xlsx")
    out = rows_box(opened, "rows-").set_value([DOUBTFUL]).run()
    saved(next(button for button in out.button if str(button.key).startswith("out-")).click().run())
    (line,) = [line for line in intake.history(folder) if line.action == LEAVE_OUT]
    page = app()
    table = page.table[0].value.to_string()
    before = intake.decided(folder, line.snapshot).left_out
    sent(chosen(page, line.id), "withdraw", "Budi", "ternyata sah")
    last = intake.history(folder)[-1]
    counts = [(change.before, change.after) for change in intake.effects(folder, last.id) if change.area == RESPONDENTS]
    assert (before, intake.decided(folder, line.snapshot).left_out) == ({DOUBTFUL}, set())
    assert (last.action, last.by, counts) == (WITHDRAW, "Budi", [(7, 8)])
    assert (NAMED in table, WORDS("upload.history.leave_out") in table) == (True, True)


def test_the_history_says_decisions_in_words(folder):
    """A line about a name tells what was spelt how, what kind of name it is and what it means, in both languages."""
    saved(press(decide(given(OPEN, "survei.xlsx"), NEARLY, "accept"), "match-apply"))
    for language in LANGUAGES:
        words = Words(language)
        meaning = words("upload.match.item", text=method_of().item(LIVING[0]).meaning[language], code=LIVING[0])
        sentence = words("upload.history.said_alias", text=NEARLY, of=words("upload.match.of.header"), meaning=meaning)
        shown = app(bahasa=language).table[0].value.to_string().replace("\\", "")
        assert (sentence in shown, words("upload.history.alias") in shown) == (True, True)


def test_what_an_entry_changed_is_computed_when_it_is_asked_for(folder):
    """Nothing is computed before the fold is opened; then the figures before and after the entry stand there."""
    saved(given(form(mixed(6)), "survei.xlsx"))
    (entry,) = standing(folder)
    opened = chosen(app(), entry)
    (fold,) = [one for one in opened.expander if one.label == WORDS("upload.history.effects")]
    closed = len(opened.table)
    opened.session_state[f"effects-{entry}"] = True
    opened.run()
    assert (fold.label != "", closed, len(opened.table) > closed) == (True, 1, True)


def column_of(of: str, language: str) -> str:
    """Return the header of the column that a kind of name stands in."""
    columns = [
        one for layout in load_layouts().values() for table in layout.tables for one in (*table.columns, *table.fields)
    ]
    return next((one.header[language] for one in columns if of in (f"choice:{one.code}", f"row:{one.code}")), "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", kinds_of_names())
def test_no_meaning_is_shown_as_a_bare_code(of, language):
    """Whatever a name may mean is said in words, and every kind of name has its words; a region's name stays a name."""
    words = Words(language)
    shown = {code: spelled(of, code, words) for code in spellings_of(of, known())}
    assert [code for code, label in shown.items() if label == code and NO_WORD.search(code)] == []
    assert named(of, words) == words(f"upload.match.of.{sort_of(of)}", column=column_of(of, language))
    parts = () if of == DIFFERENT else ("ignore", "ignored")
    assert [part for part in parts if not words.has(f"upload.match.{part}.{sort_of(of)}")] == []


def test_answers_in_words_are_shown_with_the_numbers_they_became(folder):
    """Each number stands once with the words that were read as it, and nothing is asked about them."""
    opened = given(form([WORDED, *mixed(3)]), "kata.xlsx")
    shown = next(one.value for one in opened.markdown if one.value.startswith("- **4**"))
    assert shown.split("\n") == [
        "- **4** dari “Sangat setuju”",
        "- **3** dari “setuju”",
        "- **2** dari “NETRAL”",
        "- **1** dari “TS”",
    ]
    assert WORDS("upload.match.answered") not in text(opened)
