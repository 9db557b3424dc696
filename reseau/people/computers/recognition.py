"""How a browser proves that it is a registered computer: a signed cookie that holds the number of its row.

Browsers keep a cookie for 400 days at most, so that it is set again on the first day of use after each night.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reseau.people.computers.models import Computer

COOKIE = "ordinateur"
SALT = "reseau.computers"
COOKIE_SECONDS = 400 * 24 * 3600


def registered_computer(request: HttpRequest) -> Computer | None:
    """Return the computer that sends `request`, or None. One query for each request with the cookie, none without."""
    if not hasattr(request, "_registered_computer"):
        number = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=COOKIE_SECONDS)
        request._registered_computer = Computer.objects.filter(pk=number).first() if number.isdecimal() else None
    return request._registered_computer


def set_computer_cookie(response: HttpResponse, computer: Computer) -> HttpResponse:
    """Add to `response` the cookie by which its browser is recognised; return the response."""
    response.set_signed_cookie(
        COOKIE,
        str(computer.pk),
        salt=SALT,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def delete_computer_cookie(response: HttpResponse) -> HttpResponse:
    """Remove the cookie from the browser; return the response."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def renew_recognition(response: HttpResponse, computer: Computer) -> None:
    """Note the first use of the day on `computer`, and keep its cookie for as long again."""
    today = timezone.localdate()
    if computer.last_seen < today:
        Computer.objects.filter(pk=computer.pk).update(last_seen=today)
        set_computer_cookie(response, computer)
