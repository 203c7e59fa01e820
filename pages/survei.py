"""Survei: what do citizens say, and how sure is it?"""

from smartcity import ui
from smartcity.exhibits import survey


def render() -> None:
    """Draw the page."""
    choices = ("year", "dimension", "mapping", "phrase", "skm_year")
    page = ui.open_page("survei", inside=choices, has_survey_years=True)
    asked = (page.warehouse, page.selection, page.words)
    match page.section("dampak", "jawaban", "layanan", "antartahun", "komentar", "tambahan", "skm"):
        case "dampak":
            page.choose("year", "dimension", "mapping")
            ui.show(survey.impact(*asked), page.selection)
            if survey.has_answers(*asked):
                ui.show(survey.mappings(*asked), page.selection)
                ui.show(survey.reliability(*asked), page.selection)
        case "jawaban":
            page.choose("year", "dimension")
            ui.show(survey.statements(*asked), page.selection)
        case "layanan":
            page.choose("year", "dimension")
            ui.show(survey.by_service(*asked), page.selection)
        case "antartahun":
            page.choose("year", "dimension")
            ui.show(survey.by_year(*asked), page.selection)
        case "komentar":
            page.choose("year", "dimension", "phrase")
            ui.show(survey.comments(*asked), page.selection)
        case "tambahan":
            page.choose("year", "dimension")
            ui.show(survey.outlook(*asked), page.selection)
            if survey.has_answers(*asked):
                ui.show(survey.sample_sizes(*asked), page.selection)
        case "skm":
            page.choose("skm_year")
            ui.show(survey.satisfaction(*asked), page.selection)
            if survey.has_ratings(*asked):
                ui.show(survey.satisfaction_services(*asked), page.selection)
                ui.show(survey.satisfaction_weights(*asked), page.selection)


if __name__ == "__main__":
    ui.enter()
