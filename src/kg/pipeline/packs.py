"""Packs: many small blocks in one file that is written once, under another name first, and never changed after.

A pack is its blocks, one behind the other, then an index of them, then the length of the index and checksums. So
whoever opens a pack knows at once whether it is whole: a file that was cut short or altered is refused.

    write(Path("a.pack"), {"one": b"..."})
    index = read_index(Path("a.pack"))
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

SUFFIX = ".pack"
_END = struct.Struct(">QII8s")  # length of the index, checksums of the blocks and of the index, mark
_MARK = b"kg-pack1"
_CHUNK = 1 << 20
_AT_ONCE = 64  # open files: fewer than any system allows

Index = dict[str, tuple[int, int]]


class DamagedError(Exception):
    """A pack that is not whole."""


class Files:
    """Files that are read in pieces, in any order: each opened once, a limited number of them at a time."""

    def __init__(self) -> None:
        self._open: dict[Path, IO[bytes]] = {}

    def __getitem__(self, path: Path) -> IO[bytes]:
        if path not in self._open:
            if len(self._open) >= _AT_ONCE:
                self.close()
            self._open[path] = path.open("rb")
        return self._open[path]

    def close(self) -> None:
        """Let go of all files; they can still be read again."""
        for file in self._open.values():
            file.close()
        self._open.clear()


def write(path: Path, blocks: Mapping[str, bytes], level: int = 1) -> None:
    """Write the blocks, compressed (``level`` 0: as they are), so that the file is there whole or not at all."""
    index: Index = {}
    check = at = 0
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as out:
            for key, block in blocks.items():
                packed = zlib.compress(block, level)
                out.write(packed)
                check = zlib.crc32(packed, check)
                index[key] = (at, len(packed))
                at += len(packed)
            table = json.dumps(index, separators=(",", ":")).encode()
            out.write(table + _END.pack(len(table), check, zlib.crc32(table), _MARK))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_index(path: Path) -> Index:
    """Where each block of a pack stands. Raises DamagedError when the pack is not whole."""
    try:
        with path.open("rb") as file:
            end = file.seek(0, os.SEEK_END) - _END.size
            if end < 0:
                raise DamagedError(f"{path} is cut short")
            file.seek(end)
            length, check, table_check, mark = _END.unpack(file.read())
            if mark != _MARK or length > end:
                raise DamagedError(f"{path} is cut short")
            file.seek(end - length)
            table = file.read(length)
            if zlib.crc32(table) != table_check or _sum(file, end - length) != check:
                raise DamagedError(f"{path} was altered")
    except OSError as error:
        raise DamagedError(f"{path} cannot be read: {error.strerror}") from error
    return {key: (at, size) for key, (at, size) in json.loads(table).items()}


def _sum(file: IO[bytes], length: int) -> int:
    file.seek(0)
    check = 0
    while length and (chunk := file.read(min(length, _CHUNK))):
        check = zlib.crc32(chunk, check)
        length -= len(chunk)
    return check


def read_block(file: IO[bytes], place: tuple[int, int]) -> bytes:
    """One block of an open pack."""
    file.seek(place[0])
    return zlib.decompress(file.read(place[1]))
