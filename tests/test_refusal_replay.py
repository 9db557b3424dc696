"""The replay of refusals sees what does not reach the person, on a few views that are right or wrong."""

import ast
from contextlib import suppress

import pytest
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

from reseau.web.refusals import refusals_as_messages, refusals_in
from tests.call_graph import Call, Function
from tests.refusal_replay import TEXTS, Replay

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PLACE = ast.parse("enrol()").body[0].value
CALL = Call(Function("app.views", "", None), PLACE, frozenset({"app.services.enrol"}), frozenset())


class DayForm(forms.Form):
    day = forms.CharField()


def enrol() -> None:
    """Stand for a service that may refuse, called at the one place of the replay."""
    replays[-1].refuse("app.views", 1, "app.services.enrol")


def page_of_messages(request):
    return HttpResponse("<p>" + " ".join(map(str, get_messages(request))))


def action(request):
    with refusals_as_messages(request):
        enrol()
    return redirect("/messages/")


def form_page(request):
    form = DayForm(request.POST)
    with refusals_in(form, "day"):
        enrol()
        return HttpResponse("Inscription confirmée.")
    return HttpResponse(form.as_p(), status=422)


def emptied_form(request):
    with refusals_as_messages(request):
        enrol()
    return HttpResponse(page_of_messages(request).content.decode() + DayForm().as_p())


def answer(request):
    try:
        enrol()
    except ValidationError as refusal:
        return JsonResponse({"why": " ".join(refusal.messages)})
    return JsonResponse({})


def first_text(request):
    try:
        enrol()
    except ValidationError as refusal:
        return HttpResponse(f"<p>{refusal.messages[0]}")
    return HttpResponse("<p>")


def silence(request):
    with suppress(ValidationError):
        enrol()
    return redirect("/messages/")


def uncaught(request):
    enrol()
    return redirect("/messages/")


VIEWS = (action, form_page, emptied_form, answer, first_text, silence, uncaught)
urlpatterns = [path("messages/", login_not_required(page_of_messages))]
urlpatterns += [path(f"{view.__name__}/", login_not_required(view), name=view.__name__) for view in VIEWS]
replays: list[Replay] = []


@pytest.fixture
def replay():
    replays.append(Replay(is_on=True))
    replays[-1].add(CALL)
    yield replays[-1]
    replays.pop()


def client_of(replay: Replay) -> Client:
    client = Client()
    client.request = lambda **environ: replay.request(Client.request, client, environ)
    return client


def send(replay: Replay, name: str):
    return client_of(replay).post(f"/{name}/", {"day": "8 décembre"})


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("action", ""),
        ("form_page", ""),
        ("answer", ""),
        ("emptied_form", "the form loses day=8 décembre"),
        ("first_text", f"the page (200) does not show {TEXTS[1]}"),
        ("silence", f"the page (200) does not show {' '.join(TEXTS)}"),
        ("uncaught", "nobody catches it"),
    ],
)
def test_what_does_not_reach_the_person_is_a_fault(replay, name, fault):
    send(replay, name)

    assert replay.faults == ([f"{name}, refusal at app.views:1: {fault}"] if fault else [])
    assert replay.done == {(name, "app.views:1")}


def test_request_is_then_sent_for_good(replay):
    assert send(replay, "form_page").content.decode() == "Inscription confirmée."


def test_call_refuses_once_for_each_address(replay):
    for name in ("action", "form_page", "action"):
        send(replay, name)

    assert sorted(replay.done) == [("action", "app.views:1"), ("form_page", "app.views:1")]


def test_page_that_is_only_read_is_replayed_too(replay):
    assert client_of(replay).get("/uncaught/").url == "/messages/"
    assert replay.faults == ["uncaught, refusal at app.views:1: nobody catches it"]


def test_nothing_refuses_outside_the_replay(replay):
    replay.is_on = False

    assert send(replay, "uncaught").url == "/messages/"
    assert replay.done == set()
