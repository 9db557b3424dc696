"""The opinion of an accredited centre on the file of a candidate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.outcomes.enums import Opinion
from b2i.outcomes.jury.models.candidacy import Candidacy
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place


class CentreOpinion(models.Model):
    """What the accredited centre that evaluated says of the file to the jury, as its head signs it on paper."""

    candidacy = models.OneToOneField(
        Candidacy, verbose_name="candidature", on_delete=models.CASCADE, related_name="centre_opinion"
    )
    centre = models.ForeignKey(EPM, verbose_name="centre agréé", on_delete=models.PROTECT, related_name="+")
    opinion = models.CharField("avis", max_length=12, choices=Opinion)
    words = models.CharField("motif", max_length=400, blank=True)
    signatory = models.CharField("nom de qui signe", max_length=120)
    quality = models.CharField("qualité de qui signe", max_length=120)
    given_on = models.DateField("donné le", default=timezone.localdate)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "avis du centre"
        verbose_name_plural = "avis des centres"
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion=Opinion.FAVOURABLE) | ~Q(words=""),
                name="centre_opinion_says_why_if_not_favourable",
                violation_error_message="Dites pourquoi l’avis n’est pas favorable.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avis {self.get_opinion_display().lower()} {of_place(self.centre)}"
