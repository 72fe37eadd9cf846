"""HTTP to a triple store: retries that wait longer each time, passwords from the environment, errors that name the URL.

``KG_PUSH_USER`` and ``KG_PUSH_PASSWORD`` answer a challenge, basic or digest, and are never sent unasked;
``KG_PUSH_TOKEN`` goes along as a bearer token. Redirects are not followed, so that neither reaches another server.
"""

from __future__ import annotations

import base64
import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kg.errors import PushError

RETRIES = 6
WAIT = 0.5
"""Seconds before the first retry; each further one waits twice as long."""
LONGEST = 60.0
PASSING = frozenset({429, 500, 502, 503, 504})
"""Answers that may be others in a moment."""


class Secrets(NamedTuple):
    """What proves who pushes; "" for none."""

    user: str = ""
    password: str = ""
    token: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Secrets:
        """The secrets that the environment holds."""
        return cls(*(environment.get(f"KG_PUSH_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))


NOBODY = Secrets()


class Answer(NamedTuple):
    """A reply that is no error."""

    status: int
    body: bytes
    server: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Client:
    """Sends requests to one server."""

    def __init__(
        self, secrets: Secrets = NOBODY, timeout: float = 300.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.secrets = secrets
        self.timeout = timeout
        self.sleep = sleep
        self.requests = 0
        self._open = urllib.request.build_opener(_Stay).open
        self._scheme = ""
        self._challenge: dict[str, str] = {}
        self._known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        self._digest = urllib.request.HTTPDigestAuthHandler(self._known)

    def send(
        self, method: str, url: str, body: bytes | None = None, kind: str = "", accept: str = "*/*", retry: bool = True
    ) -> Answer:
        """The answer to a request that may be put twice. Raises PushError with the URL and the reason."""
        headers = {"Accept": accept, "User-Agent": "kg"} | ({"Content-Type": kind} if kind else {})
        tries, pause, said = RETRIES if retry else 1, 0.0, ""
        last: Exception | None = None
        for attempt in range(tries):
            if attempt:
                self.sleep(min(LONGEST, pause))
            pause = WAIT * 2**attempt
            try:
                return self._authorised(method, url, body, headers)
            except urllib.error.HTTPError as error:
                last, said, pause = error, _reason(error), _after(error) or pause
                if error.code not in PASSING:
                    break
            except (OSError, http.client.HTTPException) as error:  # refused, cut off, out of time, no such host, TLS
                last, said = error, _plain(error)
        asked = f" (asked {attempt + 1} times)" if attempt else ""
        raise PushError(f"{method} {url}: {said}{asked}") from last

    def server(self, url: str) -> str:
        """What a server calls itself, whatever it answers. Raises PushError when it does not answer."""
        try:
            return self.send("GET", url, retry=False).server
        except PushError as error:
            if isinstance(error.__cause__, urllib.error.HTTPError):
                return error.__cause__.headers.get("Server") or ""
            raise

    def _authorised(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        try:
            return self._once(method, url, body, headers)
        except urllib.error.HTTPError as error:
            if error.code != 401 or not self._accept(url, error.headers.get_all("WWW-Authenticate") or []):
                raise
        return self._once(method, url, body, headers)

    def _accept(self, url: str, challenges: list[str]) -> bool:
        """Take up a challenge that the secrets can answer; False when there is none, or it was answered before."""
        for challenge in challenges:
            scheme, _, rest = challenge.partition(" ")
            found = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
            fresh = self._scheme == "" or found.get("nonce") != self._challenge.get("nonce")
            if scheme.lower() in {"digest", "basic"} and self.secrets.user and fresh:
                self._scheme, self._challenge = scheme.lower(), found
                self._known.add_password(None, url, self.secrets.user, self.secrets.password)
                return True
        return False

    def _once(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        request = urllib.request.Request(url, body, dict(headers), method=method)
        if proof := self._proof(request):
            request.add_unredirected_header("Authorization", proof)
        self.requests += 1
        with self._open(request, timeout=self.timeout) as reply:
            return Answer(reply.status, reply.read(), reply.headers.get("Server") or "")

    def _proof(self, request: urllib.request.Request) -> str:
        secrets = self.secrets
        if secrets.token:
            return f"Bearer {secrets.token}"
        if self._scheme == "basic":
            return "Basic " + base64.b64encode(f"{secrets.user}:{secrets.password}".encode()).decode()
        if self._scheme == "digest":
            answer = self._digest.get_authorization(request, self._challenge)
            return f"Digest {answer}" if answer else ""
        return ""


def _reason(error: urllib.error.HTTPError) -> str:
    if 300 <= error.code < 400:
        return f"answers with a redirect to {error.headers.get('Location', '?')}: give that address"
    body = " ".join(error.read(2000).decode("utf-8", "replace").split())
    said = f"{error.code} {error.reason}" + (f": {body[:300]}" if body and "<html" not in body.lower() else "")
    if error.code in {401, 403}:
        said += "; KG_PUSH_USER and KG_PUSH_PASSWORD, or KG_PUSH_TOKEN, say who you are"
    return said


def _after(error: urllib.error.HTTPError) -> float | None:
    said = error.headers.get("Retry-After") or ""
    return float(said) if said.isdigit() else None


def _plain(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return str(getattr(reason, "strerror", None) or reason or type(error).__name__)


def checked(url: str) -> str:
    """An address to push to, without a closing slash. Raises PushError when it is none, or holds a password."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PushError(f"{url!r} is no address of a store: it begins with http:// or https://")
    if parts.username or parts.password:
        raise PushError("no password in the address: set KG_PUSH_USER and KG_PUSH_PASSWORD in the environment")
    return url.rstrip("/")
