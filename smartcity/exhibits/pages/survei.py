"""Survei: what do citizens say, and how sure is it?"""

from smartcity.exhibits import survey
from smartcity.exhibits.pages.parts import below

YEAR = ("year", "dimension")

SECTIONS = {
    "dampak": (
        below(survey.impact, asks=(*YEAR, "mapping")),
        below(survey.mappings, survey.reliability, when=survey.has_answers),
    ),
    "jawaban": (below(survey.statements, asks=YEAR),),
    "layanan": (below(survey.by_service, asks=YEAR),),
    "antartahun": (below(survey.by_year, asks=YEAR),),
    "komentar": (below(survey.comments, asks=(*YEAR, "phrase")),),
    "tambahan": (below(survey.outlook, asks=YEAR), below(survey.sample_sizes, when=survey.has_answers)),
    "skm": (
        below(survey.satisfaction, asks=("skm_year",)),
        below(survey.satisfaction_services, survey.satisfaction_weights, when=survey.has_ratings),
    ),
}
