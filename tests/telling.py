"""Claims by hand: what an article would say, for tests of everything above the extractors."""

from __future__ import annotations

from calendar import monthrange
from itertools import count

from kg.model import Claim, Evidence
from kg.names import local_node, slug


class Told:
    """One made-up article that makes claims; ``claims`` are in the form extractors emit."""

    def __init__(self, article: str, published: str | None = None, title: str = "Judul") -> None:
        self.id = article
        self.node = f"article:{article}"
        self.claims: list[Claim] = []
        self._offsets = count(10, 200)
        self.say(self.node, "type", "Article", "term")
        self.say(self.node, "dcterms:identifier", article, "string")
        self.say(self.node, "dcterms:title", title, "text")
        self.say(self.node, "dcterms:language", "id", "string")
        if published:
            self.say(self.node, "dcterms:issued", published, "date")

    def say(self, subject: str, name: str, value: str, datatype: str = "node", words: str = "") -> None:
        evidence = ()
        if words:
            start = next(self._offsets)
            sentence = f"Konon {words} begitu adanya."
            evidence = (Evidence(start, start + len(sentence), sentence, start + 6, start + 6 + len(words), words),)
        lang = "id" if datatype == "text" else ""
        self.claims.append(Claim(self.id, subject, name, value, datatype, lang, evidence))

    def _thing(self, node: str, kind: str, name: str, known: str, forms: tuple[str, ...]) -> str:
        self.say(node, "type", kind, "term", name)
        self.say(node, "rdfs:label", name, "text")
        for form in forms:
            self.say(node, "skos:altLabel", form, "text")
        if known:
            self.say(node, "known", known, "string")
        self.say(self.node, "mentions", node)
        return node

    def person(self, name: str, title: str = "", of: str = "", office: str = "", known: str = "", forms=()) -> str:
        node = self._thing(local_node("person", self.id, name), "Person", name, known, forms)
        if title:
            tenure = f"tenure:{self.id}#{slug(name)}-{slug(title)}"
            self.say(node, "tenure", tenure, "node", title)
            self.say(tenure, "type", "Tenure", "term")
            self.say(tenure, "title", title, "text")
            if of:
                self.say(tenure, "of", of)
            if office:
                self.say(tenure, "office", office, "string")
        return node

    def state(self, code: str) -> str:
        return self._thing(f"state:{code}", "State", code, "", ())

    def org(self, name: str, known: str = "", forms=()) -> str:
        return self._thing(local_node("org", self.id, name), "Organization", name, known, forms)

    def place(self, name: str, *within: str, known: str = "") -> str:
        node = self._thing(local_node("place", self.id, name), "Place", name, known, ())
        for wider in within:
            self.say(node, "within", wider)
        return node

    def report(
        self, *parties: str, date: str = "", status: str = "Held", place: str = "", country: str = "", **more: str
    ) -> str:
        node = f"report:{self.id}#{slug(' '.join([date, *parties]))}"
        self.say(node, "type", "MeetingReport", "term", "pertemuan")
        self.say(node, "reportedIn", self.node)
        for party in parties:
            self.say(node, "participant", party, "node", party.partition("#")[2] or party)
        for companion in filter(None, more.get("companions", "").split()):
            self.say(node, "companion", companion, "node", "rombongan")
        if place:
            self.say(node, "place", place, "node", "di " + place.partition("#")[2])
        if country:
            self.say(node, "country", country)
        self._date(node, date, more)
        self.say(node, "status", status, "term", "bertemu")
        self.say(node, "mode", more.get("mode", "InPerson"), "term")
        self.say(node, "kind", more.get("kind", "Talks"), "term")
        self.say(node, "confidence", more.get("confidence", "0.80"), "decimal")
        return node

    def _date(self, node: str, date: str, more: dict[str, str]) -> None:
        parts = date.split("-") if date else []
        if parts:
            self.say(node, "date", date, ("gYear", "gYearMonth", "date")[len(parts) - 1], "pada hari itu")
        ends = {1: f"{date}-12-31", 2: "", 3: more.get("end", date)}
        if len(parts) == 2:
            ends[2] = f"{date}-{monthrange(int(parts[0]), int(parts[1]))[1]:02}"
        first = {0: "", 1: f"{date}-01-01", 2: f"{date}-01", 3: date}[len(parts)]
        for name, day in (
            ("earliest", more.get("earliest", first)),
            ("latest", more.get("latest", ends.get(len(parts), ""))),
        ):
            if day:
                self.say(node, name, day, "date")
        if "end" in more:
            self.say(node, "endDate", more["end"], "date")

    def says(self, speaker: str, text: str, mode: str = "Direct", **more: str) -> str:
        start = next(self._offsets)
        node = f"statement:{self.id}#{start}"
        self.say(node, "type", "Statement", "term", text)
        self.say(node, "reportedIn", self.node)
        self.say(node, "text", text, "text", text)
        self.say(node, "speechMode", mode, "term")
        if speaker:
            self.say(node, "speaker", speaker, "node", "kata dia")
        for name, value in more.items():
            self.say(node, name, value, "string" if name == "speakerDescription" else "node")
        return node


def summit() -> list[Claim]:
    """Five made-up articles: a summit told by four (one names another city), a visit planned, a quote carried twice."""
    first = Told("a1", "2031-05-12")
    sari, tomo = (
        first.person("Sari Wulandari", "Presiden", "state:IDN", "president"),
        first.person("Tomo Hirata", "Perdana Menteri", "state:JPN"),
    )
    bogor = first.place("Bogor", "state:IDN", known="g1648473")
    first.state("IDN"), first.state("JPN")
    first.report(sari, tomo, date="2031-05-12", place=bogor, country="state:IDN")
    first.says(tomo, "Kerja sama laut kedua negara sangat penting. Dan keadaan di kawasan selatan harus tetap damai.")
    second = Told("a2", "2031-05-13")
    sari2, tomo2 = second.person("Sari Wulandari"), second.person("Tomo Hirata")
    city = second.place("Surabaya", "state:IDN", known="g1625822")
    second.report(sari2, tomo2, date="2031-05-12", place=city, country="state:IDN")
    said = "Tentu saja, kerja sama laut kedua negara menjadi sangat penting. "
    second.says(tomo2, said + "Dan keadaan di kawasan selatan harus tetap damai")
    third = Told("a3", "2031-05-28")
    sari3, tomo3 = third.person("Sari Wulandari"), third.person("Tomoh Hirata", "PM", "state:JPN")
    lena = third.person("Lena Morozova", "Menteri Luar Negeri", "state:RUS", "foreign_minister")
    third.report(sari3, tomo3, date="2031-05", country="state:IDN")
    third.report(lena, third.state("IDN"), date="2031-06", status="Planned", country="state:IDN", kind="Visit")
    fourth = Told("a4", "2031-06-01")
    fourth.report(fourth.person("Tomo Hirata"), fourth.state("IDN"), date="2031-05", country="state:IDN", kind="Visit")
    fifth = Told("a5", "2029-03-03")
    fifth.report(fifth.person("Sari Wulandari"), fifth.person("Tomo Hirata"), date="2029-03-02")
    return [claim for told in (first, second, third, fourth, fifth) for claim in told.claims]
