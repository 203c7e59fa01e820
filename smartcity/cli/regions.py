"""The command about several regions: who is behind with what, how surveys were filled in, how all stand."""

import argparse

from smartcity.answers import regions as answers
from smartcity.answers.homes import provinces
from smartcity.cli import arguments
from smartcity.cli.command import SAMPLE, Argument, Refused, Reply, question
from smartcity.cli.readiness import AS_OF, as_of
from smartcity.method.regions import configured_site, load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@question("regions", arguments.YEAR, Argument("--province", default="", help="of_province"), AS_OF)
def regions(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Set the regions of a province beside one another: readiness for a year, survey forms, published indices."""
    from smartcity.exhibits.kit.selection import Selection
    from smartcity.exhibits.regions import beside

    if not configured_site().is_of_many:
        raise Refused(words("cli.region.alone"))
    known = provinces(warehouse)
    province = chosen.province or load_site().province
    if province not in known:
        raise Refused(words("cli.region.unknown", region=province, near=words.join(known)))
    selection = Selection(words.language, chosen.year, today=as_of(chosen).isoformat(), province=province)
    forms = answers.quality(warehouse, chosen.year, province).set_index("region")
    found = answers.behind(warehouse, chosen.year, as_of(chosen), province)
    table = answers.standing(warehouse, chosen.year)
    rows = table.rows.set_index("region")
    answer = {
        "year": chosen.year,
        "province": province,
        "regions": [
            {
                "region": home.home,
                "code": home.home_code,
                "ready": None if ready is None else ready.ready,
                "parts": {} if ready is None else {part.code: part.share for part in ready.parts},
                "holds_back": None if ready is None or ready.most is None else ready.most.code,
                **{name: forms.at[home.home, name] for name in ("count", "lined", "marked")},
                SAMPLE: bool(forms.at[home.home, "is_sample"]),
                "indices": {str(year): rows.at[home.home, str(year)] for year in table.years},
                "bases": {str(year): rows.at[home.home, f"{answers.BASIS}{year}"] for year in table.years},
            }
            for home, ready in found
        ],
        "years": list(table.years),
    }
    makes = (beside.behind, beside.quality, beside.standing)
    # The lines are printed when the warehouse is closed again.
    return Reply(answer, [make(warehouse, selection, words).message for make in makes], decimals=4)
