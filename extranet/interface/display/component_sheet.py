"""Every component on one page, for those who write templates; the page exists in debug mode only."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from b2i.frameworks.models.framework import Domain, Framework

DAYS = (date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 14))


@login_not_required
@require_safe
def component_sheet(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    domains = Domain.objects.filter(framework=Framework.objects.filter(is_record_base=True).first())
    return render(request, "extranet/interface/display/component_sheet.html", {"days": DAYS, "domains": domains})
