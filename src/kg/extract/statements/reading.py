"""From sentences to utterances: the order of reading, merging, and offsets instead of tokens."""

from __future__ import annotations

from kg.extract.statements import indirect, quotations
from kg.extract.statements.attribution import Cue, addressees, relays, tail, when
from kg.extract.statements.indirect import Report
from kg.extract.statements.line import MARKS, NONE, Line
from kg.extract.statements.quotations import Said
from kg.extract.statements.speakers import Memory, Voice, first_free
from kg.model import Document, Party, Sentence, Utterance

_HEAD = 25  # tokens in which the subject of a sentence is looked for


class _Reader:
    """One pass over a document; ``direct`` is the index of the last utterance when nothing but its attribution followed."""

    def __init__(self, doc: Document) -> None:
        self.line = Line(doc)
        self.memory = Memory()
        self.found: list[Utterance] = []
        self.joinable: Sentence | None = None
        self.before: Sentence | None = None
        body = doc.article.body
        self.firsts: dict[str, int] = {}
        for mention in doc.mentions:
            for node in mention.nodes if mention.start >= body else ():
                self.firsts.setdefault(node, mention.start)

    def read(self, sentence: Sentence) -> None:
        """Read one sentence of the running text."""
        low, high = sentence.first, sentence.last
        said = quotations.utterances(self.line, low, high, self.memory)
        if said:
            self._quoted(sentence, said)
        elif not self._orphan_tail(sentence):
            self._reported(sentence)
        self.before = sentence

    def _quoted(self, sentence: Sentence, said: list[Said]) -> None:
        for number, one in enumerate(said):
            new = _direct(self.line, one, sentence)
            old = self.found[-1] if self.found else None
            near = number > 0 or (self.joinable is not None and self.joinable.paragraph == sentence.paragraph)
            starts = one.low - sentence.first <= 2 or number > 0
            if near and starts and old and old.mode == "Direct" and _nodes(old) == _nodes(new):
                self.found[-1] = _merged(old, new)
            else:
                self.found.append(new)
        self.joinable = sentence

    def _orphan_tail(self, sentence: Sentence) -> bool:
        """A line break cut the attribution off its quotation: "... \\n tegasnya." belongs to the quotation before."""
        word = self.line.words[sentence.first + (self.line.words[sentence.first] in MARKS)]
        last = self.found[-1] if self.found and self.joinable is not None else None
        if last is None or self.joinable is not self.before or not (word in self.line.lex.nya or word in self.line.lex.tags):
            return False
        if self.line.doc.article.text[self.line.start(sentence.first)].isupper() or last.end > last.start:
            return False
        cue = tail(self.line, sentence.first, sentence.last, self.memory)
        if cue is None:
            return False
        self.memory.hear(cue.voice)
        self.found[-1] = _attributed(self.line, last, cue)
        return True

    def _reported(self, sentence: Sentence) -> None:
        line = self.line
        reports = indirect.reports(line, sentence.first, sentence.last, self.memory)
        self.joinable = None
        for report in reports:
            if report.pieces:
                self.found.append(_indirect(line, report))
            else:
                self._pointed(report)
        if not reports:
            self._topic(sentence)

    def _pointed(self, report: Report) -> None:
        """"Hal itu disampaikan X": the sentence before is what X said, unless it already is a statement."""
        line, last, previous = self.line, self.found[-1] if self.found else None, self.before
        if previous is None or previous.kind == "title":
            return
        if last is not None and last.pieces[-1][1] > previous.start:
            if last.when is None and last.mode == "Indirect":
                self.found[-1] = last._replace(when=when(line, report.cue.low, report.cue.high))
            return
        new = _indirect(line, Report(((previous.first, previous.last),), report.cue))
        self.found.append(new)

    def _topic(self, sentence: Sentence) -> None:
        """The person a sentence of narration is about, or brings in: "ia" in the next may mean them."""
        line = self.line
        voice = first_free(line, sentence.first, min(sentence.last, sentence.first + _HEAD), self.memory)
        if voice is not None and voice.named and len(voice.parties) == 1 and voice.parties[0].node.startswith("person:"):
            self.memory.turn(voice, self._is_new(voice.parties[0]))
            return
        numbers = dict.fromkeys(n for n in line.mention[sentence.first : sentence.last] if n != NONE)
        mentions = [line.doc.mentions[n] for n in numbers]
        parties = [Party(m.nodes[0], m.start, m.end) for m in mentions if m.kind == "person" and len(m.nodes) == 1]
        if len(parties) == 1 and self._is_new(parties[0]):
            self.memory.turn(Voice((parties[0],), parties[0].start, parties[0].end), False)

    def _is_new(self, party: Party) -> bool:
        return self.firsts.get(party.node, party.start) >= party.start


def read(doc: Document) -> list[Utterance]:
    """All utterances of a document, in the order of the text."""
    if not doc.tokens or not doc.pack.table("statements"):
        return []
    reader = _Reader(doc)
    for sentence in doc.sentences:
        if sentence.kind == "body":
            reader.read(sentence)
        else:
            reader.before = sentence
    return reader.found


def _nodes(utterance: Utterance) -> tuple[str, ...]:
    return tuple(party.node for party in utterance.speakers)


def _merged(old: Utterance, new: Utterance) -> Utterance:
    start, end = (old.start, old.end) if old.end > old.start else (new.start, new.end)
    return old._replace(
        pieces=old.pieces + new.pieces,
        start=start,
        end=end,
        relays=old.relays or new.relays,
        addressees=old.addressees or new.addressees,
        when=old.when or new.when,
    )


def _direct(line: Line, said: Said, sentence: Sentence) -> Utterance:
    piece = _trimmed(line, said.low, said.high)
    bare = Utterance("Direct", (piece,), piece[0], piece[0], said.voice.parties, said.voice.anonymous)
    return _attributed(line, bare, said.cue) if said.cue else bare


def _indirect(line: Line, report: Report) -> Utterance:
    pieces = tuple(_trimmed(line, low, high) for low, high in report.pieces)
    bare = Utterance("Indirect", pieces, pieces[0][0], pieces[0][0])
    new = _attributed(line, bare, report.cue)
    relays = tuple(dict.fromkeys(report.through + new.relays))
    return new._replace(about=_about(line, report.pieces[-1][0], new), relays=relays)


def _attributed(line: Line, bare: Utterance, cue: Cue) -> Utterance:
    low, high = cue.low, max(cue.high, cue.low + 1)
    return bare._replace(
        start=line.start(low),
        end=line.end(high - 1),
        speakers=cue.voice.parties,
        anonymous=cue.voice.anonymous,
        relays=tuple(p for p in relays(line, low, high) if p.node not in cue.voice.nodes),
        addressees=tuple(p for p in addressees(line, low, high) if p.node not in cue.voice.nodes),
        when=when(line, low, high),
    )


def _about(line: Line, at: int, utterance: Utterance) -> tuple[Party, ...]:
    """The agent that opens reported content is what it is about."""
    mention = line.whole(at)
    if mention is None or mention.kind == "place" or mention.how == "pronoun":
        return ()
    spoken = {party.node for party in utterance.speakers}
    return tuple(Party(n, mention.start, mention.end) for n in mention.nodes if n not in spoken)


def _trimmed(line: Line, low: int, high: int) -> tuple[int, int]:
    """Offsets of a token span, without a comma or mark at its end."""
    while high - 1 > low and (line.words[high - 1] in {",", ";", ":"} or _is_stop(line, high - 1)):
        high -= 1
    return line.start(low), line.end(high - 1)


def _is_stop(line: Line, index: int) -> bool:
    return line.words[index] == "." and line.quote[index] == NONE
