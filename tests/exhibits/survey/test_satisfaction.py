"""Survei, satisfaction: index and quality, services without telling of a few, elements and weights, planted."""

from datetime import date

import pytest
from planted import warehouse
from planted_forms import form, forms
from planted_ratings import rating, ratings

from smartcity.exhibits import survey
from smartcity.exhibits.kit.selection import Selection
from smartcity.method.regions import load_site
from smartcity.wording import Words

ID = Words("id")
SMALLEST = load_site().smallest_group
NAMES = ("satisfaction", "satisfaction_services", "satisfaction_weights")


def show(name, *files):
    """The exhibit *name* of planted files."""
    with warehouse(*files) as planted:
        return getattr(survey, name)(planted, Selection(), ID)


def column(exhibit, code):
    """One column of an exhibit's table as a list, None where missing."""
    frame = exhibit.table.frame
    return frame[code].astype(object).where(frame[code].notna(), None).tolist()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [rating(4)] * 6,
            "IKM 100,00: mutu A, kinerja sangat baik, hampir pasti (peluang A atau lebih baik lebih dari 99 %)",
        ),
        ([rating(2)] * 6, "IKM 50,00: mutu D, kinerja tidak baik, mutu yang terendah"),
        (
            [rating([1, *[3] * 8])] * 6,
            "IKM 69,44: mutu C, kinerja kurang baik, hampir pasti (peluang C atau lebih baik lebih dari 99 %)."
            " Terendah U1 Persyaratan, 1,00",
        ),
        ([rating([None, *[3] * 8])] * 6, "IKM tidak dapat dihitung: tidak seorang pun menilai U1 Persyaratan"),
    ],
    ids=["top", "bottom", "lowest-element", "unrated"],
)
def test_the_index_says_its_quality_and_how_sure_it_is(rows, message):
    """In the regulation's words; the lowest element only where elements differ."""
    assert show("satisfaction", ratings(rows)).message == f"SKM 2024: {message}"


def test_a_quality_near_its_bound_is_not_certain():
    """Half say 3 and half say 4 throughout: 87.50 is a B that resampling takes down only now and then."""
    exhibit = show("satisfaction", ratings([rating(3), rating(4)] * 4))
    assert exhibit.message.startswith("SKM 2024: IKM 87,50: mutu B, kinerja baik, ")
    near = show("satisfaction", ratings([rating(3)] * 5 + [rating(4)]))
    assert "belum pasti (peluang B atau lebih baik" in near.message


def test_elements_stand_with_the_lowest_first():
    """What to mend is read first."""
    means = column(show("satisfaction", ratings([rating([4, 3, 2, *[4] * 6])] * 6)), "mean")
    assert (means[:2], means == sorted(means)) == ([2, 3], True)


def test_few_ratings_are_not_shown():
    """Below the smallest group the ratings of each would be told."""
    found = [show(name, ratings([rating(3)] * (SMALLEST - 1))).empty.missing for name in NAMES]
    assert found == ["Responden SKM kurang dari 5"] * 3


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [rating(4, "KTP")] * 6 + [rating(2, "Izin")] * 6,
            "Terendah Izin, IKM 50,00 (mutu D); tertinggi KTP, 100,00 (mutu A)",
        ),
        (
            [rating(4, "KTP")] * 6 + [rating(2, "Izin")] * 6 + [rating(2, "Akta")] * 6,
            "Terendah Akta dan Izin, IKM 50,00 (mutu D); tertinggi KTP, 100,00 (mutu A)",
        ),
        (
            [rating(4, "KTP")] * 6 + [rating([3, *[4] * 8], "Izin")] * 6,
            "Semua 2 layanan yang ditampilkan bermutu A: Izin 97,22 sampai KTP 100,00",
        ),
        ([rating(4, "KTP")] * 6 + [rating(4, "Izin")] * 6, "IKM 2 layanan sama, 100,00, mutu A"),
        ([rating(4, "KTP")] * 6, "Satu layanan dapat ditampilkan: KTP, IKM 100,00, mutu A"),
        ([rating(4, "KTP")] * 6 + [rating(2, "Izin")] * 2, "IKM per layanan tidak dapat ditampilkan"),
    ],
    ids=["apart", "shared", "one-band", "level", "single", "hidden"],
)
def test_services_are_told_apart_by_index_and_quality(rows, message):
    """The lowest and the highest of those that may be shown."""
    assert show("satisfaction_services", ratings(rows)).message == f"SKM 2024: {message}"


def test_a_service_of_a_few_is_named_without_figures():
    """It and one more are listed as hidden; all services together close the table."""
    rows = [rating(4, "A")] * 20 + [rating(3, "B")] * 9 + [rating(2, "C")] * 2
    exhibit = show("satisfaction_services", ratings(rows))
    assert list(zip(column(exhibit, "service"), column(exhibit, "n"), column(exhibit, "remark"))) == [
        ("B", 9, ""),
        ("A", None, "disembunyikan"),
        ("C", None, "disembunyikan"),
        ("Semua layanan", 31, ""),
    ]


def test_elements_of_a_service_are_shown_only_where_nobody_is_told():
    """Three of B's users rated U1: neither B's elements nor A's, from which B's would follow, are laid out."""
    whole = [rating(4, "A")] * 9 + [rating(3, "B")] * 9
    gappy = [rating(4, "A")] * 9 + [rating([3 if place < 3 else None, *[3] * 8], "B") for place in range(9)]
    assert [len(show("satisfaction_services", ratings(rows)).details) for rows in (whole, gappy)] == [1, 0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([rating(3)] * 6, "Bobot 0,11 alih-alih 1/9 akan memberi IKM 74,25, bukan 75,00; mutunya tetap C"),
        (
            [rating([4, 4, 4, 4, 4, 3, 3, 3, 3])] * 6,
            "Bobot 0,11 alih-alih 1/9 akan memberi IKM 88,00, bukan 88,89, dan mutu B, bukan A",
        ),
        ([rating([None, *[3] * 8])] * 6, "Bobot tidak dapat dibandingkan: IKM belum dapat dihitung"),
    ],
    ids=["same", "changed", "none"],
)
def test_a_rounded_weight_is_told_by_what_it_would_change(rows, message):
    """Sum 32: 32 x 25 / 9 = 88.89 is an A, 32 x 0.11 x 25 = 88.00 a B."""
    assert show("satisfaction_weights", ratings(rows)).message == f"SKM 2024: {message}"


def test_each_year_of_ratings_is_looked_at_alone_the_newest_first():
    """Forms without a date are a survey of their own, not a part of any year."""
    rows = [
        *[rating(4, day=None)] * 6,
        *[rating(3, day=date(2023, 5, 1))] * 7,
        *[rating(2)] * 8,
    ]
    with warehouse(ratings(rows)) as planted:
        years = survey.skm_years(planted)
        found = {
            year: survey.satisfaction(planted, Selection(skm_year=year), ID).message.partition(": mutu")[0]
            for year in (None, *years)
        }
    assert years == (survey.UNDATED, "2023", "2024")
    assert found == {
        None: "SKM 2024: IKM 50,00",
        survey.UNDATED: "IKM 100,00",
        "2023": "SKM 2023: IKM 75,00",
        "2024": "SKM 2024: IKM 50,00",
    }


def test_the_empty_state_explains_template_and_upload():
    """Without ratings the step names the way to a template, and no command: this is a page."""
    steps = {show(name, forms([form("living", [3] * 9)])).empty.step for name in NAMES}
    assert len(steps) == 1
    assert ("halaman Unggah" in next(iter(steps)), "python" in next(iter(steps))) == (True, False)


@pytest.mark.parametrize("is_sample", [True, False])
@pytest.mark.parametrize("name", NAMES)
def test_invented_ratings_say_so(name, is_sample):
    """A real survey is not marked."""
    exhibit = show(name, ratings([rating(3, "A")] * 6, is_sample=is_sample))
    assert (exhibit.is_sample, "CONTOH" in exhibit.caption) == (is_sample, is_sample)
