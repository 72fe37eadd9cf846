"""The command line: the only room that prints.

Each command is a thin shell around one function of the library. What a library refuses (a KgError) becomes one line and
exit code 1; a wrong call is explained by the parser with exit code 2; a build that had to leave some inputs out ends
with 3.
"""

from __future__ import annotations

import os
import sys

from kg.cli import ask, checks, hand, make, serve, show, tell, why
from kg.cli.app import app
from kg.cli.screen import complain
from kg.errors import KgError

__all__ = ["app", "main"]

_COMMANDS = (make, ask, checks, why, show, hand, serve, tell)  # imported for the commands they add to ``app``


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    try:
        app()
    except KgError as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:  # who reads the output has closed it: `kg export ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except KeyboardInterrupt:
        complain("interrupted; nothing was changed")
        sys.exit(130)
