"""The service worker that opens pages again without network, served at the root so that its scope is the whole site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

WORKER = settings.BASE_DIR / "static" / "js" / "offline-worker.js"


@login_not_required
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Serve the script without cache: an old one would live for ever in browsers."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )
