"""Programs that a test starts on this machine, and stops."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 60


@contextmanager
def daemon(
    command: list[str], is_ready: Callable[[], bool], log: Path, env: dict | None = None, *, ends_itself: bool = False
) -> Iterator:
    """Yield the process once it is ready; end it afterwards, if the test has not.

    `ends_itself`: it is asked to end, since it has children to stop.
    """
    with log.open("w") as output:
        process = subprocess.Popen(  # noqa: S603 - written in the tests
            command, stdout=output, stderr=subprocess.STDOUT, env=env
        )
    try:
        deadline = time.monotonic() + SECONDS
        while not is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text()}")
            time.sleep(0.05)
        yield process
    finally:
        if ends_itself:
            process.terminate()
        else:
            process.kill()
        process.wait()


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
