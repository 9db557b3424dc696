"""A real installation: HTTPS only, and it refuses to start unconfigured."""

from django.core.exceptions import ImproperlyConfigured

from extranet.settings import base
from extranet.settings.base import *  # noqa: F403 - a settings layer is the layer below plus its differences

ORIGIN = base.env("EXTRANET_ORIGIN", default="")
MISSING = [
    name
    for name, ok in {
        "EXTRANET_SECRET_KEY (50 caractères au hasard)": len(base.SECRET_KEY) >= 50,
        "EXTRANET_HOSTS (noms de domaine, séparés par des virgules)": bool(base.ALLOWED_HOSTS),
        "EXTRANET_ORIGIN (adresse publique, en https://)": ORIGIN.startswith("https://"),
        "EMAIL_URL (serveur d’envoi, smtp://…)": "EMAIL_URL" in base.env.ENVIRON,
    }.items()
    if not ok
]
if MISSING:
    raise ImproperlyConfigured("Configuration de production incomplète : " + " ; ".join(MISSING))

DEBUG = False
CSRF_TRUSTED_ORIGINS = [ORIGIN]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Login limits count by address of the visitor, as reported by this number of proxies before the site.
ALLAUTH_TRUSTED_PROXY_COUNT = base.env.int("EXTRANET_PROXIES", default=1)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # Wagtail's editor shows its previews in a frame of the same site
    "security.W021",  # the browsers' preload list is a choice of the domain's owner
]
