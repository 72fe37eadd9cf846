"""The command that serves a graph."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import GRAPHS, Graph, Queries, app
from kg.cli.screen import console, plain


@app.command(
    epilog="Examples:\n\n`kg serve` and open http://127.0.0.1:8000/\n\n"
    "`kg serve --graph my-graph --port 8080 --queries my-queries`\n\n"
    "`kg serve --public https://example.org/kg` behind a proxy that passes /kg/ on.\n\n"
    "It answers to this machine only, unless --host says otherwise, and never changes the graph. "
    "A graph that is built anew is served from then on."
)
def serve(  # noqa: PLR0913, PLR0917 -- one parameter an option
    graph: Graph = GRAPHS,
    host: Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 is every network this machine is in.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds a request may take; then it is stopped.")] = 10.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows of an answer; it says so when there are more.")] = 10_000,
    max_request: Annotated[int, typer.Option(min=1, help="Kilobytes of a query.")] = 1024,
    max_memory: Annotated[int, typer.Option(min=0, help="Megabytes one query may take; 0: no limit.")] = 2048,
    workers: Annotated[int, typer.Option(min=1, help="Processes for pages and questions.")] = 2,
    max_workers: Annotated[int, typer.Option(min=1, help="At most, while the usual are held up; of each sort.")] = 6,
    public: Annotated[str, typer.Option(metavar="URL", help="Where clients reach it, behind a proxy.")] = "",
    proxied: Annotated[bool, typer.Option(help="Believe the proxy's X-Forwarded-Prefix and Host.")] = False,
    queries: Queries = None,
) -> None:
    """Serve a graph: SPARQL, the stored questions, a page and linked data for every individual, the explorer."""
    from kg.server import serve as serving
    from kg.server.settings import Settings

    settings = Settings(
        graph=graph,
        host=host,
        port=port,
        public=public,
        proxied=proxied,
        queries=queries,
        timeout=timeout,
        max_rows=max_rows,
        max_request=max_request << 10,
        memory=max_memory,
        workers=workers,
        most=max_workers,
    )
    serving(settings, lambda address: console().print(plain(f"serving {graph} at {address} (Ctrl-C ends it)")))
