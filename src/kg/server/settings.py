"""What can be set of a server."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import GraphError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """One server. Times in seconds, sizes in bytes unless said otherwise."""

    graph: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public: str = ""
    """Where clients reach it when a proxy stands before it: https://example.org/kg"""
    proxied: bool = False
    """Whether X-Forwarded-Prefix and the Host header are to be believed: only behind a proxy that sets them."""
    queries: Path | None = None
    """A folder of the user's own questions."""
    timeout: float = 10.0
    """How long one request may keep a worker."""
    patience: float = 60.0
    """How long a request waits for a free worker before it is told to come again."""
    max_rows: int = 10_000
    """Rows of a result, or triples of a described graph; the answer says when there were more."""
    max_request: int = 1 << 20
    """Size of a request's body, and of a query."""
    max_answer: int = 64 << 20
    """Size of an answer."""
    memory: int = 2048
    """Megabytes one worker may take; 0: no limit."""
    workers: int = 2
    """Workers for pages and stored questions, besides one for queries in SPARQL."""
    most: int = 6
    """Workers of each sort at most: more are started while all are held up by something slow."""

    @property
    def prefix(self) -> str:
        """The path under which clients see the server: "" or "/kg"."""
        return urlsplit(self.public).path.rstrip("/")

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it, so that it answers to the names of this machine alone."""
        return not self.proxied and self.host in _LOOPBACK

    @property
    def names(self) -> frozenset[str]:
        """The host names it answers to when it is local."""
        return _LOOPBACK | {(urlsplit(self.public).hostname or "localhost").lower()}

    def to_json(self) -> str:
        """For a worker's command line."""
        return json.dumps({k: str(v) if isinstance(v, Path) else v for k, v in asdict(self).items()})

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """What ``to_json`` wrote."""
        found = json.loads(text)
        own = found.pop("queries")
        return cls(**{**found, "graph": Path(found["graph"]), "queries": Path(own) if own else None})

    def checked(self) -> Settings:
        """The same with whole paths. Raises GraphError for what cannot be."""
        if self.public and urlsplit(self.public).scheme not in ("http", "https"):
            raise GraphError(f"--public {self.public!r} is no address: write https://example.org/kg")
        if self.queries is not None and not self.queries.is_dir():
            raise GraphError(f"{self.queries} is no folder of queries")
        own = self.queries.resolve() if self.queries else None
        return replace(self, graph=self.graph.resolve(), queries=own, most=max(self.most, self.workers))
