"""Display choices of this browser; for those who write templates, every component on one page."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from b2i.frameworks.models.framework import Domain, Framework
from extranet.interface.display.preferences import CHOICES, ONE_YEAR


# The buttons at the foot of each page: dark or light, large or normal text.
@login_not_required
@never_cache
@require_safe
def change_display(request: HttpRequest) -> HttpResponse:
    """Keep the choices of the query string in cookies, then return to `page`.

    By GET: it changes nothing but how this browser shows the site, and a token on every page would keep public pages
    from being shared by caches.
    """
    page = request.GET.get("page", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        page = "/"
    response = HttpResponseRedirect(page)
    for name, choices in CHOICES.items():
        value = request.GET.get(name)
        if value == "":
            response.delete_cookie(name, samesite="Lax")
        elif value in choices:
            response.set_cookie(name, value, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure())
    return response


# Every component on one page, for those who write templates; the page exists in debug mode only.
DAYS = (date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 14))


@login_not_required
@require_safe
def component_sheet(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    domains = Domain.objects.filter(framework=Framework.objects.filter(is_record_base=True).first())
    return render(request, "extranet/interface/display/component_sheet.html", {"days": DAYS, "domains": domains})
