"""Whose is what a browser keeps for a person: drafts, entries that wait for the network, kept pages, typed forms.

Computers are shared. Each of these bears the key of its owner, which names nobody; the page of somebody else neither
shows nor sends it. What stays when the person leaves is encrypted with one of their secrets. Each connection has its
own: a secret that somebody saw opens nothing of another day. The site keeps none, and gives each back to its owner.
"""

import re

from django.contrib.auth.models import AbstractBaseUser
from django.utils.crypto import salted_hmac

KEY_LENGTH = 24
SECRET_NAME = re.compile(r"[0-9a-f]{16,32}")
# What was encrypted before secrets had a name.
UNNAMED = ""


def owner_key(user: AbstractBaseUser) -> str:
    """Return the word by which a browser knows what is of `user`; it does not lead back to them."""
    return salted_hmac("reseau.owner_key", str(user.pk), algorithm="sha256").hexdigest()[:KEY_LENGTH]


def is_secret_name(name: str) -> bool:
    """Whether a browser may have given this name to a secret; before secrets had one, it was empty."""
    return name == UNNAMED or bool(SECRET_NAME.fullmatch(name))


def owner_secret(user: AbstractBaseUser, *, name: str) -> str:
    """Return the key of 256 bits, in hexadecimal, by which the browser of `user` encrypts what bears this name."""
    salt = f"reseau.owner_secret:{name}" if name else "reseau.owner_secret"
    return salted_hmac(salt, str(user.pk), algorithm="sha256").hexdigest()
