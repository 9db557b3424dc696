"""What happens to an account that serves no more."""

from django.db import models


class TermStep(models.TextChoices):
    """In order; `FORGET`: its member gave a sign, or somebody opened it again."""

    TELL = "tell", "à prévenir"
    TELL_AGAIN = "tell_again", "à prévenir de nouveau"
    CLOSE = "close", "à fermer"
    ERASE = "erase", "à effacer"
    FORGET = "forget", "à laisser, il sert de nouveau"
