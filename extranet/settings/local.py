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


def kept_key(name: str, length: int) -> str:
    """Return a key of `length` random bytes, made once for this machine."""
    key_file = base.VAR_DIR / name
    if not key_file.exists():
        key_file.write_text(secrets.token_urlsafe(length))
        key_file.chmod(0o600)
    return key_file.read_text()


SECRET_KEY = base.SECRET_KEY or kept_key("secret-key", 48)
# The demo shows the devices of members, and posts nothing to them.
PUSH_KEY = base.PUSH_KEY or (kept_key("push-key", 32) if DEMO else "")
