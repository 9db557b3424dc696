"""Forms sent again: after a cut of the line, by two presses, with another text, by somebody else."""

import re

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client

from formation.sessions.enums import SessionStatus
from forums.threads.topics.models import Topic
from reseau.places.models.commune import Territory
from reseau.web.sent_forms.form_key import fingerprint_of
from reseau.web.sent_forms.middleware import TAKEN_ONCE, SentFormMiddleware
from reseau.web.sent_forms.models import SentForm
from tests.factories.formation import SessionFactory
from tests.factories.forums import ForumFactory
from tests.factories.reseau import TerritoryFactory

TEXT = {"title": "Où trouver des souris ?", "body": "Les nôtres sont usées.", "form_key": "clé"}


def take(request) -> HttpResponse:
    """A view that creates something."""
    TerritoryFactory(name=f"Territoire {Territory.objects.count()}")
    return HttpResponseRedirect("/pris/")


@pytest.fixture
def send(rf, db):
    """`send(data, view=…, user=…, path=…)`: the answer of a view to a form that somebody sends."""
    middleware = SentFormMiddleware(lambda request: None)

    def send_form(data: dict, *, view=take, user=None, path: str = "/"):
        request = rf.post(path, data)
        request.user, request._messages = user or AnonymousUser(), CookieStorage(rf.get("/"))
        answer = middleware.process_view(request, view, [], {})
        return view(request) if answer is None else answer

    return send_form


@pytest.fixture
def forum(db):
    return ForumFactory(slug="reseau")


def send_topic(browser: Client, **changes):
    return browser.post("/forums/reseau/nouveau/", TEXT | changes)


def test_page_puts_a_new_key_into_its_form(client_of, animator, forum):
    browser = client_of(animator)

    keys = [
        re.findall(r'name="form_key" value="([^"]{16})"', browser.get("/forums/reseau/nouveau/").content.decode())
        for _ in range(2)
    ]

    assert all(keys)
    assert len({key for page in keys for key in page}) == 2


def test_form_sent_again_gets_the_same_answer_and_creates_nothing(client_of, animator, forum):
    browser = client_of(animator)

    first, second = send_topic(browser), send_topic(browser)

    assert Topic.objects.count() == 1
    assert first.status_code == second.status_code == 302
    assert second.url == first.url
    assert TAKEN_ONCE in browser.get(second.url).content.decode()


def test_first_answer_does_not_speak_of_a_second_sending(client_of, animator, forum):
    browser = client_of(animator)

    assert TAKEN_ONCE not in browser.get(send_topic(browser).url).content.decode()


@pytest.mark.parametrize("change", [{"form_key": "autre"}, {"body": "cassées"}, {"other": "1"}])
def test_other_key_or_other_text_is_another_form(send, change):
    send(TEXT)
    send(TEXT | change)

    assert Territory.objects.count() == 2


def test_form_is_known_by_its_address(send):
    send(TEXT, path="/?un")
    send(TEXT, path="/?deux")

    assert Territory.objects.count() == 2


def test_new_csrf_token_does_not_make_another_form(send):
    send(TEXT | {"csrfmiddlewaretoken": "a"})
    send(TEXT | {"csrfmiddlewaretoken": "b"})

    assert Territory.objects.count() == 1


def test_same_form_of_somebody_else_is_another_form(send, animator, colleague):
    before = Territory.objects.count()

    send(TEXT, user=animator)
    send(TEXT, user=colleague)
    send(TEXT)

    assert Territory.objects.count() == before + 3


def test_form_without_a_key_is_taken_each_time(send):
    send({"body": "Merci."})
    send({"body": "Merci."})

    assert Territory.objects.count() == 2
    assert SentForm.objects.count() == 0


def test_form_shown_again_may_be_sent_again(send):
    send(TEXT, view=lambda request: HttpResponse("Écrivez un titre."))
    send(TEXT)

    assert Territory.objects.count() == 1


def test_refusal_told_by_the_next_page_is_not_remembered(send):
    def refuse(request) -> HttpResponse:
        messages.error(request, "C’est complet.")
        return HttpResponseRedirect("/")

    send(TEXT, view=refuse)
    send(TEXT)

    assert Territory.objects.count() == 1


def test_refused_enrolment_is_not_remembered(client_of, animator):
    session = SessionFactory(status=SessionStatus.CANCELLED)

    answer = client_of(animator).post(f"/formation/sessions/{session.pk}/inscription/", {"form_key": "clé"})

    assert answer.status_code == 302
    assert SentForm.objects.count() == 0


def test_form_that_breaks_the_page_leaves_no_trace(send):
    def fail(request) -> HttpResponse:
        take(request)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        send(TEXT, view=fail)

    assert (Territory.objects.count(), SentForm.objects.count()) == (0, 0)


def upload(rf, animator, content: bytes):
    request = rf.post("/", {"form_key": "clé", "file": SimpleUploadedFile("a.png", content)})
    request.user = animator
    return request


def test_another_file_is_another_form_and_is_read_whole_afterwards(rf, animator):
    requests = [upload(rf, animator, content) for content in (b"un", b"deux", b"un")]

    first, second, third = map(fingerprint_of, requests)

    assert first == third
    assert first != second
    assert requests[0].FILES["file"].read() == b"un"


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
def test_same_form_sent_at_once_is_taken_once_on_postgresql(in_parallel, send):
    answers = in_parallel(lambda _: (send(TEXT).url, Territory.objects.count()), range(4))

    assert answers == [("/pris/", 1)] * 4
