"""Closed lists of photos and sounds of heritage places."""

from django.db import models


class WorkKind(models.TextChoices):
    PICTURE = "picture", "Photo"
    SOUND = "sound", "Enregistrement"


class WorkOrigin(models.TextChoices):
    """Why the network may show it."""

    OWN = "own", "Notre équipe l’a fait"
    LEARNER = "learner", "Un apprenant l’a fait, et il est d’accord"
    INHABITANT = "inhabitant", "Un habitant nous le confie, et il est d’accord"
    FREE = "free", "Il est sous licence libre, ailleurs"
    OLD = "old", "Ses droits sont éteints\u00a0: domaine public"


class PeopleInWork(models.TextChoices):
    """What whoever adds it says of the people seen or heard. There is no other choice: without agreement, no work."""

    NOBODY = "nobody", "On n’y reconnaît personne"
    AGREED = "agreed", "Les personnes que l’on reconnaît sont d’accord, les parents pour un mineur"


class ReuseElsewhere(models.TextChoices):
    """Whether it may leave the site, for Wikimedia Commons or a book: its licence alone does not tell.

    In France, works of architects and artists who died less than 70 years ago are not free, even in the street.
    """

    UNKNOWN = "", "Je ne sais pas encore"
    YES = "yes", "Oui\u00a0: chacun est d’accord pour cela, et l’on n’y voit ni n’entend d’œuvre récente"
    PEOPLE = "people", "Non\u00a0: les personnes que l’on reconnaît ne sont d’accord que pour ce site"
    PROTECTED = "protected", "Non\u00a0: on y voit ou entend l’œuvre récente d’un artiste, d’un architecte"


class WorkSize(models.TextChoices):
    """In addresses: `/patrimoine/oeuvres/12/petite/`."""

    LARGE = "grande", "Grande"
    SMALL = "petite", "Petite"


# Kind of a recording (`reseau.documents.extraction.audio`) → its media type.
SOUND_TYPES = {
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}
