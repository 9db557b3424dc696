"""Limits of the reading process: a hostile file ends in a result, or in the end of that process alone."""

import json
import subprocess
import sys

import pytest

from reseau.documents.extraction.confinement import ANSWER, CPU_SECONDS, MEMORY, answer_or_problem
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.extraction.reader import ENVIRONMENT, ROOT


def run_in_confinement(body: str, *, prelude: str = "", may_start_threads: bool = False) -> subprocess.CompletedProcess:
    """A process whose only work is `body`, behind the same walls."""
    program = (
        "import os, resource, socket, time, sys\nfrom reseau.documents.extraction import confinement\n"
        f"{prelude}\ndef examine(file, arguments):\n    {body}\n"
        f"confinement.run_confined(examine, may_start_threads={may_start_threads})"
    )
    return subprocess.run(  # noqa: S603 - the program is written here
        [sys.executable, "-c", program],
        input=b"contenu",
        capture_output=True,
        cwd=ROOT,
        env=ENVIRONMENT,
        timeout=30,
        check=False,
    )


def answer_of(body: str) -> dict:
    return json.loads(run_in_confinement(body).stdout)


def test_memory_is_limited():
    assert answer_of('return {"text": "a" * 10**9}') == {"problem": "too_heavy", "detail": "memory"}


def test_cpu_time_is_limited():
    limit = "confinement.LIMITS[resource.RLIMIT_CPU] = 1"
    assert run_in_confinement("while True: pass", prelude=limit).returncode < 0


def test_limits_are_those_that_are_written():
    limits = answer_of(
        'return {n: resource.getrlimit(getattr(resource, n)) for n in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE")}'
    )
    assert limits == {"RLIMIT_AS": [MEMORY] * 2, "RLIMIT_CPU": [CPU_SECONDS] * 2, "RLIMIT_FSIZE": [ANSWER] * 2}


@pytest.mark.parametrize("may_start_threads", [False, True])
def test_only_the_reader_that_needs_a_thread_may_start_one(may_start_threads):
    process = run_in_confinement(
        'return {"most": resource.getrlimit(resource.RLIMIT_NPROC)[0]}', may_start_threads=may_start_threads
    )
    assert (json.loads(process.stdout)["most"] == 0) is not may_start_threads


def test_output_is_limited(tmp_path):
    target = tmp_path / "out"
    body = f'file = open({str(target)!r}, "wb"); [file.write(b"a" * 10**6) or file.flush() for _ in range(9)]'
    assert answer_of(body)["problem"] == "broken"
    assert target.stat().st_size == ANSWER


def test_process_has_no_access_to_the_site(monkeypatch):
    monkeypatch.setenv("EXTRANET_SECRET_KEY", "très secret")
    names = answer_of('return {"text": " ".join(sorted(os.environ))}')["text"].split()
    assert set(names) - {"LC_CTYPE"} == set(ENVIRONMENT)


def raise_problem(file, arguments):
    raise FileProblemError("broken", "x" * 999)


def out_of_memory(file, arguments):
    raise MemoryError


def recursing_forever(file, arguments):
    raise RecursionError("too deep")


@pytest.mark.parametrize(
    ("examine", "expected"),
    [
        (raise_problem, {"problem": "broken", "detail": "x" * 200}),
        (out_of_memory, {"problem": "too_heavy", "detail": "memory"}),
        (recursing_forever, {"problem": "broken", "detail": "RecursionError('too deep')"}),
    ],
)
def test_whatever_happens_is_an_answer(examine, expected):
    assert answer_or_problem(examine, None, []) == expected
