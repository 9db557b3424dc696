"""The secret of a new card, kept for ten minutes in the browser of the animator who made it.

The database keeps only a hash, and sessions are in the database. The secret goes into a signed cookie, sent to the
pages of this card only and readable by this session only.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from b2i.people.learners.models.learner import Learner

COOKIE_SECONDS = 10 * 60


def set_secret_cookie(response: HttpResponse, *, request: HttpRequest, learner: Learner, secret: str) -> HttpResponse:
    """Add the cookie to the response and return it."""
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
    """Return the secret, or an empty string if the cookie is gone, expired or from another session."""
    return request.get_signed_cookie(_name(learner), default="", salt=_salt(request, learner), max_age=COOKIE_SECONDS)


def delete_secret_cookie(response: HttpResponse, *, learner: Learner) -> HttpResponse:
    """Remove the cookie from the browser; return the response."""
    response.delete_cookie(_name(learner), path=_path(learner), samesite="Strict")
    return response


def _name(learner: Learner) -> str:
    return f"carte-{learner.pk}"


def _path(learner: Learner) -> str:
    return reverse("b2i:card", args=[learner.pk])


def _salt(request: HttpRequest, learner: Learner) -> str:
    return f"b2i.card.{request.session.session_key}.{learner.pk}"
