"""Civil identity of a candidate: asked for when a file is made, kept apart from the record, destroyed with the file.

The attestation of the State names a person by their birth name, first names, date and place of birth; a record needs
none of these. It goes with a withdrawn candidacy at once, after a decision when nobody can contest it any more.
"""

import datetime
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.outcomes.jury.models.candidacy import Candidacy

# Two months, the time to contest a decision before the administrative court (code de justice administrative, article
# R. 421-1: recalled, not read; the département confirms it).
KEPT_AFTER_DECISION = timedelta(days=61)
# Without a decision, the identity is asked for again.
KEPT_WITHOUT_DECISION = timedelta(days=365)
OLDEST = datetime.date(1900, 1, 1)
# Read aloud: fourteen words at most in a sentence.
IDENTITY_NOTICE = (
    "Le jury doit savoir qui vous êtes. Nous notons votre nom de naissance et vos prénoms. Nous notons aussi la date "
    "et le lieu de votre naissance. Ils sont écrits sur votre dossier et sur la liste du jury. La coordination du "
    "réseau, le jury et le rectorat les lisent. Ils ne servent à rien d’autre. Ils sont détruits avec le dossier. Si "
    "vous ne voulez plus y passer, c’est tout de suite. Sinon, c’est deux mois après la décision. Vous pouvez les "
    "relire et les faire corriger."
)


class CivilIdentityQuerySet(models.QuerySet):
    def outdated(self, day: datetime.date):
        """Return those whose file has ended on that day: withdrawn, decided long ago, or forgotten without decision."""
        is_withdrawn = Q(candidacy__withdrawn_on__isnull=False)
        is_decided = Q(candidacy__decided_on__lt=day - KEPT_AFTER_DECISION)
        is_forgotten = Q(candidacy__decision="", noted_on__lt=day - KEPT_WITHOUT_DECISION)
        return self.filter(is_withdrawn | is_decided | is_forgotten)


class CivilIdentity(models.Model):
    """Who a candidate is for the State. Only the file and the list of the session read it."""

    candidacy = models.OneToOneField(
        Candidacy, verbose_name="candidature", on_delete=models.CASCADE, related_name="civil_identity"
    )
    birth_name = models.CharField("nom de naissance", max_length=80)
    first_names = models.CharField("prénoms", max_length=120)
    born_on = models.DateField("date de naissance")
    birth_place = models.CharField("lieu de naissance", max_length=120)
    noted_on = models.DateField("noté le", default=timezone.localdate, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = CivilIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = "état civil d’un dossier de jury"
        verbose_name_plural = "états civils des dossiers de jury"
        constraints = [
            models.CheckConstraint(
                condition=~Q(birth_name="") & ~Q(first_names="") & ~Q(birth_place=""),
                name="civil_identity_is_whole",
                violation_error_message="Un état civil a le nom de naissance, les prénoms et le lieu de naissance.",
            ),
            models.CheckConstraint(
                condition=Q(born_on__gte=OLDEST, born_on__lt=F("noted_on")),
                name="civil_identity_born_before_it_was_noted",
                violation_error_message="La date de naissance est passée, et après 1900.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.birth_name}, {self.first_names}"
