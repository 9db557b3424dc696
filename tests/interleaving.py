"""What another process does between two statements of the code under test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def just_before(statement: str, action: Callable[[], object]) -> Iterator[None]:
    """Call `action` once, just before the first statement that begins with `statement`: « UPDATE "alertes_mail" »."""
    intercepted: list[str] = []

    def intercept(execute, sql, params, many, context):
        if sql.startswith(statement) and not intercepted:
            intercepted.append(sql)
            action()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(intercept):
        yield
    assert intercepted, f"no statement begins with {statement}"
