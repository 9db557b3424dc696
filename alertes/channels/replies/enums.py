"""What became of a mail that the site received, and why."""

from django.db import models

from alertes.channels.replies import automatic


class IncomingState(models.TextChoices):
    WAITING = "waiting", "À traiter"
    PUBLISHED = "published", "Publié"
    REFUSED = "refused", "Refusé"
    IGNORED = "ignored", "Sans suite"


class Automatic(models.TextChoices):
    """A mail that no person wrote. Nobody is answered, which would make two machines talk to each other."""

    LOOP = automatic.LOOP, "Envoyé par ce site."
    BOUNCE = automatic.BOUNCE, "Avis de non-remise."
    ABSENCE = automatic.ABSENCE, "Réponse automatique (absence, accusé de réception)."
    LIST = automatic.LIST, "Envoi en nombre ou liste de diffusion."
