"""What a service refuses, shown to the person who asked: the only way in which views catch a refusal.

A service refuses with a `ValidationError`. An action shows it as a message, a form beside its field, a page where it
likes; the code after the block answers. Whatever the service did is undone: its transaction ends with the error.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest


@contextmanager
def refusal_texts() -> Iterator[list[str]]:
    """Yield a list, which then holds the texts of what services refuse in this block: for a page that shows them."""
    texts = []
    try:
        yield texts
    except ValidationError as refusal:
        texts += refusal.messages


@contextmanager
def refusals_as_messages(request: HttpRequest, *, about: object = "") -> Iterator[None]:
    """Show as messages of the next page what services refuse in this block, each after what it is `about`."""
    with refusal_texts() as texts:
        yield
    for text in texts:
        messages.error(request, f"{about}\u00a0: {text}" if about else text)


@contextmanager
def refusals_in(form: BaseForm, field: str | None = None) -> Iterator[None]:
    """Show in `form` what services refuse in this block: beside `field`, or above the form.

    A refusal that names its own fields is shown beside them, if the form has them.
    """
    try:
        yield
    except ValidationError as refusal:
        named = set(getattr(refusal, "error_dict", {}))
        if named and not field and named <= {*form.fields, NON_FIELD_ERRORS}:
            form.add_error(None, refusal)
        else:
            form.add_error(field, refusal.messages if named else refusal)
