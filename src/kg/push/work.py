"""One push, step by step: what the store lacks, sending it, giving it its place, looking whether it arrived."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from kg.errors import PushError
from kg.push.content import DEFAULT, Content, Piece
from kg.push.endpoint import Endpoint
from kg.push.http import RETRIES, WAIT
from kg.push.journal import Journal
from kg.push.stores import Protocol
from kg.vocab import KG

BATCH = 10_000
"""Triples in one request: about 2 MB."""
AT_ONCE = 200_000
"""Triples up to which a replacement is one request, where the store makes that one transaction. What is loaded aside
first can be seen meanwhile by whoever asks all graphs; this cannot."""

Progress = Callable[[str, int, int], None]


class Options(NamedTuple):
    """``store`` is a name of ``kg.push.stores`` ("" recognises it); ``default`` names the graph for what stands in the
    default graph ("": the store's own, or one below the base); ``protocol`` None is what suits the store; ``batch`` and
    ``at_once`` are numbers of triples."""

    store: str = ""
    replace: bool = False
    default: str = ""
    protocol: Protocol | None = None
    batch: int = BATCH
    at_once: int = AT_ONCE


PLAIN = Options()


def quiet(stage: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


class Work:
    """One push of some content to a store; ``base`` is where the content's individuals live."""

    def __init__(
        self, whole: Content, target: Endpoint, notes: Journal, base: str, options: Options, progress: Progress
    ) -> None:
        self.whole = whole
        self.target = target
        self.notes = notes
        self.staging = f"{base}graph/staging/"
        self.base = base
        self.options = options
        self.progress = progress
        self.total = 0
        self._found: frozenset[str] | None = None

    def run(self) -> tuple[list[Piece], list[str]]:
        """Do it; returns the graphs that were sent and the names of those that were removed."""
        self._settle()
        todo = self._missing(self.whole.pieces)
        gone = self._gone()
        self.total = sum(piece.triples for piece in todo)
        if not self.options.replace:
            self._by_graph(todo)
            self._drop(gone)
        elif self.target.kind.atomic and self.total <= self.options.at_once:
            self._clear_staging([])
            self._send(todo, gone)
        else:
            self._clear_staging(todo)
            self._stage(todo)
            self._switch(todo, gone)
        self._verify(todo)
        return todo, gone

    # ---- what is missing

    def _missing(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces that the store does not hold: not noted, or it holds another number of triples."""
        counts = self._counts(pieces)
        return [p for p in pieces if self.notes.held.get(p.graph) != p.digest or counts[p.graph] != p.triples]

    def _settle(self) -> None:
        """Note the graphs that were moved into place by a push that was stopped before it could say so."""
        begun = [p for p in self.whole.pieces if self.notes.staged.get(self._place(p), 0) >= self._parts(p)]
        waiting = self.target.counts(self._place(piece) for piece in begun)
        moved = [piece for piece in begun if not waiting[self._place(piece)]]
        counts = self._counts(moved)
        done = [piece for piece in moved if counts[piece.graph] == piece.triples]
        lines = [{"graph": piece.graph, "digest": piece.digest} for piece in done]
        self.notes.note_all([*lines, *({"stage": self._place(piece), "parts": None} for piece in done)])

    def _parts(self, piece: Piece) -> int:
        return -(-piece.triples // self.options.batch)

    def _counts(self, pieces: Sequence[Piece]) -> dict[str, int]:
        counts = self.target.counts(piece.graph for piece in pieces)
        wanted = {piece.graph: piece.triples for piece in pieces}
        if DEFAULT in counts and counts[DEFAULT] > wanted[DEFAULT] and self.target.united(str(KG.Article)):
            counts[DEFAULT] = wanted[DEFAULT]  # the union of all graphs is counted: what is noted has to do
        return counts

    def _gone(self) -> list[str]:
        wanted = {piece.graph for piece in self.whole.pieces}
        there = {name for name in self._there() if not name.startswith(self.staging)}
        return sorted((set(self.notes.held) | there) - wanted)

    def _there(self) -> frozenset[str]:
        """The store's graphs under our base, which only a replacement has to know."""
        if self._found is None:
            self._found = frozenset(self.target.below(self.base) if self.options.replace else ())
        return self._found

    # ---- graph by graph

    def _by_graph(self, todo: Sequence[Piece]) -> None:
        large = [piece for piece in todo if piece.triples > self.options.batch]
        self._clear_staging(large)
        for lot in self._lots([piece for piece in todo if piece.triples <= self.options.batch]):
            self._send(lot)
        for piece in large:
            self._stage([piece])
            self._switch([piece], [])

    def _lots(self, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
        """Small graphs that go in one request."""
        lot: list[Piece] = []
        for piece in pieces:
            if lot and sum(p.triples for p in lot) + piece.triples > self.options.batch:
                yield lot
                lot = []
            lot.append(piece)
        if lot:
            yield lot

    def _send(self, lot: Sequence[Piece], gone: Sequence[str] = ()) -> None:
        loads = [(piece.graph, list(self.whole.lines(piece))) for piece in lot]
        target = self.target._replace(protocol="update") if self.options.replace else self.target
        target.load(loads, clear=True, gone=gone)
        removed = [{"graph": name, "digest": None} for name in gone]
        self.notes.note_all([*({"graph": piece.graph, "digest": piece.digest} for piece in lot), *removed])
        self._tell(sum(piece.triples for piece in lot))

    def _drop(self, gone: Sequence[str]) -> None:
        if gone:
            self.target.drop(gone)
            self.notes.note_all([{"graph": name, "digest": None} for name in gone])

    # ---- under another name first

    def _place(self, piece: Piece) -> str:
        return self.staging + piece.digest[:32]

    def _clear_staging(self, todo: Sequence[Piece]) -> None:
        """Remove what earlier pushes began and nobody will finish."""
        wanted = {self._place(piece) for piece in todo}
        left = {name for name in self._there() if name.startswith(self.staging)} | set(self.notes.staged)
        over = sorted(left - wanted)
        if over:
            self.target.drop(over)
            self.notes.note_all([{"stage": name, "parts": None} for name in over])

    def _stage(self, todo: Sequence[Piece]) -> None:
        begun = [piece for piece in todo if self._place(piece) in self.notes.staged]
        counts = self.target.counts(self._place(piece) for piece in begun)
        fresh = [piece for piece in todo if piece not in begun and piece.triples <= self.options.batch]
        for lot in self._lots(fresh):
            self.target.load([(self._place(p), list(self.whole.lines(p))) for p in lot], clear=True)
            self.notes.note_all([{"stage": self._place(piece), "parts": 1} for piece in lot])
            self._tell(sum(piece.triples for piece in lot))
        for piece in todo:
            if piece not in fresh:
                self._stage_parts(piece, counts.get(self._place(piece), 0))

    def _stage_parts(self, piece: Piece, there: int) -> None:
        """Load a graph part by part; parts that are there already, as noted and counted, are passed over."""
        place = self._place(piece)
        sizes = [len(part) for part in self.whole.parts(piece, self.options.batch)]
        noted = self.notes.staged.get(place, 0)
        before = list(accumulate(sizes, initial=0))
        begin = noted if noted < len(before) and there >= before[noted] else 0
        for number, part in enumerate(self.whole.parts(piece, self.options.batch)):
            if number >= begin:
                self.target.load([(place, part)], clear=number == 0)
                self.notes.note(stage=place, parts=number + 1)
            self._tell(len(part))

    def _switch(self, todo: Sequence[Piece], gone: Sequence[str]) -> None:
        """Give the loaded graphs their names. Who is not answered looks what is left to do before asking again."""
        places = {self._place(piece): piece for piece in todo}
        asked = not gone
        for attempt in range(RETRIES):
            there = self.target.counts(places)
            left = {place: piece.graph for place, piece in places.items() if there[place]}
            if any(there[place] != places[place].triples for place in left):
                raise PushError(f"{self.target.url}: the store did not keep all that was loaded; push again")
            if not left and asked:
                break
            try:
                self.target.move(left, gone)
                asked = True
            except PushError:
                if attempt + 1 == RETRIES:
                    raise
                self.target.client.sleep(WAIT * 2**attempt)
        done = [{"graph": piece.graph, "digest": piece.digest} for piece in todo]
        self.notes.note_all(
            [*done, *({"graph": name, "digest": None} for name in gone), *({"stage": p, "parts": None} for p in places)]
        )

    # ---- whether it arrived

    def _verify(self, todo: Sequence[Piece]) -> None:
        counts = self._counts(todo)
        for piece in todo:
            if counts[piece.graph] != piece.triples:
                self.notes.note(graph=piece.graph, digest=None)
                name = f"<{piece.graph}>" if piece.graph else "its default graph"
                held = f"{counts[piece.graph]} triples of {piece.triples}"
                raise PushError(f"{self.target.url} took everything without an error but holds in {name} {held}")

    def _tell(self, triples: int) -> None:
        self.progress("pushed", triples, self.total)
