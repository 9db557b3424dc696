"""What people write about. The value stands in addresses: `/contact/?sujet=donnees`."""

from django.db import models


class ContactTopic(models.TextChoices):
    PLACE = "lieu", "Trouver un lieu, un atelier, de l’aide"
    RECORD = "livret", "Ma carte ou mon livret"
    TEAM = "equipe", "J’anime un lieu, ou je voudrais aider"
    PARTNER = "partenaire", "Une commune, un partenaire, la presse"
    ACCESSIBILITY = "accessibilite", "Une page que je n’arrive pas à lire ou à utiliser"
    DATA = "donnees", "Mes données personnelles"
    SECURITY = "securite", "Une faille de sécurité de ce site"
    OTHER = "autre", "Autre chose"

    @property
    def is_local(self) -> bool:
        """Whether the territorial animator of the commune answers, rather than the coordination."""
        return self in (ContactTopic.PLACE, ContactTopic.RECORD, ContactTopic.TEAM, ContactTopic.OTHER)
