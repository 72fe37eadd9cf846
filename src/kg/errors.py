"""Every error that is raised on purpose, as one tree.

    KgError                     anything this package refuses to do; str(error) is one line for people
    ├── SourceError             an input that cannot be read: names the file and the reason
    ├── PackError               a language pack or a knowledge file that is not well formed
    ├── GraphError              a built graph that is missing, truncated or not ours
    ├── QueryError              a stored query, its parameter or its SPARQL is wrong
    ├── PushError               a running store cannot be reached or refuses: names the URL and the reason
    ├── JudgementError          a line of the judgements file that says nothing usable
    └── MissingExtra            an optional dependency is not installed: says which to install

The command line turns a KgError into one line and exit code 1; anything else is a defect.
"""


class KgError(Exception):
    """Base of all errors raised on purpose; the message is one line meant for the user."""


class SourceError(KgError):
    """An input could not be read. ``source`` is the file (and line), ``reason`` says why."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class PackError(KgError):
    """A language pack or a knowledge file is not well formed."""


class GraphError(KgError):
    """A built graph is missing, truncated or was not written by this program."""


class QueryError(KgError):
    """A stored query does not exist, its parameters do not fit, or its SPARQL is wrong."""


class PushError(KgError):
    """A running store could not be reached, or refused; the message names the URL and the reason."""


class JudgementError(KgError):
    """A line of the judgements file cannot be understood."""


class MissingExtra(KgError):  # noqa: N818 -- it names what is missing
    """An optional dependency is needed and absent; the message names the extra to install."""
