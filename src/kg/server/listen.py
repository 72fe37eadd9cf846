"""Listening: uvicorn with the application, and a clock for clients that never finish a request."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import GraphError
from kg.server.app import Site
from kg.server.settings import Settings

_HEAD_SECONDS = 10.0  # how long the head of a request may take to come
_HEAD_BYTES = 64 << 10
_CONNECTIONS = 500
_LATE = b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Clocked(H11Protocol):
    """HTTP as uvicorn speaks it; a connection on which the head of a request comes too slowly is closed with 408."""

    clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client may take its time, but not for ever."""
        super().connection_made(transport)
        self._wind()

    def data_received(self, data: bytes) -> None:
        """The clock runs only while a head is not whole."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self.clock is None:
            self._wind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for."""
        self._stop()
        super().connection_lost(exc)

    def _wind(self) -> None:
        self.clock = self.loop.call_later(_HEAD_SECONDS, self._late)

    def _stop(self) -> None:
        if self.clock:
            self.clock.cancel()
            self.clock = None

    def _late(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(_LATE)
            self.transport.close()


def listen(settings: Settings, told: Callable[[str], None]) -> None:
    """Serve until interrupted. Raises GraphError when there is no graph to serve, or no such place to listen."""
    settings = settings.checked()
    site = Site(settings)
    config = uvicorn.Config(
        site.application(),
        http=Clocked,
        loop="asyncio",
        ws="none",
        lifespan="on",
        h11_max_incomplete_event_size=_HEAD_BYTES,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=3,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    with _bound(settings) as place, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(site, uvicorn.Server(config), place, told))


async def _serve(site: Site, server: uvicorn.Server, place: socket.socket, told: Callable[[str], None]) -> None:
    await site.start()
    host, port = place.getsockname()[:2]
    told(f"http://{f'[{host}]' if ':' in host else host}:{port}{'' if site.settings.proxied else '/'}")
    await server.serve(sockets=[place])


def _bound(settings: Settings) -> socket.socket:
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except (OSError, OverflowError) as error:
        raise GraphError(f"cannot listen on {settings.host} port {settings.port}: {error}") from error
