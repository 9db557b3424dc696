"""What became of a mail that the site received, and why."""

from django.db import models


class IncomingState(models.TextChoices):
    WAITING = "waiting", "À traiter"
    PUBLISHED = "published", "Publié"
    REFUSED = "refused", "Refusé"
    IGNORED = "ignored", "Sans suite"


class Automatic(models.TextChoices):
    """A mail that no person wrote. Nobody is answered, which would make two machines talk to each other."""

    LOOP = "loop", "Envoyé par ce site."
    BOUNCE = "bounce", "Avis de non-remise."
    ABSENCE = "absence", "Réponse automatique (absence, accusé de réception)."
    LIST = "list", "Envoi en nombre ou liste de diffusion."
