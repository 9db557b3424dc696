"""A refusal: why a command stops, in one French line that says what to do."""

import errno
import sys
from collections.abc import Callable

INTERRUPTED = 130


class RefusalError(Exception):
    """Its text: the line that the user reads."""


def run_command(command: Callable[[list[str]], int]) -> None:
    """Run `command(arguments)` as the whole program; the exit code says whether all went well."""
    try:
        sys.exit(command(sys.argv[1:]))
    except RefusalError as refusal:
        print(f"\n{refusal}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nInterrompu. Relancez la même commande : ce qui est fait n’est pas refait.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        print("\nLe disque est plein : libérez de la place, puis relancez la même commande.", file=sys.stderr)
    sys.exit(1)
