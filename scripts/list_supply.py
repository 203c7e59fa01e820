"""Write what the product is made of: `docs/pasokan/sbom.cdx.json` (CycloneDX) and `docs/pasokan/lisensi.md`.

`make supply` runs it with the interpreter of the environment that the product runs in; of what is installed there only
what `requirements.txt` pins is told, and what `requirements-lake.txt` pins besides for who shares a warehouse.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PLACE = PROJECT / "docs" / "pasokan"
PINNED = tuple(PROJECT / name for name in ("requirements.txt", "requirements-lake.txt"))
"""What the product is installed from, here and wherever its libraries are asked about."""

SBOM, LICENCES = PLACE / "sbom.cdx.json", PLACE / "lisensi.md"
TOLD = ("type", "bom-ref", "name", "version", "purl", "description", "licenses")
"""What is told of a package; addresses of others are left out."""

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_LONGEST_NAME = 60


def pins(requirements: str) -> dict[str, str]:
    """Return the version that each package is pinned to."""
    return {plain(name): version for name, version in _PIN.findall(requirements)}


def plain(name: str) -> str:
    """Spell a package as indexes do."""
    return re.sub(r"[-_.]+", "-", name).lower()


def told(found: dict, pinned: dict[str, str]) -> dict:
    """Keep of an SBOM what `TOLD` says of the packages that are *pinned*, and what depends on what."""
    kept = [one for one in found["components"] if pinned.get(plain(one["name"])) == one["version"]]
    components = [{name: one[name] for name in TOLD if name in one} for one in kept]
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
    said = component.get("licenses", ())
    names = [
        one.get("expression") or one.get("license", {}).get("id") or one.get("license", {}).get("name") for one in said
    ]
    short = [name.strip().splitlines()[0].rpartition(" :: ")[2][:_LONGEST_NAME] for name in names if name]
    return ", ".join(dict.fromkeys(short)) or "–"


def listed(components: list[dict]) -> str:
    """Write the list of licences as a document."""
    head = [
        "# Pustaka dan lisensinya",
        "",
        "Dibuat oleh `make supply` dari yang terpasang; jangan disunting. Lisensi sebagaimana dinyatakan pustakanya",
        "sendiri; “–”: metadatanya tidak menyebutnya, berkas lisensinya ada di dalam rodanya.",
        "",
        "| pustaka | versi | lisensi |",
        "|---|---|---|",
    ]
    rows = [f"| {one['name']} | {one['version']} | {licences(one)} |" for one in components]
    return "\n".join([*head, *rows]) + "\n"


def main() -> None:
    """Ask the tool, and write both files."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "sbom.json"
        command = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
        command += ["--pyproject", str(PROJECT / "pyproject.toml"), "--mc-type", "application", "-o", str(target)]
        subprocess.run([*command, sys.argv[1]], check=True)
        found = json.loads(target.read_text("utf-8"))
    sbom = told(found, pins("".join(path.read_text("utf-8") for path in PINNED)))
    PLACE.mkdir(exist_ok=True)
    SBOM.write_text(json.dumps(sbom, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    LICENCES.write_text(listed(sbom["components"]), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
