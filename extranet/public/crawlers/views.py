"""`robots.txt` and `security.txt`: plain texts, the same for everybody."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alertes.channels.mails.headers import absolute
from extranet.public.contact.enums import ContactTopic
from extranet.public.institution import address_in, read_institution

TEXT = "text/plain; charset=utf-8"
# What is private, what answers a question, what changes nothing but a display.
UNLISTED = ("/admin/", "/affichage/", "/alertes/", "/attestations/", "/b2i/livrets/", "/compte/", "/connexion/")
UNLISTED += ("/contact/envoye/", "/documents/", "/forums/", "/membres/", "/recherche/")
# A researcher looks again at the latest then (RFC 9116 asks for less than a year).
VALID = timedelta(days=180)


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """A demonstration is full of people and places that do not exist: nothing of it is to be found elsewhere."""
    paths = ["/"] if settings.DEMO else UNLISTED
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths), "", f"Sitemap: {absolute(reverse('sitemap'))}"]
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a fault, in the format of RFC 9116."""
    expires = datetime.combine(timezone.localdate() + VALID, time.min, tzinfo=timezone.get_current_timezone())
    address = address_in(read_institution().contact)
    lines = [f"Contact: {absolute(reverse('contact', query={'sujet': ContactTopic.SECURITY.value}))}"]
    lines += [f"Contact: mailto:{address}"] if address else []
    lines += [
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: fr, en",
        f"Canonical: {absolute(reverse('security_txt'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)
