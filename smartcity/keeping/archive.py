"""One file that holds a data folder: written whole, and read as if somebody hostile had made it.

A backup is a ZIP whose parts are not packed, with a manifest that names each file, its size and its hash. With a
passphrase two parts stand in it instead: `kunci.age`, an age identity that the passphrase opens, and `isi.age`, that
ZIP encrypted to it; `age -d -i kunci.age isi.age` opens it without this program.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import pyrage

FORMAT, VERSION = "smartcity-cadangan", 1
MANIFEST, KEY, CONTENT = "manifest.json", "kunci.age", "isi.age"
SHORTEST_PASSPHRASE = 12
_LONGEST = 80
LARGEST_MANIFEST, LARGEST_KEY = 64 << 20, 1 << 16
"""Bytes of a manifest of some hundred thousand files; of a key with all that age may say before it."""

PIECE = 1 << 20
_NEW, _OWNER_ONLY = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
_ENCRYPTED_FLAG = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_UNSAFE = re.compile(r"[\\:\x00-\x1f\x7f]")
_DAMAGE = (zipfile.BadZipFile, EOFError, RuntimeError, ValueError)
"""What `zipfile` raises on reading a file that is not what it should be; what it has no way for is a RuntimeError."""


class Unusable(Exception):
    """A backup that cannot be made or put back: a *code* and what its sentence needs; nothing has changed."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code, self.values = code, values


def require_long(passphrase: str) -> None:
    """Raise `Unusable` for a passphrase that can be guessed."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Unusable("short_passphrase", n=SHORTEST_PASSPHRASE)


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when it was made, of which version of the product, with which files."""

    made_at: str
    product: str
    files: tuple[Kept, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(one.size for one in self.files)


class Moved(Exception):
    """A file changed while it was read; what was written so far is no moment of the folder."""


def write(target: Path, sources: Mapping[str, Path | bytes], made_at: str, product: str) -> Manifest:
    """Write a backup of *sources*, by the names that they have in it.

    Raises:
        Moved: If one of them changed meanwhile.
    """
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        files = tuple(_put(archive, name, source) for name, source in sorted(sources.items()))
        manifest = Manifest(made_at, product, files)
        plain = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
        archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(plain, ensure_ascii=False, indent=1))
    return manifest


def _put(archive: zipfile.ZipFile, name: str, source: Path | bytes) -> Kept:
    digest, size = hashlib.sha256(), 0
    with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as held:
        for piece in _pieces(source):
            digest.update(piece)
            held.write(piece)
            size += len(piece)
    return Kept(name, size, digest.hexdigest())


def _pieces(source: Path | bytes) -> Iterator[bytes]:
    """Give a file piece by piece; raises `Moved` if it is another one afterwards."""
    if isinstance(source, bytes):
        yield source
        return
    try:
        before = source.stat()
        with source.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
        after = source.stat()
    except FileNotFoundError as problem:
        raise Moved(str(source)) from problem
    if (before.st_size, before.st_mtime_ns, before.st_ino) != (after.st_size, after.st_mtime_ns, after.st_ino):
        raise Moved(str(source))


def lock_up(plain: Path, target: Path, passphrase: str) -> None:
    """Encrypt the backup *plain* into *target*, which *passphrase* opens."""
    identity = pyrage.x25519.Identity.generate()
    key = pyrage.passphrase.encrypt(f"{identity}\n".encode(), passphrase)
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(KEY), key)
        with archive.open(zipfile.ZipInfo(CONTENT), "w", force_zip64=True) as held, plain.open("rb") as source:
            pyrage.encrypt_io(source, held, [identity.to_public()])


@contextmanager
def opened(path: Path, work: Path, passphrase: str | None) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open a backup whose names, sizes and manifest have proved sound; the content of its files has not.

    Args:
        path: The backup.

        work: A folder of one's own, where an encrypted one is decrypted.

        passphrase: What opens it, None where none was given.

    Raises:
        Unusable: If it is none, or not whole, or of a later version, or the passphrase does not open it.
    """
    with _zip(path) as outer:
        if set(outer.namelist()) != {KEY, CONTENT}:
            yield outer, _manifest(outer, path)
            return
        if not passphrase:
            raise Unusable("needs_passphrase", path=path)
        plain = work / "isi.zip"
        _unlock(outer, plain, passphrase, path)
        with _zip(plain, path) as inner:
            yield inner, _manifest(inner, path)


@contextmanager
def _zip(held: Path, path: Path | None = None) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP that holds no more bytes than it has; it is called *path* where it is not called what it is."""
    path = path or held
    if not held.is_file():
        raise Unusable("not_found", path=path)
    with held.open("rb") as file:
        begins_so = file.read(4) == b"PK\x03\x04"
    try:
        archive = zipfile.ZipFile(held)
    except _DAMAGE as problem:
        raise Unusable("cut" if begins_so else "foreign", path=path) from problem
    with archive:
        parts = archive.infolist()
        is_packed = any(
            part.compress_type != zipfile.ZIP_STORED
            or part.file_size != part.compress_size
            or part.flag_bits & _ENCRYPTED_FLAG
            for part in parts
        )
        if is_packed or sum(part.file_size for part in parts) > held.stat().st_size:
            raise Unusable("foreign", path=path)
        yield archive


def _unlock(outer: zipfile.ZipFile, plain: Path, passphrase: str, path: Path) -> None:
    if outer.getinfo(KEY).file_size > LARGEST_KEY:
        raise Unusable("foreign", path=path)
    try:
        key = outer.read(KEY)
    except _DAMAGE as problem:
        raise Unusable("damaged", path=path, file=KEY) from problem
    try:
        identity = pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(key, passphrase).decode().strip())
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as problem:
        raise Unusable("wrong_passphrase", path=path) from problem
    try:
        with outer.open(CONTENT) as held, plain.open("xb") as target:
            pyrage.decrypt_io(held, target, [identity])
    except (pyrage.DecryptError, *_DAMAGE) as problem:
        raise Unusable("damaged", path=path, file=CONTENT) from problem


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """Read the manifest and hold it against the names that are really there."""
    names = archive.namelist()
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise Unusable("foreign", path=path)
    try:
        plain = json.loads(archive.read(MANIFEST))
    except zipfile.BadZipFile as problem:
        raise Unusable("damaged", path=path, file=MANIFEST) from problem
    except (*_DAMAGE, RecursionError) as problem:
        raise Unusable("foreign", path=path) from problem
    if not isinstance(plain, dict) or plain.get("format") != FORMAT or not isinstance(plain.get("version"), int):
        raise Unusable("foreign", path=path)
    if plain["version"] > VERSION:
        raise Unusable("newer", path=path, product=str(plain.get("product"))[:_LONGEST])
    try:
        files = tuple(Kept(**one) for one in plain["files"])
        manifest = Manifest(str(plain["made_at"]), str(plain["product"])[:_LONGEST], files)
        is_sound = all(map(_is_sound, files)) and datetime.fromisoformat(manifest.made_at).tzinfo is not None
    except (KeyError, TypeError, ValueError) as problem:
        raise Unusable("foreign", path=path) from problem
    if not is_sound or _collide(one.path for one in files):
        raise Unusable("foreign", path=path)
    sizes = {part.filename: part.file_size for part in archive.infolist()}
    stated = {one.path: one.size for one in files}
    if len(names) != len(sizes) or sizes != stated | {MANIFEST: sizes[MANIFEST]}:
        raise Unusable("damaged", path=path, file=MANIFEST)
    return manifest


def _is_sound(one: Kept) -> bool:
    """Say whether a file has a path that stays inside the folder, a size and a hash."""
    whole = isinstance(one.size, int) and one.size >= 0 and isinstance(one.sha256, str) and _HASH.fullmatch(one.sha256)
    if not whole or not isinstance(one.path, str) or _UNSAFE.search(one.path):
        return False
    path = PurePosixPath(one.path)
    return not path.is_absolute() and ".." not in path.parts and path.parts != () and str(path) == one.path


def _collide(paths: Iterable[str]) -> bool:
    """Say whether two paths are one on some file system, or one is a folder of another."""
    spelled = [path.casefold() for path in paths]
    folders = {str(parent) for path in spelled for parent in PurePosixPath(path).parents}
    return len(set(spelled)) != len(spelled) or not folders.isdisjoint(spelled)


def extract(archive: zipfile.ZipFile, manifest: Manifest, target: Path, path: Path) -> None:
    """Put the files of a backup below *target*, each proved by its hash; *path* is what the backup is called.

    Raises:
        Unusable: If a file is not what the manifest says.

        OSError: If the disk has no room for it.
    """
    for one in manifest.files:
        place = target / one.path
        place.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        try:
            with archive.open(one.path) as held, _made(place) as file:
                while piece := held.read(PIECE):
                    digest.update(piece)
                    file.write(piece)
        except _DAMAGE as problem:
            raise Unusable("damaged", path=path, file=one.path) from problem
        if digest.hexdigest() != one.sha256:
            raise Unusable("damaged", path=path, file=one.path)


@contextmanager
def _made(place: Path) -> Iterator[BinaryIO]:
    """Open a new file that only its owner reads, and force it to disk."""
    with os.fdopen(os.open(place, _NEW, _OWNER_ONLY), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def room_for(size: int, place: Path) -> bool:
    """Say whether the disk of *place* has room for so many bytes."""
    return shutil.disk_usage(place).free >= size
