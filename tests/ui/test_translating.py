"""Streamlit's own texts as the page's script swaps them, run in Node."""

import json
import subprocess
from pathlib import Path

import playwright
import pytest

from smartcity.ui import translating
from smartcity.ui.translating import dictionary

NODE = Path(playwright.__file__).parent / "driver" / "node"
SCRIPT = Path(translating.__file__).with_name("translator.js")
BEFORE = "globalThis.window = { print() {} };\nconst node = { nodeValue: process.argv[2], parentElement: null };\n"
AFTER = "\nswapText(node, JSON.parse(process.argv[3]));\nprocess.stdout.write(node.nodeValue);"


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("Error: ", "Tidak diterima: "),
        ("File must be 200.0MB or smaller.", "Berkas boleh paling besar 200 MB."),
        ("Upload failed", "Berkas gagal diunggah."),
        ("Apa saja", "Apa saja"),
    ],
)
def test_what_an_uploader_says_is_in_the_pages_language(text, translated, tmp_path):
    """Also the hidden word before it, which screen readers read aloud with it; a text of ours stays."""
    path = tmp_path / "translator.mjs"
    path.write_text(BEFORE + SCRIPT.read_text("utf-8") + AFTER, "utf-8")
    command = [NODE, path, text, json.dumps(dictionary("id"))]

    assert subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout == translated
