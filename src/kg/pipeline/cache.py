"""What was read before: blocks by the hash of what they were made of, in packs beside the graph.

    i <input>    what an input holds: Findings, and the key of its article
    a <article>  an article, cleaned
    c <reading>  what reading an article came to: claims, or the reason why there are none
    p <reading>  what the article contributes to resolution

A key names everything its block depends on: for a reading the article and a fingerprint of the program, the knowledge
and the language pack that read it. So a block is never stale: it is there or it is not.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from kg.pipeline import packs

FOLDER = ".kg-cache"
_IGNORED = "# Made anew by every build that misses it.\n*\n"


class Cache:
    """The packs of a folder. Whoever opens it holds the lock of the graph's folder.

    ``damaged`` counts the packs that were not whole; they are gone, and what they held is made again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged = 0
        self._places: dict[str, tuple[Path, tuple[int, int]]] = {}
        self._files = packs.Files()
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text(_IGNORED, "utf-8")
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        for path in sorted(folder.glob(f".*{packs.SUFFIX}.*")):
            path.unlink()
        for path in sorted(folder.glob(f"*{packs.SUFFIX}")):
            self.adopt(path)

    @property
    def work(self) -> Path:
        """A folder for what only this build needs."""
        return self.folder / "work"

    def adopt(self, path: Path) -> bool:
        """Take in a pack that was written; one that is not whole is removed and False returned."""
        try:
            index = packs.read_index(path)
        except packs.DamagedError:
            self.damaged += 1
            path.unlink(missing_ok=True)
            return False
        for key, place in index.items():
            self._places.setdefault(key, (path, place))
        return True

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def get(self, key: str) -> bytes | None:
        """The block of that key."""
        found = self._places.get(key)
        return packs.read_block(self._files[found[0]], found[1]) if found else None

    def place(self, key: str) -> tuple[str, int, int]:
        """The file, offset and length of a block that is there."""
        path, (at, size) = self._places[key]
        return str(path), at, size

    def close(self) -> None:
        """Let go of all files, and remove what only this build needed."""
        self._files.close()
        shutil.rmtree(self.work, ignore_errors=True)

    def sweep(self, used: Collection[str]) -> None:
        """Remove the packs of which nothing is used any longer."""
        self._files.close()
        live = {self._places[key][0] for key in used if key in self._places}
        for path in {path for path, _ in self._places.values()} - live:
            path.unlink(missing_ok=True)
