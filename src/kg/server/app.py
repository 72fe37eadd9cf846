"""The routes, and what every answer carries: an ASGI application that any server of that kind runs.

What a request asks for is read and checked by ``asked``; everything that needs the graph goes to a worker. Refusals are
a line of text, or a small page for a browser.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.server import asked, files, protocol, render
from kg.server.guard import Answer, Refusal
from kg.server.negotiate import best
from kg.server.pages import form_of
from kg.server.pool import Pool
from kg.server.settings import Settings

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Language",
}
_KEPT = {"Cache-Control": "max-age=3600"}
_LOST = {404: "there is no such page", 405: "this server only reads"}
_BESIDE = {503: {"Retry-After": "5"}, 408: {"Connection": "close"}}
_HTML = "text/html"

Handler = Callable[[Request], Awaitable[Answer]]


class Site:
    """One graph, served. ``start`` it first; it ends with the application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pages = Pool(settings, self._stamp, settings.workers, settings.most)
        self.queries = Pool(settings, self._stamp, 1, settings.most, nice=10)

    def _stamp(self) -> object:
        return files.stamp(self.settings.graph)

    async def start(self) -> None:
        """Start the workers. Raises GraphError when they cannot open the graph."""
        await self.pages.start()
        await self.queries.start()

    def application(self) -> Starlette:
        """The ASGI application."""
        routes: dict[str, Handler] = {
            "/": self._home,
            "/health": self._health,
            "/style.css": self._style,
            "/icon.svg": self._icon,
            "/favicon.ico": self._icon,
            "/explorer": self._explorer,
            "/find": self._find,
            "/sparql": self._sparql,
            "/store": self._store,
            "/questions": self._questions,
            "/questions/{name}": self._question,
            "/ontology": self._ontology,
            "/.well-known/void": self._void,
            "/id/{path:path}": self._individual,
            "/page": self._page,
            "/page/{path:path}": self._page,
            "/data": self._data,
            "/data/{path:path}": self._data,
        }

        @asynccontextmanager
        async def lifespan(app: Starlette) -> AsyncIterator[None]:
            yield
            await self.pages.stop()
            await self.queries.stop()

        made = [
            Route(path, self._safely(do), methods=["GET", "HEAD", "POST"] if path == "/sparql" else ["GET", "HEAD"])
            for path, do in routes.items()
        ]
        return Starlette(routes=made, lifespan=lifespan, exception_handlers={HTTPException: self._lost})

    def _safely(self, do: Handler) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                asked.check(request, self.settings)
                found = await do(request)
            except Refusal as refusal:
                return self._response(self._refused(request, refusal.status, str(refusal)), request)
            if "Kg-Refused" in found.headers:
                found = self._refused(request, found.status, found.body.decode())
            return self._response(found, request)

        return endpoint

    async def _lost(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        answer = self._refused(request, error.status_code, _LOST.get(error.status_code, error.detail))
        response = self._response(answer, request)
        response.headers.update(error.headers or {})
        return response

    def _response(self, answer: Answer, request: Request) -> Response:
        headers = {**_HEADERS, **answer.headers, "Content-Type": answer.kind}
        if answer.kind.startswith(_HTML):
            headers.setdefault("Link", f'<{self._root(request)}/.well-known/void>; rel="describedby"')
        return Response(answer.body, answer.status, headers)

    def _refused(self, request: Request, status: int, reason: str) -> Answer:
        headers = _BESIDE.get(status, {})
        if best(_accept(request), ("text/plain", _HTML)) == _HTML:
            body = render.html("refused", asked.view(request, self.settings), status=status, reason=reason)
            return Answer(status, f"{_HTML}; charset=utf-8", body, headers)
        return Answer(status, "text/plain; charset=utf-8", f"{reason}\n".encode("utf-8", "replace"), headers)

    def _root(self, request: Request) -> str:
        return asked.root(request, self.settings)

    async def _worker(self, request: Request, do: str, free: bool = False, **more: Any) -> Answer:
        pool = self.queries if free else self.pages
        return await pool.ask({"do": do, **asked.view(request, self.settings), **more})

    async def _home(self, request: Request) -> Answer:
        return await self._worker(request, "home")

    async def _health(self, request: Request) -> Answer:
        """Whether a worker answers, and how many are at work."""
        await self._worker(request, "about")
        found = {"status": "ok", "pages": self.pages.state(), "queries": self.queries.state()}
        return Answer(200, "application/json", render.as_json(found))

    async def _style(self, request: Request) -> Answer:
        return Answer(200, "text/css; charset=utf-8", render.style(), _KEPT)

    async def _icon(self, request: Request) -> Answer:
        return Answer(200, "image/svg+xml", render.icon(), _KEPT)

    async def _explorer(self, request: Request) -> Answer:
        return await asyncio.to_thread(files.explorer_page, self.settings.graph, self._root(request))

    async def _find(self, request: Request) -> Answer:
        return await self._worker(request, "find", name=request.query_params.get("q", "")[: asked.LONGEST])

    async def _questions(self, request: Request) -> Answer:
        kind = protocol.chosen(_accept(request), (_HTML, "application/json"))
        return await self._worker(request, "questions", form="html" if kind == _HTML else "json")

    async def _question(self, request: Request) -> Answer:
        name, _, ending = request.path_params["name"].partition(".")
        form = form_of(ending, _accept(request))
        return await self._worker(
            request, "question", name=name, form=form, given=asked.given(request), go="go" in request.query_params
        )

    async def _sparql(self, request: Request) -> Answer:
        """SPARQL 1.1 Protocol: GET, POST of a form, POST of the query itself."""
        found = await asked.question(request, self.settings)
        accept = (found.get("format") or [_accept(request)])[0]
        html = best(accept, (*protocol.RESULTS, *protocol.TRIPLES, _HTML)) == _HTML
        if "query" not in found:
            return self._unasked(request, accept, html)
        graphs = {"default": found.get("default-graph-uri", []), "named": found.get("named-graph-uri", [])}
        return await self._worker(request, "sparql", True, query=found["query"][0], accept=accept, html=html, **graphs)

    def _unasked(self, request: Request, accept: str, html: bool) -> Answer:
        """Without a query: the form for a browser, what can be done here for a program that takes Turtle."""
        if html:
            view = asked.view(request, self.settings)
            return protocol.answer(_HTML, render.html("sparql", view, question="", shown=None, cut=False))
        if best(accept, ("text/plain", "text/turtle")) == "text/turtle":
            return protocol.answer("text/turtle", protocol.description(f"{self._root(request)}/sparql"))
        raise Refusal(400, "no query: give it as 'query'")

    async def _store(self, request: Request) -> Answer:
        """Graph Store Protocol: ?default, or ?graph=ADDRESS; without either the whole dataset."""
        given = request.query_params
        if len(given.getlist("graph")) + ("default" in given) > 1:
            raise Refusal(400, "one graph: ?default or ?graph=ADDRESS")
        which = None if "default" in given else given.get("graph", "*")
        return await self._worker(request, "graph", True, which=which, accept=_accept(request))

    async def _individual(self, request: Request) -> Answer:
        """The address of the thing itself, which is no document: on to its page, or to its data."""
        kind = protocol.chosen(_accept(request), (_HTML, *protocol.TRIPLES))
        place = "page" if kind == _HTML else "data"
        path = quote(request.path_params["path"])
        return Answer(303, "text/plain", b"", {"Location": f"{self._root(request)}/{place}/{path}"})

    async def _page(self, request: Request) -> Answer:
        if protocol.chosen(_accept(request), (_HTML, *protocol.TRIPLES)) != _HTML:
            return await self._data(request)
        return await self._worker(request, "page", **asked.thing(request))

    async def _data(self, request: Request) -> Answer:
        thing = asked.thing(request)
        thing["path"], ending = asked.ending(thing["path"])
        accept = ending or request.query_params.get("format", _accept(request))
        return await self._worker(request, "data", accept=accept, **thing)

    async def _ontology(self, request: Request) -> Answer:
        return await self._worker(request, "ontology", accept=_accept(request))

    async def _void(self, request: Request) -> Answer:
        address = (
            self.settings.public or f"{request.url.scheme}://{request.headers.get('host', '')}{self._root(request)}"
        )
        return await self._worker(request, "void", address=address.rstrip("/"))


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")
