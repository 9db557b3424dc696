"""A form sent again after a cut of the line, or by two presses of its button, is taken once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from reseau.web.sent_forms.form_key import fingerprint_of
from reseau.web.sent_forms.models import SentForm
from reseau.web.sent_forms.services import answer_once

TAKEN_ONCE = "C’est bien enregistré, et une seule fois."
# Logins and passwords create nothing, and take time that nobody else should wait for.
WITHOUT_MEMORY = ("allauth.", "b2i.login.")


class SentFormMiddleware:
    """Answers a form that was taken before as it was answered then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: list, kwargs: dict) -> HttpResponse | None:
        if getattr(view, "__module__", "").startswith(WITHOUT_MEMORY):
            return None
        fingerprint = fingerprint_of(request)
        if not fingerprint:
            return None
        earlier = count_refusals(request)
        answer = answer_once(
            fingerprint=fingerprint,
            answer=lambda: view(request, *args, **kwargs),
            is_taken=lambda response: 300 <= response.status_code < 400 and count_refusals(request) == earlier,
        )
        if not isinstance(answer, SentForm):
            return answer
        messages.success(request, TAKEN_ONCE)
        return HttpResponseRedirect(answer.location)


def count_refusals(request: HttpRequest) -> int:
    """Return the number of refusals that the next page will show."""
    storage = messages.get_messages(request)
    levels = [message.level for message in storage]
    storage.used = False  # read here, not shown
    return levels.count(messages.ERROR)
