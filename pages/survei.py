"""Survei: what do citizens say, and how sure is it?"""

from smartcity.exhibits import survey
from smartcity.ui.frame import enter
from smartcity.ui.page import open_page


def render() -> None:
    """Draw the page."""
    choices = ("year", "dimension", "mapping", "phrase", "skm_year")
    page = open_page("survei", inside=choices, has_survey_years=True)
    match page.section("dampak", "jawaban", "layanan", "antartahun", "komentar", "tambahan", "skm"):
        case "dampak":
            page.choose("year", "dimension", "mapping")
            page.show(survey.impact)
            if survey.has_answers(*page.question):
                page.show(survey.mappings, survey.reliability)
        case "jawaban":
            page.choose("year", "dimension")
            page.show(survey.statements)
        case "layanan":
            page.choose("year", "dimension")
            page.show(survey.by_service)
        case "antartahun":
            page.choose("year", "dimension")
            page.show(survey.by_year)
        case "komentar":
            page.choose("year", "dimension", "phrase")
            page.show(survey.comments)
        case "tambahan":
            page.choose("year", "dimension")
            page.show(survey.outlook)
            if survey.has_answers(*page.question):
                page.show(survey.sample_sizes)
        case "skm":
            page.choose("skm_year")
            page.show(survey.satisfaction)
            if survey.has_ratings(*page.question):
                page.show(survey.satisfaction_services, survey.satisfaction_weights)


if __name__ == "__main__":
    enter()
