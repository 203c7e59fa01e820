"""Write what the product is made of: `docs/pasokan/sbom.cdx.json` (CycloneDX) and `docs/pasokan/lisensi.md`.

`make supply` runs it with the interpreter of the environment that the product runs in; of what is installed there only
what the files of `PINNED` pin is told, each package with the files that pin it: not everybody installs all of them.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PLACE = PROJECT / "docs" / "pasokan"
PINNED = tuple(PROJECT / name for name in ("requirements.txt", "requirements-lake.txt", "requirements-spark.txt"))
"""What the product is installed from: always, where a warehouse is shared, and where a cluster counts."""

NEEDED_BY = "smartcity:requirements"
"""The property of a package that names the files which pin it."""

SBOM, LICENCES = PLACE / "sbom.cdx.json", PLACE / "lisensi.md"
TOLD = ("type", "bom-ref", "name", "version", "purl", "description", "licenses")
"""What is told of a package; addresses of others are left out."""

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_LONGEST_NAME = 60

_FOR = {"requirements.txt": "semua", "requirements-lake.txt": "danau data", "requirements-spark.txt": "Spark"}
"""What each of the files is for."""


def pins(requirements: str) -> dict[str, str]:
    """Return the version that each package is pinned to."""
    return {plain(name): version for name, version in _PIN.findall(requirements)}


def plain(name: str) -> str:
    """Spell a package as indexes do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def told(found: dict, pinned: Mapping[str, dict[str, str]]) -> dict:
    """Keep of an SBOM what `TOLD` says of the packages that are *pinned* by file, and what depends on what."""
    components = []
    for one in found["components"]:
        files = [file for file, pins in pinned.items() if pins.get(plain(one["name"])) == one["version"]]
        if files:
            needed = {"properties": [{"name": NEEDED_BY, "value": file} for file in files]}
            components.append({name: one[name] for name in TOLD if name in one} | needed)
    refs = {one["bom-ref"] for one in components}
    depends = [
        {"ref": one["ref"], "dependsOn": sorted(set(one.get("dependsOn", ())) & refs)}
        for one in found["dependencies"]
        if one["ref"] in refs
    ]
    root = {name: found["metadata"]["component"][name] for name in TOLD if name in found["metadata"]["component"]}
    head = {name: found[name] for name in ("$schema", "bomFormat", "specVersion", "version") if name in found}
    return head | {"metadata": {"component": root}, "components": components, "dependencies": depends}


def licences(component: dict) -> str:
    """Name the licences of a package as it states them; one that is quoted whole is called by its first line."""
    stated = component.get("licenses", ())
    names = [
        one.get("expression") or one.get("license", {}).get("id") or one.get("license", {}).get("name")
        for one in stated
    ]
    short = [name.strip().splitlines()[0].rpartition(" :: ")[2][:_LONGEST_NAME] for name in names if name]
    return ", ".join(dict.fromkeys(short)) or "–"


def needed_by(component: dict) -> list[str]:
    """List the files that pin a package."""
    return [one["value"] for one in component["properties"] if one["name"] == NEEDED_BY]


def listed(components: list[dict]) -> str:
    """Write the list of licences as a document."""
    head = [
        "# Pustaka dan lisensinya",
        "",
        "Dibuat oleh `make supply` dari yang terpasang; jangan disunting. Lisensi sebagaimana dinyatakan pustakanya",
        "sendiri; “–”: metadatanya tidak menyebutnya, berkas lisensinya ada di dalam rodanya. “Untuk”: selalu dipasang",
        "(`requirements.txt`), atau hanya untuk danau data (`requirements-lake.txt`) dan hitungan di Spark",
        "(`requirements-spark.txt`).",
        "",
        "| pustaka | versi | lisensi | untuk |",
        "|---|---|---|---|",
    ]
    rows = [f"| {one['name']} | {one['version']} | {licences(one)} | {_FOR[needed_by(one)[0]]} |" for one in components]
    return "\n".join([*head, *rows]) + "\n"


def main() -> None:
    """Ask the tool, and write both files."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sbom.json"
        command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
        command += ["--pyproject", str(PROJECT / "pyproject.toml"), "--mc-type", "application", "-o", str(target)]
        subprocess.run([*command, sys.argv[1]], check=True)
        found = json.loads(target.read_text("utf-8"))
    sbom = told(found, {path.name: pins(path.read_text("utf-8")) for path in PINNED})
    PLACE.mkdir(exist_ok=True)
    SBOM.write_text(json.dumps(sbom, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    LICENCES.write_text(listed(sbom["components"]), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
