"""``kg serve``: a built graph for browsers, programs and other RDF tools, read only.

The process that listens never touches the graph. It takes a request apart, refuses what is malformed or too large, and
hands the rest to one of a few worker processes; each has the graph open and answers one request at a time. A worker
that takes too long or too much memory is killed and replaced, because a running query cannot be stopped in any other
way, and meanwhile the others answer.

    settings    what can be set                        app       the routes and what every answer carries
    pool        the workers: started, used, killed     worker    one worker: takes a job, gives an answer
    protocol    SPARQL and the graph store             pages     questions, individuals, the home page
    guard       what is refused before it is tried     negotiate which form the client wants
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.server.settings import Settings


def serve(settings: Settings, told: Callable[[str], None] = lambda line: None) -> None:
    """Serve until interrupted; ``told`` gets a line when it is ready. Raises KgError when it cannot start."""
    try:
        from kg.server.listen import listen
    except ModuleNotFoundError as error:
        raise MissingExtra(f"'kg serve' needs {error.name}: pip install 'kg[serve]'") from error
    listen(settings, told)
