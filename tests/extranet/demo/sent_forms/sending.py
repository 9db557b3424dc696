"""Sending of a form by the test client, undone afterwards, and what its answer shows of what was typed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, urljoin, urlsplit

from django.contrib.messages import ERROR
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.extranet.demo.sent_forms.page_forms import PageForm, read_forms
from tests.extranet.demo.whole_pages.visible_text import parse

# A form shown again: as it is, refused, sent too often or overtaken by somebody else.
FORM_AGAIN = {200, 409, 422, 429}
URLENCODED = "application/x-www-form-urlencoded"


@contextmanager
def undone() -> Iterator[None]:
    """Undo what this block writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def encode(data: Mapping[str, list]) -> str:
    """Encode texts as a browser does; a lone surrogate, that a browser never sends, goes as it is."""
    pairs = [(name, value) for name, values in data.items() for value in values]
    return "&".join(
        f"{quote(name, safe='', errors='surrogatepass')}={quote(value, safe='', errors='surrogatepass')}"
        for name, value in pairs
    )


def send(client: Client, form: PageForm, data: Mapping[str, list]) -> HttpResponse:
    """Send what `data` holds to the address of the form: texts and files, several for a name."""
    parts, headers = urlsplit(form.action), {"HTTP_REFERER": f"http://testserver{form.page}"}
    if form.method == "get":
        return client.get(f"{parts.path}?{encode(data)}", **headers)
    address = f"{parts.path}?{parts.query}" if parts.query else parts.path
    if any(isinstance(value, UploadedFile) for values in data.values() for value in values):
        return client.generic("POST", address, encode_multipart(BOUNDARY, data), MULTIPART_CONTENT, **headers)
    return client.generic("POST", address, encode(data), URLENCODED, **headers)


def lost_texts(client: Client, form: PageForm, data: Mapping[str, list], response: HttpResponse) -> list[str]:
    """Return the names of the controls whose text a refusal does not show again, in whatever place."""
    typed = {control.name: control.values for control in form.controls if control.is_typed}
    texts = {name: visible(values[0]) for name, values in data.items() if name in typed and len(values) == 1}
    # Where people are chosen, a number is one of them, and not a text.
    people = {control.name for control in form.controls if control.kind == "person"}
    new = {
        name: text
        for name, text in texts.items()
        if text and text not in map(visible, typed[name]) and not (name in people and text.isdigit())
    }
    if response.status_code == 302:
        if all(message.level < ERROR for message in sent_messages(response)):
            return []
        response = client.get(urljoin(form.page, response.url), follow=True)
    elif response.status_code not in FORM_AGAIN or not response.headers["content-type"].startswith("text/html"):
        return []
    lost = missing(new, form.page, response)
    # What the site has taken is on the page where the form stood.
    return sorted(missing(lost, form.page, client.get(form.page, follow=True)) if lost else lost)


def missing(texts: dict[str, str], page: str, response: HttpResponse) -> dict[str, str]:
    """Return the texts that the answer shows nowhere."""
    if not response.headers["content-type"].startswith("text/html"):
        return texts
    shown = {visible(text) for form in read_forms(page, response.content) for text in form.texts}
    words = visible(parse(response.content).text_content())
    return {name: text for name, text in texts.items() if text not in shown and text not in words}


def sent_messages(response: HttpResponse) -> list:
    storage = getattr(response.wsgi_request, "_messages", None)
    return list(storage._queued_messages) if storage is not None else []


def visible(text: object) -> str:
    """Return a text without what a page cannot show or a browser puts in other words: spaces, controls, lone halves."""
    if not isinstance(text, str):
        return ""
    return "".join(each for each in text if each.isprintable() and not each.isspace() and each != "\ufffd")
