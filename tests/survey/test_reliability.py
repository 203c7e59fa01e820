"""Cronbach's alpha against a published example, and at its limits."""

import numpy as np
import pytest

from smartcity.survey.reliability import Reliability, reliability

NAN = float("nan")

# Charles Zaiontz, real-statistics.com, "Cronbach's Alpha"; the values are those that R's psych::alpha gives, as
# pingouin's documentation of cronbach_alpha prints them for this questionnaire of twelve people and eleven questions.
PUBLISHED = np.array(
    [
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0],
        [NAN, 0, 1, 1, NAN, 1, 1, 1, 1, 0, 0],
        [1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0],
        [1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0],
        [0, 1, NAN, 0, 1, 1, 1, 1, 0, 0, 0],
        [1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
        [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
        [0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0],
        [1, 0, 0, 1, 0, 1, 0, 0, NAN, 0, 0],
        [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
        [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
    ]
)


def test_alpha_over_complete_cases_is_the_published_one():
    """Three of the twelve left something blank, so nine count: psych::alpha(use="complete.obs") gives 0.801695."""
    assert reliability(PUBLISHED) == Reliability(pytest.approx(0.8016949152542373), 9, 11)


def test_alpha_of_the_filled_table_is_the_published_one():
    """With each blank filled by its question's median all twelve count, and the published alpha is 0.738019."""
    filled = np.where(np.isnan(PUBLISHED), np.nanmedian(PUBLISHED, axis=0), PUBLISHED)
    assert reliability(filled) == Reliability(pytest.approx(0.7380191693290734), 12, 11)


def test_alpha_by_hand():
    """Two items answered (1, 2), (2, 2), (3, 5): 2 / 1 x (1 - (1 + 3) / 7) = 6 / 7.

    Item variances are 1 and 3; the sums 3, 4, 8 have the mean 5 and the variance (4 + 1 + 9) / 2 = 7.
    """
    assert reliability(np.array([[1.0, 2], [2, 2], [3, 5]])).alpha == pytest.approx(6 / 7)


def test_the_same_statement_twice_is_wholly_reliable():
    """Two items that always agree measure one thing."""
    assert reliability(np.array([[1.0, 1], [2, 2], [4, 4]])).alpha == pytest.approx(1)


@pytest.mark.parametrize(
    ("answers", "count"),
    [
        (np.array([[1.0], [2.0]]), 2),
        (np.array([[1.0, 2.0]]), 1),
        (np.array([[1.0, NAN], [NAN, 2.0]]), 0),
        (np.array([[1.0, 3.0], [3.0, 1.0]]), 2),
        (np.empty((0, 3)), 0),
    ],
    ids=["one item", "one respondent", "nobody complete", "equal sums", "nobody"],
)
def test_alpha_is_missing_where_it_is_not_defined(answers, count):
    """One item, one complete respondent, nobody, or sums that do not vary: no alpha, but its n."""
    assert (reliability(answers).alpha, reliability(answers).count) == (None, count)
