"""What the product is made of is told as it is pinned, and what goes to a server without internet is the product."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from scripts import check_advisories, list_supply, make_bundle

PROJECT = Path(__file__).parents[2]
REMEDY = "run `make supply` and commit docs/pasokan"
REGISTRY = re.compile("py" + r"pi\.org|" + "python" + r"hosted\.org", re.IGNORECASE)
SECRET = re.compile(r"secrets\.toml|journal\.jsonl|unggahan|/kunci$|\.duckdb")


def pinned():
    """Read all that the product is installed from, with what a shared warehouse and a cluster need besides."""
    return "".join(path.read_text("utf-8") for path in list_supply.PINNED)


def everywhere():
    """Return the pins that every system has: those with a condition may be left out where it does not hold."""
    text = re.sub(r"^.*==.* ; .*$", "", pinned(), flags=re.MULTILINE)
    return list_supply.pins(text)


def test_the_bill_of_materials_names_every_pin():
    """Each package with its version, none besides, and the document of licences says the same."""
    sbom = json.loads(list_supply.SBOM.read_text("utf-8"))
    named = {list_supply.plain(one["name"]): one["version"] for one in sbom["components"]}
    pins = list_supply.pins(pinned())

    needed = {list_supply.plain(one["name"]): list_supply.needed_by(one) for one in sbom["components"]}

    assert needed["duckdb"] == ["requirements.txt", "requirements-lake.txt"], REMEDY
    assert (needed["duckdb-extension-ducklake"], needed["pyspark"]) == (
        ["requirements-lake.txt"],
        ["requirements-spark.txt"],
    ), REMEDY
    assert (sbom["bomFormat"], {name: pins.get(name) for name in named}) == ("CycloneDX", named), REMEDY
    assert everywhere().items() <= named.items(), REMEDY
    assert list_supply.LICENCES.read_text("utf-8") == list_supply.listed(sbom["components"]), REMEDY


def test_licences_are_named_briefly():
    """By expression, by id or by the last part of a trove name; a licence quoted whole by its first line."""
    ways = [{"expression": "MIT OR Apache-2.0"}, {"license": {"id": "MIT"}}, {"license": {"name": "A :: BSD License"}}]
    assert list_supply.licences({"licenses": ways}) == "MIT OR Apache-2.0, MIT, BSD License"
    assert (list_supply.licences({}), list_supply.licences({"licenses": [{"license": {"name": "MIT\nCopy"}}]})) == (
        "–",
        "MIT",
    )


@pytest.mark.parametrize(
    ("code", "problem", "ends"),
    [
        (0, "No known vulnerabilities found", (0, "Tidak ada")),
        (1, "Found 2 known vulnerabilities in 1 package", (1, "Ada pustaka")),
        (1, "requests.exceptions.ConnectionError: Max retries exceeded", (0, "DILEWATI")),
        (
            0,
            "Dependency not found and could not be audited: x\nNo known vulnerabilities found",
            (0, "DILEWATI: tentang 1"),
        ),
        (2, "usage: pip-audit", (1, "Pemeriksaan celah gagal")),
    ],
)
def test_advisories_are_never_called_clean_unasked(code, problem, ends):
    """Who cannot be asked is told as skipped, and never as if nothing were known."""
    found, sentence = check_advisories.verdict(code, problem)
    assert (found, sentence.startswith(ends[1])) == (ends[0], True)


def test_a_bundle_holds_the_product_and_no_data_of_this_machine():
    """What a server needs is in it; no secret, no journal, no test."""
    names = make_bundle.tracked(PROJECT)
    assert {"serve.py", "requirements.txt", "Makefile", "data/raw/daerah-kalsel.xlsx", "static/"} - set(names) == {
        "static/"
    }
    assert [name for name in names if SECRET.search(name) or name.startswith("tests/")] == []


def test_hashes_are_those_that_sha256sum_reads(tmp_path):
    """Each file once; a changed one is found by the tool that every server has."""
    (tmp_path / "roda").mkdir()
    (tmp_path / "roda/a b.whl").write_bytes(b"x")
    (tmp_path / "b.txt").write_bytes(b"y")
    target = tmp_path / make_bundle.HASHES
    target.write_text(make_bundle.hashes(tmp_path))
    check = ["sha256sum", "--quiet", "-c", make_bundle.HASHES]
    whole = subprocess.run(check, cwd=tmp_path, check=False, capture_output=True)
    (tmp_path / "b.txt").write_bytes(b"z")
    changed = subprocess.run(check, cwd=tmp_path, check=False, capture_output=True)
    assert (whole.returncode, changed.returncode, len(target.read_text().splitlines())) == (0, 1, 2)


def test_no_registry_is_named():
    """The product asks whatever registry its machine is set up for."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True).stdout.decode()
    texts = (
        PROJECT / name for name in listed.split("\0") if name.endswith((".txt", ".toml", ".md", ".json", ".py", "file"))
    )
    assert [path.name for path in texts if REGISTRY.search(path.read_text("utf-8", errors="replace"))] == []
