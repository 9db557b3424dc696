"""Static files of a first start, gathered by a process of their own while the database is made."""

from multiprocessing import get_context
from multiprocessing.connection import Connection

from django.core.management import CommandError, call_command

# The site is loaded already: a process that starts anew would load it again.
FORK = get_context("fork")
# Seconds: it takes a few.
PATIENCE = 300


class StaticGathering:
    """Begins before the database is open, which two processes must not share."""

    def __init__(self) -> None:
        self._answer, sender = FORK.Pipe(duplex=False)
        self._process = FORK.Process(target=_gather, args=(sender,))
        self._process.start()
        # The child holds the only one left: if it dies, nobody waits for its answer.
        sender.close()

    def finish(self) -> None:
        """Wait for the files. Raises CommandError if they could not be gathered."""
        try:
            has_answered = self._answer.poll(PATIENCE)
            problem = self._answer.recv() if has_answered else f"Nothing after {PATIENCE} seconds."
        except EOFError:
            problem = "The process was stopped."
        else:
            if not has_answered:
                self._process.terminate()
        self._process.join()
        if problem:
            raise CommandError(problem)


def _gather(answer: Connection) -> None:
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except Exception as error:  # whatever it is, the process that waits tells it
        answer.send(f"{type(error).__name__}: {error}")
    else:
        answer.send("")
