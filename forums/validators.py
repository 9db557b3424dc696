"""What a message of a forum must obey, in the form and everywhere else: it says something and has a length one can read."""

from django.core.exceptions import ValidationError

MESSAGE_MAX_LENGTH = 20_000


def says_something(text: str) -> None:
    """Refuses what nobody could read: spaces, line breaks and invisible characters only."""
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise ValidationError("Écrivez quelques mots : il n’y a rien à lire ici.", code="blank")


def fits_in_a_message(text: str) -> None:
    if len(text) > MESSAGE_MAX_LENGTH:
        raise ValidationError(
            f"Votre message compte {len(text)} caractères, {MESSAGE_MAX_LENGTH} au plus. "
            "Raccourcissez-le ou envoyez la suite dans un second message.",
            code="max_length",
        )
