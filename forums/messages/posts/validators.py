"""Rules of a post: it has visible text, and a readable length."""

from django.core.exceptions import ValidationError

from forums.messages.mentions import MOST_MENTIONS, mentioned_keys

MESSAGE_MAX_LENGTH = 20_000


def says_something(text: str) -> None:
    """Raise `ValidationError` for a text of spaces, line breaks and invisible characters only."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise ValidationError("Écrivez quelques mots : il n’y a rien à lire ici.", code="blank")


def spaced(number: int) -> str:
    """20001 → « 20 001 »."""
    return f"{number:,}".replace(",", "\u00a0")


def names_few_people(text: str) -> None:
    count = len(mentioned_keys(text))
    if count > MOST_MENTIONS:
        raise ValidationError(
            f"Votre message nomme {spaced(count)} personnes avec @, {MOST_MENTIONS} au plus\u00a0: chacune serait "
            "alertée. Tout le forum le lira de toute façon.",
            code="mentions",
        )


def fits_in_a_message(text: str) -> None:
    if len(text) > MESSAGE_MAX_LENGTH:
        raise ValidationError(
            f"Votre message compte {spaced(len(text))} caractères, {spaced(MESSAGE_MAX_LENGTH)} au plus. "
            "Raccourcissez-le ou envoyez la suite dans un second message.",
            code="max_length",
        )
