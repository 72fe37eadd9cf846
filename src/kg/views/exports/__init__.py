"""The graph in other people's formats. One dict, ``EXPORTS``: to add a format is one function and one line.

    export(store, "gexf", Path("met.gexf"))                 # the whole file or none
    export(store, "turtle", Path("facts.ttl"), sources=False)

A format writes row by row, so what it needs in memory does not grow with the graph. ``sources=False`` leaves out the
articles, their reports, sentences, words and judgements (``kg.views.exports.selection`` says what remains).
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import GraphError, QueryError
from kg.store import base_of
from kg.views.exports import rdf, tables
from kg.views.exports.facts import facts
from kg.views.exports.gexf import gexf
from kg.views.exports.graphml import graphml
from kg.views.exports.selection import Selection

EXPORTS: dict[str, Callable[[Selection, IO[bytes]], None]] = {
    "turtle": rdf.turtle,
    "trig": rdf.trig,
    "nquads": rdf.nquads,
    "ntriples": rdf.ntriples,
    "rdfxml": rdf.rdfxml,
    "jsonld": rdf.jsonld,
    "graphml": graphml,
    "gexf": gexf,
    "csv": tables.reports,
    "dyads": tables.dyads,
    "facts": facts,
}

MEDIA = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "csv": "text/csv",
    "dyads": "text/csv",
    "facts": "text/csv",
}


def export(
    store: ox.Store, form: str, out: Path | IO[bytes], *, sources: bool = True, derived: bool = True
) -> Selection:
    """Write a graph into a file or a stream: all of it, or, when something fails, nothing; returns what was selected.

    Raises QueryError when there is no such format, GraphError when the file cannot be written.
    """
    if form not in EXPORTS:
        raise QueryError(f"no format {form!r}; there are: {', '.join(EXPORTS)}")
    what = Selection(store, base_of(store), sources, derived)
    if isinstance(out, Path):
        _into_file(what, form, out)
    else:
        with tempfile.TemporaryFile() as whole:
            EXPORTS[form](what, whole)
            whole.seek(0)
            shutil.copyfileobj(whole, out)
    return what


def as_text(store: ox.Store, form: str, *, sources: bool = True, derived: bool = True) -> str:
    """The same in memory. Raises QueryError when there is no such format."""
    out = io.BytesIO()
    export(store, form, out, sources=sources, derived=derived)
    return out.getvalue().decode("utf-8")


def _into_file(what: Selection, form: str, path: Path) -> None:
    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device: nothing to replace
        with path.open("wb") as out:
            EXPORTS[form](what, out)
        return
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as out:
            try:
                EXPORTS[form](what, out)
                out.flush()
                os.fsync(out.fileno())
                Path(out.name).chmod(0o666 & ~_umask())
                Path(out.name).replace(path)
            except BaseException:
                Path(out.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise GraphError(f"{path} cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
