"""What a worker can be asked, by name, one function a kind of job: from plain JSON to what the client gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from kg import queries, vocab
from kg.server import files, guard, pages, protocol
from kg.server.guard import Answer
from kg.server.render import html
from kg.server.settings import Settings
from kg.store import Table, base_of, open_store
from kg.views.description import describe
from kg.views.exports.selection import Selection

Job = Mapping[str, Any]


class Answers:
    """The graph, open, and all that can be asked of it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store: ox.Store = open_store(settings.graph)
        self.base = base_of(self.store)
        queries.catalogue(settings.queries)  # a file of the user's that is not well formed is told at the start

    def answer(self, job: Job) -> Answer:
        """The answer to a job."""
        return self._kinds[job["do"]](job)

    @cached_property
    def _kinds(self) -> Mapping[str, Callable[[Job], Answer]]:
        pager = pages.Pages(self.store, self.base, self.settings)
        return {
            "sparql": self._sparql,
            "graph": self._graph,
            "home": pager.home,
            "find": pager.find,
            "questions": pager.questions,
            "question": pager.question,
            "page": pager.individual,
            "data": pager.data,
            "about": self._about,
            "ontology": lambda job: files.ontology(job["accept"]),
            "void": lambda job: files.void(self.settings.graph, lambda: self._described, self.base, job["address"]),
        }

    def _sparql(self, job: Job) -> Answer:
        question: str = job["query"]
        guard.check(question, self.settings.max_request)
        queries.check_terms(question)
        if not job["html"]:
            result = protocol.query(self.store, question, job["default"], job["named"])
            return protocol.written(result, job["accept"], self.settings, self.base)
        return self._shown(job, question)

    def _shown(self, job: Job, question: str) -> Answer:
        """The result as a page, with the question to change and ask again."""
        result = protocol.query(self.store, question, job["default"], job["named"])
        table, cut = pages.first(result, pages.SHOWN)
        shown = pages.Shown(table, self.store, self.base, job["lang"])
        body = html("sparql", job, question=question, shown=shown, cut=cut)
        return protocol.answer("text/html", body)

    def _graph(self, job: Job) -> Answer:
        return protocol.graph(self.store, job["which"], job["accept"], self.settings, self.base)

    @cached_property
    def _described(self) -> str:
        return describe(Selection(self.store, self.base))

    def _about(self, job: Job) -> Answer:
        """What is served, for those who start a server: the base, and whether there is anything."""
        table = Table(("base", "prefix"), [(ox.Literal(self.base), ox.Literal(vocab.NAMESPACE))])
        return protocol.answer("text/plain", "\n".join(table.texts()[0]).encode())
