"""Addresses of pages made from what people write."""

from collections.abc import Container

from django.utils.text import slugify

from reseau.texts.accent_folding import fold


def slug_of(words: str, *, length: int, default: str) -> str:
    """Return `cle-usb` for « Clé USB », `default` for words that have no letter and no digit."""
    return slugify(fold(words))[:length].strip("-") or default


def first_free(slug: str, *, taken: Container[str]) -> str:
    """Return `cle-usb`, or `cle-usb-2` where it is taken, and so on."""
    found, number = slug, 1
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found
