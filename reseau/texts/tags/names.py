"""Tags as people type them: « courriel, arnaque ; sécurité »."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from reseau.texts.accent_folding import fold

MAX_TAG_LENGTH = 60


def sorted_tags(names: Iterable[str]) -> tuple[str, ...]:
    """Return each tag once, as first written, whatever its capitals, in alphabetical order."""
    names_by_key = {name.casefold(): name for name in reversed(list(names))}
    return tuple(names_by_key[key] for key in sorted(names_by_key, key=fold))


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags of a text like « courriel, arnaque ; sécurité »."""
    names = (" ".join(name.split()) for name in text.replace(";", ",").split(","))
    return sorted_tags(name for name in names if name)


def check_tags(names: Iterable[str], *, most: int) -> None:
    """Raise `ValidationError` if there are more than `most` tags, one that is too long, or one without a
    letter."""
    names = list(names)
    if len(names) > most:
        raise ValidationError(f"Gardez {most} mots-clés au plus\u00a0: il y en a {len(names)}.", code="tags")
    if too_long := [name[:MAX_TAG_LENGTH] for name in names if len(name) > MAX_TAG_LENGTH]:
        raise ValidationError(
            f"Un mot-clé a {MAX_TAG_LENGTH} lettres au plus\u00a0: raccourcissez «\u00a0{too_long[0]}…\u00a0».",
            code="tag_length",
        )
    if nameless := [name for name in names if not slugify(name, allow_unicode=True)]:
        raise ValidationError(
            f"Un mot-clé a au moins une lettre ou un chiffre\u00a0: remplacez «\u00a0{nameless[0]}\u00a0».",
            code="tag_letters",
        )
