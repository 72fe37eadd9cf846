"""What a request asks for: its parts, checked; whatever is malformed, doubled or too large is refused here."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.server import render
from kg.server.guard import Refusal
from kg.server.negotiate import language
from kg.server.settings import Settings

LONGEST = 1000
"""Characters of one parameter of a stored question, or of a name to look for."""

_PREFIX = re.compile(r"(?:/[\w.~-]+)*/?", re.ASCII)
_FIELDS = 100
_OURS = ("lang", "go")  # the language, and that a form was sent
_ADDRESS, _HEADERS = 64 << 10, 32 << 10
_POSTED = ("application/sparql-query", "application/x-www-form-urlencoded")
_ENDINGS = ("ttl", "nt", "rdf", "jsonld")


def check(request: Request, settings: Settings) -> None:
    """Refuse a head that is too large, and a name that is not this server's.

    On loopback only names of loopback are answered to, so that no page of the web can pose as this server.
    """
    if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > _ADDRESS:
        raise Refusal(414, f"an address may have {_ADDRESS} bytes")
    if sum(len(name) + len(value) for name, value in request.scope["headers"]) > _HEADERS:
        raise Refusal(431, f"the headers may have {_HEADERS} bytes")
    name = re.sub(r":\d*$", "", request.headers.get("host", "")).strip("[]").lower()
    if settings.local and name not in settings.names:
        raise Refusal(421, f"this server is not {name or 'without a name'}: see --public and --proxied")


def root(request: Request, settings: Settings) -> str:
    """The path under which this client sees the server, "" for the top."""
    said = request.headers.get("x-forwarded-prefix", "") if settings.proxied else ""
    return said.rstrip("/") if said and _PREFIX.fullmatch(said) else settings.prefix


def view(request: Request, settings: Settings) -> dict[str, Any]:
    """How pages are to be shown: the language, the root, and the parameters to keep when the language is changed."""
    lang, accepted = request.query_params.get("lang", ""), request.headers.get("accept-language", "")
    kept = {key: value[:LONGEST] for key, value in request.query_params.items() if key not in ("lang", "query")}
    chosen = lang if lang in render.LANGUAGES else language(accepted, render.LANGUAGES)
    return {"lang": chosen, "root": root(request, settings), "kept": kept}


def thing(request: Request) -> dict[str, Any]:
    """The individual by its path or its whole address, and the form that an ending of the path asks for."""
    path, iri = request.path_params.get("path", ""), request.query_params.get("iri", "")
    if not path and not iri:
        raise Refusal(400, "whose page? PATH, or ?iri=ADDRESS")
    return {"path": path, "iri": "" if path else iri}


def ending(path: str) -> tuple[str, str]:
    """The path without an ending that asks for a form, and that ending.

    >>> ending("person/kim-jong-un.ttl")
    ('person/kim-jong-un', 'ttl')
    """
    stem, dot, last = path.rpartition(".")
    return (stem, last) if dot and last in _ENDINGS else (path, "")


def given(request: Request) -> dict[str, str]:
    """The parameters of a stored question."""
    found = [(key, value) for key, value in request.query_params.multi_items() if key not in _OURS]
    if len(dict(found)) != len(found):
        raise Refusal(400, "a parameter may be given once")
    if any(len(value) > LONGEST for _, value in found):
        raise Refusal(413, f"a parameter is longer than {LONGEST} characters")
    return dict(found)


async def question(request: Request, settings: Settings) -> Mapping[str, list[str]]:
    """The parameters of a SPARQL request, from its address and its body; "query" at most once, "update" never."""
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        pairs += await _posted(request, settings)
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    if "update" in found or len(found.get("query", ())) > 1:
        raise Refusal(400, "one query, and no update: this server only reads")
    return found


async def _posted(request: Request, settings: Settings) -> list[tuple[str, str]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _POSTED:
        raise Refusal(415, f"a query is posted as {' or '.join(_POSTED)}")
    text = await _body(request, settings)
    if kind == _POSTED[0]:
        return [("query", text)]
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError:
        raise Refusal(400, "the form cannot be read") from None


async def _body(request: Request, settings: Settings) -> str:
    """The body as text, no larger than allowed, and within the time that a request may take to come."""
    most, content = settings.max_request, bytearray()
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > most:
        raise Refusal(413, f"a request may have {most} bytes")
    try:
        async with asyncio.timeout(settings.timeout):
            async for chunk in request.stream():
                content += chunk
                if len(content) > most:
                    raise Refusal(413, f"a request may have {most} bytes")
        return content.decode("utf-8")
    except TimeoutError:
        raise Refusal(408, "the request did not come in time") from None
    except UnicodeDecodeError:
        raise Refusal(400, "the request is not UTF-8") from None
    except ClientDisconnect:
        raise Refusal(400, "the request broke off") from None
