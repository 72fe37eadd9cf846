"""An unreliable world: a push slow enough to be killed, a relay that fails, cuts off, or asks who is there."""

import base64
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Relay(BaseHTTPRequestHandler):
    """Passes requests on; ``server.trouble(number, request)`` says what happens to one instead: a status, or a word."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append((self.command, self.path, body, self.headers.get("Authorization")))
        trouble = self.server.trouble(len(self.server.seen), self.server.seen[-1])
        if isinstance(trouble, int):
            self._answer(trouble, b"in trouble", self.server.extra)
        elif trouble == "cut":
            self.close_connection = True
        else:
            status, said = self._passed_on(body)
            if trouble == "cut after":
                self.close_connection = True
            else:
                self._answer(status, said, {})

    do_GET = do_PUT = do_POST  # noqa: N815 -- names that the standard library looks for

    def _passed_on(self, body):
        kept = {k: v for k, v in self.headers.items() if k in {"Accept", "Content-Type"}}
        request = urllib.request.Request(self.server.target + self.path, body or None, kept, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def _answer(self, status, body, extra):
        self.send_response(status)
        for name, value in extra.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def relay(target, trouble=lambda number, request: None, extra=None):
    """A relay to a server: gives its address and the list of requests it saw."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
    server.target, server.trouble, server.extra, server.seen = target, trouble, extra or {}, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server.seen
    finally:
        server.shutdown()
        server.server_close()


def basic(user, password):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


SLOW = """
import sys, time
from pathlib import Path
from kg.push import Client, Options, push
from kg.store import open_store
from kg.views.exports.selection import Selection
url, graph, batch, replace = sys.argv[1:]
slow = lambda stage, done, total: time.sleep(0.05)
options = Options(replace=bool(replace), batch=int(batch), at_once=10)
push(Selection(open_store(Path(graph))), url, Path(graph), options, progress=slow)
"""


def wait_until(fulfilled, process):
    end = time.monotonic() + 60
    while not fulfilled():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.02)
