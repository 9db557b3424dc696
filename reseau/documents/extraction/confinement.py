"""Limits of the process that opens a file: memory, time, output; no secret in its environment, nothing to write to.

The process sets them itself before it reads anything, then answers one JSON object.
"""

import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from typing import BinaryIO

from reseau.documents.extraction.problems import BROKEN, TOO_HEAVY, FileProblemError

MEMORY = 512 * 1024 * 1024  # bytes
CPU_SECONDS = 12
ANSWER = 4 * 1024 * 1024  # bytes
FILES = 64

Examine = Callable[[BinaryIO, list[str]], dict]

LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: CPU_SECONDS,
    resource.RLIMIT_FSIZE: ANSWER,
    resource.RLIMIT_NOFILE: FILES,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CORE: 0,
}


def limit_itself(*, may_start_threads: bool = False, answer: int = ANSWER) -> None:
    """Set the limits. Threads count as processes, so a reader that needs one has no limit on processes."""
    for resource_kind, limit in (LIMITS | {resource.RLIMIT_FSIZE: answer}).items():
        if resource_kind != resource.RLIMIT_NPROC or not may_start_threads:
            resource.setrlimit(resource_kind, (limit, limit))
    os.nice(10)
    # Messages of readers about a broken file could be longer than the file.
    logging.disable()


def answer_or_problem(examine: Examine, file: BinaryIO, arguments: list[str]) -> dict:
    """Return the answer of `examine`, or the problem with the file, whatever exception the file causes."""
    try:
        return examine(file, arguments)
    except FileProblemError as error:
        return {"problem": error.code, "detail": error.detail[:200]}
    except MemoryError:
        return {"problem": TOO_HEAVY, "detail": "memory"}
    except Exception as error:  # a broken file can raise any exception in its readers
        return {"problem": BROKEN, "detail": repr(error)[:200]}


def run_confined(examine: Examine, *, may_start_threads: bool = False, answer: int = ANSWER) -> None:
    """Run `examine` as the whole process: the file on standard input, the answer on standard output, `answer` bytes at
    most.
    """
    limit_itself(may_start_threads=may_start_threads, answer=answer)
    with open(0, "rb", closefd=False) as source:
        report = answer_or_problem(lambda *given: {"json": json.dumps(examine(*given))}, source, sys.argv[1:])
    sys.stdout.write(_within(report, answer))


def _within(report: dict, most: int) -> str:
    """Return the answer as JSON; the problem of its file if it is longer than the output may be."""
    written = report.get("json") or json.dumps(report)
    return written if len(written) <= most else json.dumps({"problem": TOO_HEAVY, "detail": "answer"})
