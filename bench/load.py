"""Load of one page at full speed: with wrk if installed, with a small built-in client otherwise."""

import http.client
import re
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

WRK = shutil.which("wrk")
CLIENT = "wrk" if WRK else "python"
REPORT = Path(__file__).with_name("report.lua")
CONNECTIONS = 8
WARM_UP_SECONDS, WARM_UPS = 1, 20


@dataclass(frozen=True)
class Load:
    """Requests a second during so many seconds, and latencies in milliseconds."""

    rate: float
    seconds: float
    p50: float
    p95: float
    errors: int


def warm_up(port: int, path: str, cookie: str, *, connections: int = CONNECTIONS) -> None:
    """Ask until answers come: a process that has just begun loads what its first pages use.

    Raises `TimeoutError` if none comes.
    """
    for _ in range(WARM_UPS):
        if _ask(port, path, cookie, WARM_UP_SECONDS, connections).rate:
            return
    raise TimeoutError(f"{path} does not answer.")


def measure(port: int, path: str, cookie: str, *, seconds: float, connections: int = CONNECTIONS) -> Load:
    return _ask(port, path, cookie, seconds, connections)


def _ask(*arguments) -> Load:
    return ask_with_wrk(*arguments) if WRK else ask_with_python(*arguments)


def ask_with_wrk(port: int, path: str, cookie: str, seconds: float, connections: int) -> Load:
    # wrk counts in whole seconds.
    seconds = max(round(seconds), 1)
    command = [WRK, "-t1", f"-c{connections}", f"-d{seconds}s", "-s", REPORT, "-H", f"Cookie: {cookie}"]
    told = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    figures = re.search(r"^bench (\S+) (\S+) (\S+) (\S+)$", told, re.MULTILINE)
    rate, p50, p95, errors = map(float, figures.groups())
    return Load(rate, seconds, p50, p95, int(errors))


def ask_with_python(port: int, path: str, cookie: str, seconds: float, connections: int) -> Load:
    latencies: list[float] = []
    errors: list[int] = []
    deadline = time.perf_counter() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while (start := time.perf_counter()) < deadline:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            latencies.append((time.perf_counter() - start) * 1000)
            if answer.status != 200:
                errors.append(answer.status)

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(latencies, n=20) if len(latencies) > 1 else [*latencies * 19]
    return Load(len(latencies) / seconds, seconds, cuts[9], cuts[18], len(errors))
