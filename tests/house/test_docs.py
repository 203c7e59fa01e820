"""What the product says stands where it is documented: findings in `docs/temuan.md`, texts in the catalogues."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from house.sources import nodes_of
from scripts.document_findings import documented
from smartcity.records.findings import CATALOGUE, SEVERITIES
from smartcity.wording import FOLDER, LANGUAGES, Words, catalogue, placeholders

PROJECT = Path(__file__).parents[2]
FINDINGS = PROJECT / "docs" / "temuan.md"
WORDS = Words()
PARTS = ("title", "expected", "fix")

SCREENS = [
    path
    for pattern in ("app.py", "serve.py", "pages/**/*.py", "smartcity/ui*", "smartcity/ui/**/*.py")
    for path in sorted(PROJECT.glob(pattern))
    if path.is_file()
]
SOURCES = sorted({*SCREENS, *PROJECT.glob("smartcity/**/*.py")})

LABELLED = frozenset({
    "badge", "button", "caption", "checkbox", "code", "date_input", "download_button", "error", "expander", "feedback",
    "file_uploader", "header", "html", "info", "link_button", "markdown", "metric", "multiselect", "number_input",
    "pills", "popover", "progress", "radio", "segmented_control", "select_slider", "selectbox", "slider", "spinner",
    "status", "subheader", "success", "tabs", "text", "text_area", "text_input", "title", "toast", "toggle", "warning",
    "write",
})  # fmt: skip
"""Functions of streamlit whose first argument is read by people."""

OWN = frozenset({"offer", "pick", "press", "refuse", "remark", "say"})
"""Functions of the user interface of which the same holds."""

SPOKEN_KEYWORDS = frozenset({
    "body", "caption", "captions", "content", "delta", "help", "label", "page_title", "placeholder", "text", "title",
    "tooltip",
})  # fmt: skip
"""Arguments by name that are read by people, in any call of streamlit."""


def finding_rows() -> list[list[str]]:
    """Read the rows of `docs/temuan.md` that begin with a code, each as its cells."""
    lines = [line for line in FINDINGS.read_text("utf-8").splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_finding_is_documented_once():
    """`docs/temuan.md` has one row for each code of the catalogue, and none besides."""
    assert sorted(row[0].strip("`") for row in finding_rows()) == sorted(CATALOGUE)


def test_findings_are_documented_as_the_catalogue_has_them():
    """The tables of `docs/temuan.md` are those that `python -m scripts.document_findings` writes."""
    document = FINDINGS.read_text("utf-8")

    assert documented(document) == document


def test_documented_severities_are_those_of_the_catalogue():
    """The level that the document gives a code is the level that the product gives it."""
    words = {severity: WORDS(f"findings.severity.{severity}") for severity in SEVERITIES}
    assert {row[0].strip("`"): row[1] for row in finding_rows()} == {code: words[of] for code, of in CATALOGUE.items()}


def test_each_documented_finding_has_meaning_example_and_repair():
    """A row is whole, and its meaning begins with the heading that stands on the screen."""
    faulty = [
        row[0]
        for row in finding_rows()
        if len(row) != 5
        or not all(row)
        or not row[2].startswith(f"**{WORDS('findings.' + row[0].strip('`') + '.title')}.** ")
    ]
    assert faulty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_texts(language):
    """Heading, what is expected and what to do exist for every code, and for no code that is not in the catalogue."""
    parts = [
        key.removeprefix("findings.").rpartition(".") for key in catalogue(language) if key.startswith("findings.")
    ]
    coded = {code for code, _, part in parts if part == "title"}
    missing = [f"{code}.{part}" for code in CATALOGUE for part in PARTS if not _has(language, f"{code}.{part}")]
    assert (sorted(coded), missing) == (sorted(CATALOGUE), [])


def _has(language: str, key: str) -> bool:
    """Say whether a part is there and says something."""
    text = catalogue(language).get(f"findings.{key}")
    return isinstance(text, str) and bool(text.strip())


def test_the_languages_have_the_same_files():
    """Each catalogue file exists in each language."""
    files = {language: sorted(path.name for path in (FOLDER / language).glob("*.toml")) for language in LANGUAGES}
    assert files == dict.fromkeys(LANGUAGES, files[LANGUAGES[0]])


def test_the_languages_have_the_same_keys():
    """What can be said in one language can be said in the other."""
    first, *others = (set(catalogue(language)) for language in LANGUAGES)
    assert [sorted(first ^ other) for other in others] == [[]] * len(others)


def test_the_languages_spell_the_same_values():
    """A text needs the same values in each language, so no translation drops or invents one."""
    first, *others = LANGUAGES
    differing = [
        (key, sorted(placeholders(text)), sorted(placeholders(catalogue(other)[key])))
        for other in others
        for key, text in catalogue(first).items()
        if key in catalogue(other) and placeholders(text) != placeholders(catalogue(other)[key])
    ]
    assert differing == []


def spoken_keys(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.expr, ast.Call]]:
    """Yield the key of each call of a wording, `words(...)`, `self.words(...)` or `Words(...)(...)`, with the call."""
    for call in nodes:
        if not isinstance(call, ast.Call) or not call.args:
            continue
        callee = call.func
        name = getattr(callee, "id", None) or getattr(callee, "attr", None)
        if isinstance(callee, ast.Call):
            name = "words" if getattr(callee.func, "id", None) == "Words" else None
        if name == "words":
            pending = [call.args[0]]
            while pending:
                key = pending.pop()
                if isinstance(key, ast.IfExp):
                    pending += [key.body, key.orelse]
                else:
                    yield key, call


def faults_of_keys(nodes: Iterable[ast.AST]) -> list[str]:
    """List the keys that no catalogue holds, and the values that a text needs and its call does not give."""
    texts = catalogue(LANGUAGES[0])
    faults = []
    for key, call in spoken_keys(nodes):
        if isinstance(key, ast.JoinedStr):
            pieces = [re.escape(part.value) if isinstance(part, ast.Constant) else ".*" for part in key.values]
            if not any(map(re.compile("".join(pieces)).fullmatch, texts)):
                faults.append(f"{call.lineno}: {ast.unparse(key)}")
        elif isinstance(key, ast.Constant) and key.value not in texts:
            faults.append(f"{call.lineno}: {key.value}")
        elif isinstance(key, ast.Constant) and all(keyword.arg for keyword in call.keywords):
            missing = placeholders(texts[key.value]) - {keyword.arg for keyword in call.keywords}
            faults += [f"{call.lineno}: {key.value} without {name}" for name in sorted(missing)]
    return faults


def found_in(paths: list[Path], search: Callable[[Iterable[ast.AST]], list[str]]) -> dict[str, list[str]]:
    """Search the source files *paths*, and return what was found by file."""
    found = {path.relative_to(PROJECT).as_posix(): search(nodes_of(path)) for path in paths}
    return {path: texts for path, texts in found.items() if texts}


def test_every_text_asked_for_exists_and_gets_its_values():
    """No page can meet a key that is not in the catalogues, nor a text whose value is not given."""
    assert found_in(SOURCES, faults_of_keys) == {}


def prose_in(nodes: Iterable[ast.AST]) -> list[str]:
    """List the literal texts that a screen gives to streamlit itself instead of asking the wording."""
    found = []
    for call in nodes:
        if not isinstance(call, ast.Call):
            continue
        is_own = isinstance(call.func, ast.Name) and call.func.id in OWN
        if not is_own and not isinstance(call.func, ast.Attribute):
            continue
        if not is_own and getattr(call.func.value, "id", "").casefold().strip("_") in {"log", "logger", "logging"}:
            continue
        is_labelled = is_own or call.func.attr in LABELLED or call.func.attr.endswith("Column")
        spoken = [*call.args[:1]] if is_labelled else []
        spoken += [keyword.value for keyword in call.keywords if keyword.arg in SPOKEN_KEYWORDS]
        found += [f"{call.lineno}: {text}" for value in spoken for text in literals(value) if is_prose(text)]
    return found


def literals(value: ast.expr) -> Iterator[str]:
    """Yield the literal parts of an argument: a text, the fixed pieces of an f-string, a list or a choice."""
    match value:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from literals(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)
        case ast.BinOp(left=left, right=right):
            yield from literals(left)
            yield from literals(right)


def is_prose(text: str) -> bool:
    """Say whether a text has words to read besides tags, entities, colour directives and icons."""
    structure = r"<[^>]*>?|[^<]*>|&\w+;|:[\w-]+\[|:material/\w+:"
    return re.search(r"[^\W\d_]{2,}", re.sub(structure, "", text)) is not None


def test_no_screen_speaks_past_the_catalogues():
    """Pages and their parts hold no words of their own, so every text exists in both languages."""
    assert found_in(SCREENS, prose_in) == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('st.header("Ikhtisar")', ["1: Ikhtisar"]),
        ('st.metric(f"{n} dari kuota", value)', ["1:  dari kuota"]),
        ('st.tabs(["Tabel", words("a.b")])', ["1: Tabel"]),
        ('st.button(words("a.b"), help="Tekan")', ["1: Tekan"]),
        ('column.caption("ada" if n else "")', ["1: ada"]),
        ('_LOG.error("damaged")', []),
        ('st.markdown(f"**{name}** · {value}")', []),
        ("st.html(f\"<p class='note'>{text}</p>\")", []),
        ('st.button(words("a.b"), key="save", type="primary")', []),
        ('st.selectbox(words("a.b"), ["id", "en"])', []),
    ],
)
def test_the_search_for_words_finds_them(source, expected):
    """Literal words are found wherever streamlit shows them; structure, keys and codes are not words."""
    assert prose_in(ast.walk(ast.parse(source))) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('words("findings.sentence.unsaved")', []),
        ('words("findings.sentence.unsavd")', ["1: findings.sentence.unsavd"]),
        ('self.words("a.b" if n else "findings.sentence.unsaved")', ["1: a.b"]),
        ('words(f"findings.severity.{severity}")', []),
        ('Words("id")(f"findings.severities.{severity}")', ["1: f'findings.severities.{severity}'"]),
        ('words("findings.range.from")', ["1: findings.range.from without low"]),
        ('words("findings.range.from", **bounds)', []),
        ("words(key)", []),
    ],
)
def test_the_search_for_keys_finds_wrong_ones(source, expected):
    """A key is found wrong as a literal, as a pattern, in a choice, or for lack of a value."""
    assert faults_of_keys(ast.walk(ast.parse(source))) == expected
