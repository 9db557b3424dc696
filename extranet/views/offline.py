"""The script that opens pages again without network. It stands at the root, so that any page may ask for its folder."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

WORKER = settings.BASE_DIR / "static" / "js" / "offline-worker.js"


@login_not_required
@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Asked for again at each visit: an old one would live for ever in the browsers that hold it."""
    return HttpResponse(
        WORKER.read_text(encoding="utf-8"), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )
