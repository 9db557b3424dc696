"""A real installation: HTTPS only, and it refuses to start unconfigured."""

from django.core.exceptions import ImproperlyConfigured

from extranet.settings import base
from extranet.settings.base import *  # noqa: F403 - a settings layer is the layer below plus its differences

ORIGIN = base.env("EXTRANET_ORIGIN", default="")
# A search engine of its own is a sign of several machines, unless EXTRANET_MACHINES says otherwise.
MACHINES = base.env.int("EXTRANET_MACHINES", default=2 if base.SEARCH_URL else 1)
CACHE = base.CACHES["default"]["BACKEND"].rpartition(".")[2]
MISSING = [
    name
    for name, ok in {
        "EXTRANET_SECRET_KEY (50 caractères au hasard)": len(base.SECRET_KEY) >= 50,
        "EXTRANET_HOSTS (noms de domaine, séparés par des virgules)": bool(base.ALLOWED_HOSTS),
        "EXTRANET_ORIGIN (adresse publique, en https://)": ORIGIN.startswith("https://"),
        "EMAIL_URL (serveur d’envoi, smtp://…)": "EMAIL_URL" in base.env.ENVIRON,
        "CACHE_URL (ce cache oublie ou compte mal les essais : retirez-la, ou donnez dbcache://extranet_cache)": (
            CACHE not in {"LocMemCache", "DummyCache", "FileBasedCache"}
        ),
        "CACHE_URL (plusieurs machines : un cache commun, dbcache://extranet_cache ; s’il n’y en a qu’une, "
        "EXTRANET_MACHINES=1)": MACHINES == 1 or CACHE != "SharedFileCache",
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
