"""A paper signed by somebody without account, who made a photo, a recording or the text of a heritage place.

The paper is kept by the EPM; the row says where, and what it allows. It is never public, nor in the index, nor in open
data. `shown_as` alone is read by all, beside the work, if they asked to be named.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from patrimoine.agreements.enums import MakerAge
from patrimoine.sites.models import HeritagePlace
from patrimoine.works.enums import WorkOrigin
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full
from ressources.sheets.enums import Licence

UNNAMED = "Auteur non nommé"
SIGNERS = (WorkOrigin.LEARNER, WorkOrigin.INHABITANT)


class MakerAgreement(models.Model):
    """`signatory`: a first name and an initial, to find the paper. `goes_elsewhere`: their work may leave the site.
    `covers_text`: they wrote the text of the record.
    """

    place = models.ForeignKey(HeritagePlace, verbose_name="lieu", on_delete=models.CASCADE, related_name="agreements")
    signatory = models.CharField("prénom et initiale", max_length=60)
    shown_as = models.CharField("nommé", max_length=120, blank=True)
    origin = models.CharField("apprenant ou habitant", max_length=10, choices=WorkOrigin)
    age = models.CharField("qui a signé", max_length=5, choices=MakerAge)
    signed_on = models.DateField("signé le")
    kept_at = models.CharField("où le papier est gardé", max_length=160)
    licence = models.CharField("licence choisie", max_length=10, choices=Licence)
    goes_elsewhere = models.BooleanField("reprise ailleurs acceptée", default=False)
    covers_text = models.BooleanField("auteur du texte", default=False)
    noted_by = models.ForeignKey(
        Member, verbose_name="noté par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    noted = models.DateTimeField("noté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "accord d’un auteur"
        verbose_name_plural = "accords des auteurs"
        ordering = ["signed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(signatory="") & ~Q(kept_at="") & Q(licence__in=Licence.values),
                name="maker_agreement_is_on_paper",
                violation_error_message="Dites qui a signé, sous quelle licence, et où le papier est gardé.",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=SIGNERS) & Q(age__in=MakerAge.values),
                name="maker_agreement_says_who_signed",
                violation_error_message="Dites si un apprenant ou un habitant a signé, et s’il est majeur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory}, {day_in_full(self.signed_on, 'j F Y')}"

    def clean(self) -> None:
        if self.signed_on and self.signed_on > timezone.localdate():
            raise ValidationError({"signed_on": "Ce jour n’est pas encore venu\u00a0: écrivez celui de la signature."})

    @property
    def maker(self) -> str:
        """Return how their works are credited."""
        return self.shown_as or UNNAMED

    @property
    def rights(self) -> dict[str, str]:
        """Return the rights of a work under this agreement."""
        proof = f"Accord signé le {day_in_full(self.signed_on, 'j F Y')}\u00a0: {self.kept_at}"
        return {"maker": self.maker, "origin": self.origin, "licence": self.licence, "proof": proof}
