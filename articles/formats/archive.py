"""Zip archives: which of their members are read, and never more of one than the limits allow.

Source: APPNOTE.TXT (PKWARE), by way of zipfile. Nothing is written to disk.
"""

import io
import re
import stat
import struct
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from articles.formats.draft import Unreadable
from articles.formats.limits import Limits

FAULTS = (BadZipFile, EOFError, OSError, RuntimeError, ValueError, struct.error, zlib.error)

_ARCHIVES = frozenset(".7z .bz2 .gz .jar .rar .tar .tgz .xz .zip .zst".split())
_UTF8_NAME = 0x800  # flag: the name is UTF-8
_ENCRYPTED = 0x1
_SMALL = 1_000_000  # bytes: what unpacks to no more may be packed as tight as it likes
_LONGEST_NAME = 300  # characters
_DRIVE = re.compile(r"[A-Za-z]:")


def members(name: str, data: bytes, limits: Limits) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Give the files in the archive `name`, as "archive.zip/folder/file.txt", with their bytes.

    A member that is refused comes with the reason in place of its bytes: a name that leads out of
    the archive or stands in it twice, a link or a device, an encrypted one, an archive in the
    archive, a bomb. Folders, and what macOS adds for itself (__MACOSX), are passed over.

    Unreadable if it is no zip archive, or has no members or too many.
    """
    with opened(data) as archive:
        entries = archive.infolist()
        limits.refuse_more("members", len(entries), "members")
        files = [info for info in entries if not info.is_dir() and not _is_macos(info.filename)]
        if not files:
            raise Unreadable("The archive holds no files.")
        yield from _each(name, archive, files, limits)


def opened(data: bytes) -> ZipFile:
    """Open an archive. Unreadable if it is none."""
    try:
        return ZipFile(io.BytesIO(data))
    except FAULTS as error:
        raise Unreadable(f"It is no zip archive that can be read ({error}).") from error


def unpacked(archive: ZipFile, info: ZipInfo, limits: Limits) -> bytes:
    """Unpack one member. Unreadable if it is damaged, encrypted or larger than it may be."""
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("It is encrypted. Pack it without a password.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("It is packed in a way that is not read. Pack it with “deflate”.")
    limits.refuse_more("file_bytes", info.file_size, "bytes")
    ratio = info.file_size // max(1, info.compress_size)
    if info.file_size > _SMALL:
        limits.refuse_more("ratio", ratio, "times the bytes that it is packed in")
    try:
        return archive.read(info)
    except FAULTS as error:
        raise Unreadable(f"It is damaged ({error}). Pack it again.") from error


def _each(
    name: str, archive: ZipFile, files: list[ZipInfo], limits: Limits
) -> Iterator[tuple[str, bytes | Unreadable]]:
    total, taken = 0, set[str]()
    for info in files:
        path = _shown(info)
        try:
            _refuse_name(info, taken)
            taken.add(path)
            limits.refuse_more("unpacked_bytes", total + info.file_size, "bytes with those before")
            data: bytes | Unreadable = unpacked(archive, info, limits)
            total += info.file_size
        except Unreadable as error:
            data = error
        yield f"{name}/{path}", data


def _refuse_name(info: ZipInfo, taken: set[str]) -> None:
    path = _name(info)
    if path is None:
        raise Unreadable("Its name is not UTF-8. Rename it.")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise Unreadable("It is a link or a device, not a file.")
    parts = path.split("/")
    if path.startswith("/") or _DRIVE.match(path) or not {"", ".", ".."}.isdisjoint(parts):
        raise Unreadable("Its name leads out of the archive. Rename it.")
    if not path.isprintable() or len(path) > _LONGEST_NAME:
        raise Unreadable(
            f"Its name holds characters that are not shown, or is longer than {_LONGEST_NAME}."
        )
    if path in taken:
        raise Unreadable("Another member has the same name. Rename one.")
    if PurePosixPath(path).suffix.lower() in _ARCHIVES:
        raise Unreadable("It is an archive in an archive, which is not opened. Unpack it first.")


def _name(info: ZipInfo) -> str | None:
    """Read a member's name with "/" between its folders; None if it is not UTF-8.

    Names without the flag for UTF-8 are often UTF-8 all the same; zipfile reads them as cp437.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            return None
    return name.replace("\\", "/")


def _shown(info: ZipInfo) -> str:
    name = _name(info) or ascii(info.filename)[1:-1]
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name[:_LONGEST_NAME])


def _is_macos(name: str) -> bool:
    return name.startswith("__MACOSX/")
