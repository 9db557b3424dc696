"""One machine, no configuration: what `make run` uses. Not for the Internet."""

import secrets

from extranet.settings import base
from extranet.settings.base import *  # noqa: F403 - a settings layer is the layer below plus its differences

DEBUG = base.env.bool("EXTRANET_DEBUG", default=False)
DEMO = base.env.bool("EXTRANET_DEMO", default=True)
MFA_REQUIRED = not DEMO
ALLOWED_HOSTS = base.ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = base.EMAIL_BACKEND
if "EMAIL_URL" not in base.env.ENVIRON:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = base.VAR_DIR / "mails"

base.VAR_DIR.mkdir(parents=True, exist_ok=True)
if not base.SECRET_KEY:
    key_file = base.VAR_DIR / "secret-key"
    if not key_file.exists():
        key_file.write_text(secrets.token_urlsafe(48))
        key_file.chmod(0o600)
    SECRET_KEY = key_file.read_text()
