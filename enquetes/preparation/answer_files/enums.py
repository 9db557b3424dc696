"""States of a file that is brought."""

from django.db import models


class FileState(models.TextChoices):
    """The worker reads a file twice: to judge each line, then, once somebody agreed, to count them."""

    CHECKING = "checking", "en lecture"
    READY = "ready", "à relire"
    COUNTING = "counting", "en cours d’import"
    DONE = "done", "importé"
    STOPPED = "stopped", "arrêté"
