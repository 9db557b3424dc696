"""Whose is what a browser keeps for a person: drafts, entries that wait for the network, kept pages, typed forms.

Computers are shared. Each of these bears the key of its owner, which names nobody; the page of somebody else neither
shows nor sends it. What stays when the person leaves is encrypted with their secret, which only their own pages hold.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.utils.crypto import salted_hmac

KEY_LENGTH = 24


def owner_key(user: AbstractBaseUser) -> str:
    """Return the word by which a browser knows what is of `user`; it does not lead back to them."""
    return salted_hmac("reseau.owner_key", str(user.pk), algorithm="sha256").hexdigest()[:KEY_LENGTH]


def owner_secret(user: AbstractBaseUser) -> str:
    """Return the key of 256 bits, in hexadecimal, by which the browser of `user` encrypts what they leave in it."""
    return salted_hmac("reseau.owner_secret", str(user.pk), algorithm="sha256").hexdigest()
