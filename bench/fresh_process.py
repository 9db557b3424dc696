"""Run a function in a fresh process, so that its memory is measured alone."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Result = TypeVar("Result")
# A forked process would inherit the memory of its parent.
SPAWN = get_context("spawn")


def apart(work: Callable[..., Result], *arguments) -> Result:
    with ProcessPoolExecutor(1, mp_context=SPAWN) as pool:
        return pool.submit(work, *arguments).result()
