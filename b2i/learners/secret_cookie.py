"""The secret of a card just made, lent for ten minutes to the browser of the animator who made it.

The database keeps a hash alone, and sessions are in the database: the secret itself goes into a signed cookie that only
the pages of this card receive, and that only the session which made the card can read.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from b2i.learners.models.learner import Learner

COOKIE_SECONDS = 10 * 60


def set_secret_cookie(response: HttpResponse, *, request: HttpRequest, learner: Learner, secret: str) -> HttpResponse:
    response.set_signed_cookie(
        _name(learner),
        secret,
        salt=_salt(request, learner),
        max_age=COOKIE_SECONDS,
        path=_path(learner),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def read_secret_cookie(request: HttpRequest, learner: Learner) -> str:
    """The secret, or an empty string once it was taken back, ten minutes have passed or the session is another."""
    return request.get_signed_cookie(_name(learner), default="", salt=_salt(request, learner), max_age=COOKIE_SECONDS)


def delete_secret_cookie(response: HttpResponse, *, learner: Learner) -> HttpResponse:
    response.delete_cookie(_name(learner), path=_path(learner), samesite="Strict")
    return response


def _name(learner: Learner) -> str:
    return f"carte-{learner.pk}"


def _path(learner: Learner) -> str:
    return reverse("b2i:card", args=[learner.pk])


def _salt(request: HttpRequest, learner: Learner) -> str:
    return f"b2i.card.{request.session.session_key}.{learner.pk}"
