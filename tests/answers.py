"""What tests do with the answers of the test client."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse


def close_answer(response: HttpResponse) -> None:
    """Close the files of an answer, and not the connection to the database, which is in a transaction of the test."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


@contextmanager
def closing_answer(response: HttpResponse) -> Iterator[HttpResponse]:
    """Close `response` at the end of the block, as `contextlib.closing` would, and keep the connection."""
    try:
        yield response
    finally:
        close_answer(response)
