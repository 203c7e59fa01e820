import pytest

from smartcity.reading.asides import is_figure, is_label_row, is_over_numbers, is_total_row


@pytest.mark.parametrize(
    "label",
    [
        "Jumlah",
        "TOTAL",
        "Nilai rata-rata",
        "Σ Nilai / Unsur",
        "NRR tertimbang per unsur",
        "IKM Unit Pelayanan",
        "Nilai tertinggi",
        "Skor terendah",
        "Std. Deviasi",
        "Rata-rata kabupaten/kota",
        "Median",
        "Overall average",
        "Jml responden",
    ],
)
def test_a_label_that_only_names_a_figure_is_no_data(label):
    """Sums, means and the like have many names in two languages."""
    assert (is_figure(label), is_total_row({1: label, 2: 3.5, 3: "4,1"})) == (True, True)


@pytest.mark.parametrize(
    "label", ["Rata-rata lama sekolah", "Jumlah penduduk miskin", "Layanan", "Nilai", "Maksima Jaya", "Totok", ""]
)
def test_a_name_that_begins_like_a_figure_is_data(label):
    """An indicator such as the mean years of schooling is no mean of its table."""
    assert (is_figure(label), is_total_row({1: label, 2: 3.5})) == (False, False)


def test_a_word_that_may_be_data_needs_a_row_of_numbers():
    """The word IKM beside other words is the name of an index."""
    assert (is_total_row({1: "IKM", 2: 77.1}), is_total_row({1: "IKM", 2: "Dinas", 3: 77.1})) == (True, False)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["#respondent +sex", "#indicator"], True),
        (['{"ImportId":"QID1"}', '{"ImportId":"QID2"}'], True),
        (["(1)", "(2)", "(3)"], True),
        (["(2)", "(3)", "(4)=(2)+(3)"], True),
        ([1, 2, 3, 4, 5, 6], True),
        (["a", "b", "c"], True),
        ([1, 2, 3, 4], False),
        ([0, 1, 2, 3, 4], False),
        (["#1 di Tabalong", 4], False),
        (["A", 3], False),
        ([], False),
    ],
)
def test_tags_and_column_numbers_are_known_by_their_structure(cells, expected):
    """Four bare numbers in a row may be answers."""
    assert is_label_row(dict(enumerate(cells, 1))) is expected


def test_a_row_of_words_over_numbers_is_a_second_title():
    """Answers in words and a respondent whose other cells are numbers are none."""
    below = {number: [3, 2, 4] for number in range(1, 5)}
    words = dict.fromkeys(range(1, 5), "Response")
    assert is_over_numbers(words, below, ())
    assert not is_over_numbers(words, below, {"response"})
    assert not is_over_numbers({**words, 5: 1}, below, ())
    assert not is_over_numbers({1: "Response", 2: "Response"}, below, ())
