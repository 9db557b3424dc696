"""Closed lists of the agenda."""

from django.db import models


class MeetingChange(models.TextChoices):
    """What happens to a meeting that people are told of."""

    ANNOUNCED = "announced", "Annonce"
    CHANGED = "changed", "Changement"
    CANCELLED = "cancelled", "Annulation"
    # Told to those whom it concerned until then.
    NARROWED = "narrowed", "Ne concerne plus"


class MeetingAudience(models.TextChoices):
    """Whom a meeting is shown to: everybody, the members of the network, or those of its territory."""

    PUBLIC = "public", "Tout public"
    MEMBER = "member", "Membres du réseau"
    TERRITORY = "territory", "Membres du territoire"
