"""What a file is and may cost, judged by its first bytes and the directory of its zip, before anything is parsed."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MEBIBYTE = 1 << 20
XLSX, ODS, XLS, CSV = "xlsx", "ods", "xls", "csv"
TOML = "toml"

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FOREIGN_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "rar"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
)
_FOREIGN_FOLDERS = (("word/", "docx"), ("ppt/", "pptx"), ("visio/", "vsdx"), ("meta-inf/manifest.mf", "jar"))
_DOCUMENT_MIME = "application/vnd.oasis.opendocument."
_FOREIGN_MIMES = {"text": "odt", "presentation": "odp", "graphics": "odg"}
_EXTENSIONS = {
    XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    ODS: (".ods", ".ots"),
    XLS: (".xls", ".xlt"),
    CSV: (".csv", ".txt", ".tsv"),
}
_LONGEST_MIME = 200
_LARGE_MEMBER = 16 * MEBIBYTE
_STORED, _DEFLATED = 0, 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; a file that asks for more is refused with a finding.

    The cell limit counts the rectangle from the first to the last cell that holds something, because that is
    what a reader must lay out in memory.
    """

    file_bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 512 * MEBIBYTE
    member_ratio: int = 100
    """How many times its packed size a large member may unpack to; worksheets reach twenty, bombs two hundred."""
    members: int = 10_000
    memory_bytes: int = 2048 * MEBIBYTE
    """Address space of the reading process."""
    seconds: float = 60.0
    cells: int = 16_000_000
    text_length: int = 32_767
    """Characters in one cell; a spreadsheet program itself holds no more."""
    flaws: int = 250_000
    """Cells without a value (errors, uncomputed formulas) before the whole file is refused."""


class Refusal(Exception):
    """A file is refused: the code of the finding, where in the file, what stands there, what the sentence needs."""

    def __init__(self, code: str, *, sheet: str = "", cell: str = "", found: str = "", **values: object) -> None:
        super().__init__(code)
        self.code, self.sheet, self.cell, self.found, self.values = code, sheet, cell, found, values


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell about a file that is read all the same, or about one cell of it."""

    code: str
    found: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Prescan:
    """What the outside of a file says: its kind, how large it unpacks, and what to tell about it."""

    kind: str
    unpacked_bytes: int
    notices: tuple[Notice, ...]


class Archive:
    """The members of a zip, found by name without regard to case, each unpacked to no more than it declares."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as zipped:
                self.members: Sequence[zipfile.ZipInfo] = zipped.infolist()
        except Exception as error:
            raise Refusal("file.damaged", reason="zip", detail=str(error)[:200]) from error
        self._by_name = {member.filename.lower(): member for member in self.members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._by_name

    @property
    def names(self) -> Sequence[str]:
        """Lower-case names of all members."""
        return tuple(self._by_name)

    def size_of(self, name: str) -> int:
        """Unpacked bytes of a member as its entry declares them, zero when it is not there."""
        member = self._by_name.get(name.lower())
        return member.file_size if member else 0

    def unpack(self, name: str) -> bytes:
        """Unpack a member; raise `Refusal` when it is not there or not what its entry says.

        `zipfile` stops at the declared size and would hide a member that goes on behind it.
        """
        member = self._by_name.get(name.lower())
        if member is None:
            raise Refusal("file.damaged", reason="member_missing", detail=name[:200])
        start = member.header_offset
        head = self._content[start : start + 30]
        if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
            raise Refusal("file.damaged", reason="zip", detail=name[:200])
        start += 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        packed = memoryview(self._content)[start : start + member.compress_size]
        if member.compress_type == _STORED:
            data = bytes(packed)
        elif member.compress_type == _DEFLATED:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = inflater.decompress(packed, member.file_size + 1)
            except zlib.error as error:
                raise Refusal("file.damaged", reason="zip", detail=name[:200]) from error
        else:
            raise Refusal("file.damaged", reason="compression", detail=name[:200])
        if len(data) != member.file_size:
            raise Refusal("file.damaged", reason="size_differs", detail=name[:200])
        return data


def with_slashes(content: bytes) -> bytes:
    """Return a zip whose members' names have slashes where a program wrote backslashes; anything else as it is."""
    if not content.startswith(_ZIP_MAGIC) or b"\\" not in content:
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            members, at = zipped.infolist(), zipped.start_dir
    except Exception:  # What is wrong with it is said where it is opened to be read.
        return content
    changed = bytearray(content)
    for member in members:
        for magic, start, length, name in ((b"PK\x01\x02", at, 28, 46), (b"PK\x03\x04", member.header_offset, 26, 30)):
            if changed[start : start + 4] != magic:
                return content
            size = int.from_bytes(changed[start + length : start + length + 2], "little")
            own = slice(start + name, start + name + size)
            changed[own] = changed[own].replace(b"\\", b"/")
        at += 46 + sum(int.from_bytes(changed[at + field : at + field + 2], "little") for field in (28, 30, 32))
    return bytes(changed)


def prescan(content: bytes, limits: Limits) -> Prescan:
    """Say what a file is without parsing it; raise `Refusal` when its outside already forbids reading it."""
    if len(content) > limits.file_bytes:
        raise Refusal("file.too_large", bytes=len(content), limit=limits.file_bytes)
    if not content.strip(b"\x00 \t\r\n"):
        raise Refusal("file.empty")
    if content.startswith(OLE_MAGIC):
        return Prescan(XLS, len(content), ())
    if content.startswith(_ZIP_MAGIC):
        return _prescan_zip(content, limits)
    for magic, seems in _FOREIGN_MAGIC:
        if content.startswith(magic):
            raise Refusal("file.not_a_workbook", found=seems)
    return Prescan(CSV, len(content), ())


def has_expected_extension(name: str, kind: str) -> bool:
    """Say whether a file's name ends as files of its kind do; a name without an ending claims nothing."""
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    return not (stem and dot) or f".{ending.lower()}" in _EXTENSIONS[kind]


def _prescan_zip(content: bytes, limits: Limits) -> Prescan:
    # Counting the signature first keeps a directory of a million entries from becoming a million objects.
    if content.count(b"PK\x01\x02") > limits.members:
        raise Refusal("file.too_large", members=content.count(b"PK\x01\x02"), limit=limits.members)
    archive = Archive(content)
    _refuse_bombs(archive, limits)
    _refuse_tricks(archive)
    kind = _kind_of_archive(archive)
    return Prescan(kind, sum(member.file_size for member in archive.members), tuple(_notices(archive)))


def _refuse_bombs(archive: Archive, limits: Limits) -> None:
    unpacked = sum(member.file_size for member in archive.members)
    if unpacked > limits.unpacked_bytes:
        raise Refusal("file.too_large", bytes=unpacked, limit=limits.unpacked_bytes)
    for member in archive.members:
        allowed = max(member.compress_size, 1) * limits.member_ratio
        if member.file_size > max(_LARGE_MEMBER, allowed):
            raise Refusal("file.too_large", found=member.filename[:200], bytes=member.file_size, limit=allowed)


def _refuse_tricks(archive: Archive) -> None:
    seen = set()
    for member in archive.members:
        name = member.orig_filename
        parts = name.split("/")
        if name.startswith("/") or "\\" in name or "\x00" in name or ".." in parts or ":" in parts[0]:
            raise Refusal("file.unsafe_content", found=name[:200], reason="member_path")
        if name.lower() in seen:
            raise Refusal("file.unsafe_content", found=name[:200], reason="member_twice")
        if member.flag_bits & 1:
            raise Refusal("file.encrypted")
        seen.add(name.lower())


def _kind_of_archive(archive: Archive) -> str:
    names = archive.names
    if archive.size_of("mimetype") in range(1, _LONGEST_MIME):
        document = archive.unpack("mimetype").decode("latin-1").removeprefix(_DOCUMENT_MIME)
        if document.startswith("spreadsheet"):
            return ODS
        for start, seems in _FOREIGN_MIMES.items():
            if document.startswith(start):
                raise Refusal("file.not_a_workbook", found=seems)
    if any(name.endswith("workbook.bin") for name in names):
        raise Refusal("file.not_a_workbook", found="xlsb")
    if "[content_types].xml" in archive and any(name.endswith("workbook.xml") for name in names):
        return XLSX
    for folder, seems in _FOREIGN_FOLDERS:
        if any(name.startswith(folder) for name in names):
            raise Refusal("file.not_a_workbook", found=seems)
    raise Refusal("file.not_a_workbook", found="zip")


def _notices(archive: Archive) -> list[Notice]:
    notices = []
    if any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in archive.names):
        notices.append(Notice("file.macros_ignored"))
    links = [name for name in archive.names if "externallinks/" in name and name.endswith(".xml")]
    if links:
        notices.append(Notice("file.external_links_ignored", values={"count": len(links)}))
    return notices
