"""From sentences to utterances: the order of reading, what is merged, and offsets instead of tokens."""

from __future__ import annotations

from kg.extract.statements import indirect, quotations
from kg.extract.statements.attribution import Cue, tail
from kg.extract.statements.circumstances import addressees, relays, when
from kg.extract.statements.line import MARKS, NONE, Line
from kg.extract.statements.quotations import Said
from kg.extract.statements.subjects import first_free
from kg.extract.statements.tags import Report
from kg.extract.statements.voices import Memory, voice
from kg.extract.statements.wordings import group
from kg.model import Document, Party, Sentence, Utterance

_HEAD = 25  # tokens in which the subject of a sentence is looked for
_MARK = 2  # tokens before a quotation that starts its sentence, at most


def read(doc: Document) -> list[Utterance]:
    """All utterances of a document, in the order of the text; the title says nothing."""
    if not doc.tokens or not doc.pack.table("statements"):
        return []
    reader = _Reader(doc)
    for sentence in doc.sentences:
        if sentence.kind == "body":
            reader.read(sentence)
        reader.before = sentence
    return [one for one in reader.utterances() if one.speakers or one.anonymous]


class _Reader:
    """One pass over a document.

    ``before`` is the sentence before; ``joinable`` the last one, as long as only quotations and their attributions
    followed: what is quoted next in its paragraph goes on with the same utterance.
    """

    def __init__(self, doc: Document) -> None:
        self.line = Line(doc)
        self.memory = Memory()
        self.found: list[Utterance] = []
        self.more: list[Utterance] = []  # what goes on with the last utterance found
        self.open: list[int] = []  # quotations not closed yet: whose they are the next attribution tells
        self.joinable: Sentence | None = None
        self.before: Sentence | None = None
        self.firsts: dict[str, int] = {}
        for mention in doc.mentions:
            for node in mention.nodes if mention.start >= doc.article.body else ():
                self.firsts.setdefault(node, mention.start)

    def read(self, sentence: Sentence) -> None:
        """Read one sentence of the running text."""
        said = quotations.utterances(self.line, sentence.first, sentence.last, self.memory)
        if said:
            self._quoted(sentence, said)
        elif not self._cut_off(sentence):
            self._reported(sentence)

    def utterances(self) -> list[Utterance]:
        """What was found so far, each utterance with all its pieces."""
        if self.more:
            self.found[-1] = _merged(self.found[-1], self.more)
            self.more = []
        return self.found

    def _quoted(self, sentence: Sentence, said: list[Said]) -> None:
        for number, one in enumerate(said):
            new = _direct(self.line, one)
            if one.cue is not None:
                self._tell(new)
            near = number > 0 or (self.joinable is not None and self.joinable.paragraph == sentence.paragraph)
            starts = number > 0 or one.low - sentence.first <= _MARK
            if near and starts and self.found and _same_speech(self.line, self.found[-1], new):
                self.more.append(new)
            else:
                self.utterances().append(new)
            if one.goes_on:
                self.open.append(len(self.found) - 1)
        self.joinable = sentence

    def _tell(self, new: Utterance) -> None:
        """An attribution tells whose the unclosed quotations before it were, through whom and when."""
        for index in self.open:
            self.found[index] = self.found[index]._replace(
                speakers=tuple(Party(p.node, *self.found[index].pieces[0]) for p in new.speakers),
                anonymous=new.anonymous,
                relays=new.relays,
                when=new.when,
            )
        self.open = []

    def _cut_off(self, sentence: Sentence) -> bool:
        """A line break cut the attribution off its quotation: "... \\n tegasnya." belongs to the quotation before."""
        line, found = self.line, self.utterances()
        last = found[-1] if found else None
        if last is None or self.joinable is None or self.joinable is not self.before or last.end > last.start:
            return False
        first = sentence.first + (line.words[sentence.first] in MARKS)
        if first >= sentence.last or line.is_capital(first):
            return False
        if line.words[first] not in line.lex.nya and line.words[first] not in line.lex.tags:
            return False
        cue = tail(line, first, sentence.last, self.memory)
        if cue is None:
            return False
        self.memory.hear(cue.voice)
        self.found[-1] = _attributed(line, last, cue)
        return True

    def _reported(self, sentence: Sentence) -> None:
        self.joinable, self.open = None, []
        self.utterances()
        reports = indirect.reports(self.line, sentence.first, sentence.last, self.memory)
        for report in reports:
            if report.pieces:
                self.found.append(_indirect(self.line, report))
            else:
                self._pointed(report)
        if not reports:
            self._narrated(sentence)

    def _pointed(self, report: Report) -> None:
        """ "Hal itu disampaikan X": the sentence before is what X said; if it is a statement it gets the date."""
        last, before = self.found[-1] if self.found else None, self.before
        if before is None or before.kind == "title":
            return
        if last is None or last.pieces[-1][1] <= before.start:
            self.found.append(_indirect(self.line, Report(((before.first, before.last),), report.cue)))
        elif last.when is None and last.mode == "Indirect":
            self.found[-1] = last._replace(when=when(self.line, report.cue.low, report.cue.high))

    def _narrated(self, sentence: Sentence) -> None:
        """The person a sentence of narration is about, or brings in: "ia" in the next may mean them."""
        line = self.line
        if line.words[sentence.first] in line.lex.asides and line.word(sentence.first + 1) in line.lex.asides_also:
            return  # "Begitu pula X."
        if people := group(line, sentence.first, sentence.last):
            self.memory.group = line.start(people[0]), line.end(people[1] - 1)
        subject = first_free(line, sentence.first, min(sentence.last, sentence.first + _HEAD), self.memory)
        if subject is not None and subject.named and subject.person:
            if _speaks_up(line, sentence):
                self.memory.hear(subject)
                return
            self.memory.turn(subject, self._is_new(subject.parties[0]))
            return
        numbers = dict.fromkeys(n for n in line.mention[sentence.first : sentence.last] if n != NONE)
        persons = [m for m in map(line.doc.mentions.__getitem__, numbers) if m.kind == "person" and len(m.nodes) == 1]
        if len(persons) == 1 and self._is_new(Party(persons[0].nodes[0], persons[0].start, persons[0].end)):
            self.memory.turn(voice(persons[0]), False)

    def _is_new(self, party: Party) -> bool:
        return self.firsts.get(party.node, party.start) >= party.start


def _speaks_up(line: Line, sentence: Sentence) -> bool:
    """ "X buka suara", "Y angkat bicara": what is quoted next is theirs."""
    lex, words = line.lex, line.words
    return any(words[k] in lex.opening and words[k + 1] in lex.voices for k in range(sentence.first, sentence.last - 1))


# --- tokens to offsets --------------------------------------------------------------------------------------------


def _direct(line: Line, said: Said) -> Utterance:
    piece = _trimmed(line, said.low, said.high)
    bare = Utterance("Direct", (piece,), piece[0], piece[0], said.voice.parties, said.voice.anonymous)
    return _attributed(line, bare, said.cue) if said.cue else bare


def _indirect(line: Line, report: Report) -> Utterance:
    pieces = tuple(_trimmed(line, low, high) for low, high in report.pieces)
    new = _attributed(line, Utterance("Indirect", pieces, pieces[0][0], pieces[0][0]), report.cue)
    through = tuple(dict.fromkeys(report.through + new.relays))
    return new._replace(about=_about(line, report.pieces[-1][0], new), relays=through)


def _attributed(line: Line, bare: Utterance, cue: Cue) -> Utterance:
    low, high = cue.low, max(cue.high, cue.low + 1)
    return bare._replace(
        start=line.start(low),
        end=line.end(high - 1),
        speakers=cue.voice.parties,
        anonymous=cue.voice.anonymous,
        relays=tuple(party for party in relays(line, low, high) if party.node not in cue.voice.nodes),
        addressees=tuple(party for party in addressees(line, low, high) if party.node not in cue.voice.nodes),
        when=when(line, low, high),
    )


def _about(line: Line, at: int, utterance: Utterance) -> tuple[Party, ...]:
    """The agent that opens reported content is what it is about."""
    mention = line.whole(at)
    if mention is None or mention.kind == "place" or mention.how == "pronoun":
        return ()
    spoken = {party.node for party in utterance.speakers}
    return tuple(Party(n, mention.start, mention.end) for n in mention.nodes if n not in spoken)


def _same_speech(line: Line, old: Utterance, new: Utterance) -> bool:
    """Whether one speaker goes on: the same nodes, or a source without a name in the same words."""
    text = line.doc.article.text
    wordings = [text[slice(*one.anonymous)] for one in (old, new) if one.anonymous]
    if wordings and len(set(wordings)) > 1:
        return False
    return old.mode == "Direct" and [p.node for p in old.speakers] == [p.node for p in new.speakers]


def _merged(first: Utterance, more: list[Utterance]) -> Utterance:
    """One utterance in pieces: of each circumstance the first that tells it stands."""
    every = [first, *more]
    told = next((u for u in every if u.end > u.start), first)
    return first._replace(
        pieces=tuple(piece for u in every for piece in u.pieces),
        start=told.start,
        end=told.end,
        speakers=told.speakers,
        relays=next((u.relays for u in every if u.relays), ()),
        addressees=next((u.addressees for u in every if u.addressees), ()),
        when=next((u.when for u in every if u.when), None),
    )


def _trimmed(line: Line, low: int, high: int) -> tuple[int, int]:
    """Offsets of a token span, without a comma or, outside quotation marks, a full stop at its end."""
    while high - 1 > low and (line.words[high - 1] in {",", ";", ":"} or _is_stop(line, high - 1)):
        high -= 1
    return line.start(low), line.end(high - 1)


def _is_stop(line: Line, index: int) -> bool:
    return line.words[index] == "." and line.quote[index] == NONE
