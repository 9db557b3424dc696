"""Environment variables of the site in a copy, as a file that a shell or systemd reads.

A copy in clear has the keys of the site itself, without which a restored site is not the same, but no password of
another service: a comment says that one is needed.
"""

import os
import re
import shlex
from urllib.parse import urlsplit

from django.conf import settings

FILE = "settings.env"
OURS = re.compile(
    r"(EXTRANET_|SEARCH_|AWS_)\w+|DJANGO_SETTINGS_MODULE|DATABASE_URL|CACHE_URL|EMAIL_URL|STORAGE_URL|ANTIVIRUS_URL"
)
SECRET_NAME = re.compile(r"AWS_.*(SECRET|TOKEN).*|.*PASSWORD")


def write_settings(*, is_encrypted: bool) -> bytes:
    variables = {name: value for name, value in os.environ.items() if OURS.fullmatch(name)}
    variables["EXTRANET_SECRET_KEY"] = settings.SECRET_KEY
    lines = [
        f"{name}={shlex.quote(value)}"
        if is_encrypted or not is_secret(name, value)
        else f"# {name} contient un mot de passe\u00a0: absent d’une copie en clair"
        for name, value in sorted(variables.items())
    ]
    return ("\n".join(lines) + "\n").encode()


def is_secret(name: str, value: str) -> bool:
    """Return whether the value opens another service."""
    try:
        has_password = bool(urlsplit(value).password)
    except ValueError:
        has_password = True
    return has_password or bool(SECRET_NAME.fullmatch(name))


def read_settings(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {name: "".join(shlex.split(value)) for name, _, value in (line.partition("=") for line in lines)}
