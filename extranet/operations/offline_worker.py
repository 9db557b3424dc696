"""The service worker that opens pages again without network, and the page that it shows before a sealed one.

The worker is served at the root so that its scope is the whole site.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

WORKER = settings.BASE_DIR / "static" / "js" / "offline-worker.js"


@login_not_required
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Serve the script without cache: an old one would live for ever in browsers."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


@login_not_required
@require_safe
def offline_door(request: HttpRequest) -> HttpResponse:
    """Render the page that stands, without network, in front of a sealed one: the same for everybody."""
    return render(request, "extranet/operations/offline_door.html")
