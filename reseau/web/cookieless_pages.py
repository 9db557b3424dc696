"""Pages whose address is their only key: no account, no session, and no cookie, which people may refuse."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

# Robots leave such an address alone, and no other site is told of it.
PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


def public_page(view):
    """Open a view to everybody, whatever their browser keeps.

    Nothing is checked against a cookie, so visitors are given none.
    """

    @wraps(view)
    def without_cookie(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        return response

    return login_not_required(csrf_exempt(never_cache(without_cookie)))


def private(answer: HttpResponse) -> HttpResponse:
    """Return the answer with the headers of a page that is of one person, or of one place."""
    for header, value in PRIVATE.items():
        answer[header] = value
    return answer
