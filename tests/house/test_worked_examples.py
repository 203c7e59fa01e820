"""The worked examples of `docs/arsitektur.md` hold: seven changes, each at no more than three places that exist.

What any document puts in backticks as a path is there as well.
"""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
DOCUMENTS = sorted(PROJECT.glob("docs/*.md"))
EXAMPLES = (
    "Sebuah bobot",
    "Sebuah bagan di halaman",
    "Sebuah temuan",
    "Sebuah bentuk lembar survei",
    "Sebuah jenis baris jurnal",
    "Sebuah format unduhan",
    "Sebuah pilihan",
)
MOST_PLACES = 3
FOLDERS = (PROJECT, PROJECT / "smartcity", PROJECT / "docs")
"""What a path may begin at."""

MADE = (
    *("data/warehouse.duckdb", "data/raw/", "raw/", "akses/", "cadangan/", "sebelum-pemulihan-", "bundel/", "roda/"),
    *("danau/", "deploy/tls/", ".streamlit/secrets.toml", "/", ".."),
)
"""How paths begin that are no files of the project: what is made when it runs, addresses, and quoted mischief."""

_PATH = re.compile(r"[\w.*/-]*(?:/[\w.*/-]*|\.(?:py|toml|md|sql|css|js|txt))")


def quoted_paths(text):
    """Yield what stands in backticks, outside of code blocks, and looks like a path of the project."""
    for quoted in re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)):
        if _PATH.fullmatch(quoted) and not quoted.startswith(MADE):
            yield quoted


def examples():
    """Return the worked examples by their headings."""
    document = (PROJECT / "docs" / "arsitektur.md").read_text("utf-8")
    section = document.partition("\n## Tujuh perubahan")[2].partition("\n## ")[0]
    parts = re.split(r"^### (.+)$", section, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2]))


def test_there_is_an_example_of_every_change():
    """None of the seven is missing, and none stands twice."""
    assert tuple(examples()) == EXAMPLES


@pytest.mark.parametrize("heading", EXAMPLES)
def test_a_change_touches_few_places(heading):
    """Each numbered place begins with its file; words, tests and documents are named below them."""
    places = re.findall(r"^\d\. (.+)$", examples()[heading], flags=re.MULTILINE)
    files = [re.match(r"`([\w./-]+)`: ", place) for place in places]

    assert 1 <= len(places) <= MOST_PLACES
    assert [place for place, file in zip(places, files) if file is None or not (PROJECT / file[1]).is_file()] == []
    assert re.findall(r"^Kata: |\bUji dan dokumen: ?", examples()[heading], re.MULTILINE) != []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_path_in_a_document_exists(document):
    """A file that was moved or renamed is not left behind in what people read."""
    paths = set(quoted_paths(document.read_text("utf-8")))
    missing = [path for path in sorted(paths) if not any(any(folder.glob(path.rstrip("/"))) for folder in FOLDERS)]

    assert missing == []
