"""Push a graph to a running triple store: only what it lacks, in batches, to be gone on with after any stop.

    done = push(Selection(store, base), "http://localhost:7878", beside=Path("graphs"))

The unit is the named graph, known by the digest of its content. A graph that the store holds is not sent; one that it
holds in another version is replaced in one request, or when it is large loaded part by part under another name and
moved into place. Graphs of an earlier push that are no more are removed. With ``replace`` everything is first loaded
under other names and then takes its place at once: in one update request where the store makes that one transaction,
else graph by graph. In the end the store is asked how much each graph holds.

What was done stands in a journal beside the graph (``kg.push.journal``). It saves work; whether it is right is counted.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from kg.push import stores
from kg.push.content import DEFAULT, content
from kg.push.endpoint import Endpoint
from kg.push.http import Client, Secrets, checked
from kg.push.journal import FOLDER, journal
from kg.push.work import PLAIN, Options, Progress, Work, quiet
from kg.views.exports.selection import Selection


class Pushed(NamedTuple):
    """What a push did: graphs sent, graphs the store held already, graphs removed, triples sent, who it was sent to."""

    sent: int
    held: int
    removed: int
    triples: int
    store: str
    at_once: bool


def push(
    what: Selection,
    url: str,
    beside: Path,
    options: Options = PLAIN,
    *,
    client: Client | None = None,
    progress: Progress = quiet,
) -> Pushed:
    """Make a store hold a graph. ``beside`` is the folder, or the file, that the graph was opened from.

    Raises PushError with the URL and the reason; a push that was stopped goes on when it is called again.
    """
    url = checked(url)
    client = client or Client(Secrets.of(os.environ))
    name = options.store or stores.recognised(client.server(f"{url}/"), url)
    kind = stores.find(name)
    target = Endpoint(url, kind, client, options.protocol or kind.protocol)
    default = options.default or (DEFAULT if kind.own_default else f"{what.base}graph/default")
    folder = (beside if beside.is_dir() else beside.parent) / FOLDER
    with content(what, default) as whole, journal(folder, url, beside) as notes:
        sent, gone = Work(whole, target, notes, what.base, options, progress).run()
    triples = sum(piece.triples for piece in sent)
    held = len(whole.pieces) - len(sent)
    return Pushed(len(sent), held, len(gone), triples, name, options.replace and kind.atomic)


__all__ = ["Client", "Options", "Pushed", "Secrets", "push"]
