"""A folder in which every name and note that people give is markup, and the views that show them."""

from askers import analyst
from workbooks import HOME, innovations, workbook

from smartcity import intake
from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.intake import DataFolder
from smartcity.method import load_methods
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.reports import GOVERNMENT, LAGGING, Partner, Report, Risk
from smartcity.records.scenarios import Scenario, Terms
from smartcity.warehouse import Warehouse

OTHER = "Kota Banjarmasin"
EVIL = "![x](https://jahat.contoh/a.png) :smile: $x$ &lt;b&gt; <img src=x> **T**"
FILE = f"{EVIL}.xlsx".replace("/", ":")
YEAR = {"tahun": "2024"}

VIEWS = {
    "ikhtisar": {},
    "dimensi": {"cari": EVIL},
    "inovasi": {**YEAR, "bagian": "kartu", "inovasi": normalise(EVIL)},
    "responden": {},
    "survei": {"bagian": "komentar", "kata": EVIL},
    "peringkat": {},
    "unggah": {},
    "bukti": {**YEAR, "bagian": "isi"},
    "simulasi": {"pengandaian": EVIL},
    "rapat": {},
    "perangkat": {},
    "komposit": {},
    "jejak": {},
    "metode": {},
}
"""Every page with the choices under which it shows most names."""

MORE = [
    ("simulasi", {"bagian": "sandingkan", "pengandaian": EVIL}),
    ("simulasi", {"bagian": "tindak", "pengandaian": EVIL}),
    ("inovasi", {**YEAR, "bagian": "kartu"}),
    ("inovasi", {**YEAR, "bagian": "fgd"}),
]


def fill(folder: DataFolder, made: Warehouse) -> None:
    """Let scenarios, an indicator, an innovation, a file, evidence, a meeting and their people go by hostile names."""
    method, by = load_methods().require(2024, load_site().track), analyst(EVIL)
    header = ("Indikator", "Seri", "Daerah", "Tahun", "Nilai", "Satuan", "Arah", "Sumber", "Catatan")
    rows = [(EVIL, None, place, 2023, value, EVIL, None, EVIL, EVIL) for place, value in ((HOME, 3), (OTHER, 4))]
    for name in (EVIL, "B"):
        scenario = Scenario(name, method.year, method.track, {item.code: 3.0 for item in method.items}, Terms())
        intake.save_scenario(folder, scenario, by, EVIL, made)
    listed = innovations([(2024, "Smart Living", "", EVIL, EVIL, EVIL)])
    intake.commit(folder, listed, "daftar.xlsx", by, Options(), made)
    told = Report(LAGGING, EVIL, EVIL, partners=(Partner(EVIL, GOVERNMENT, EVIL),), risks=(Risk(EVIL, 5, 5, EVIL),))
    intake.report_innovations(folder, 2024, {EVIL: told}, by, EVIL, made)
    intake.gather(folder, (2024, method.track), {"P1": Given({"note": EVIL, "person": EVIL})}, by, EVIL, made)
    meeting = intake.arrange_meeting(
        folder, 2024, {"kind": "fgd", "date": "2024-03-25", "title": EVIL, "venue": EVIL}, by, made
    )
    intake.change_meeting(folder, meeting.id, {"p": {"topic": EVIL}, "a": {"what": EVIL, "owner": EVIL}}, by, made)
    intake.commit(folder, workbook({"Indikator": [header, *rows]}), FILE, by, Options("indicators"), made)
