"""The authority that signs certificates and mission orders: a row for each change, from the day when it holds.

A row never changes but for its end, and papers point at theirs: they keep the name, the quality and the SIRET of then.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

SIRET_LENGTH = 14
# Read in décret 2001-654 of 19 July 2001 (art. 5: the territorial authority or its delegate signs the order before the
# journey), décret 2006-781 of 3 July 2006 (art. 10: own car, if the interest of the service justifies it) and arrêté of
# 3 July 2006 (rates). They are written for paid staff: how they apply to volunteers is for the département to say.
LEGAL_BASIS = (
    "Décret n° 2001-654 du 19 juillet 2001 (déplacements des personnels des collectivités locales)\u00a0;\n"
    "décret n° 2006-781 du 3 juillet 2006, auquel il renvoie\u00a0;\n"
    "arrêté du 3 juillet 2006 modifié fixant les taux des indemnités kilométriques\u00a0;\n"
    "délibération du … n° … sur la prise en charge des frais des bénévoles."
)
INSURANCE = (
    "La personne déclare que son véhicule est assuré pour ce trajet, sans limite de montant, pour sa responsabilité et "
    "celle de l’organisme qui l’envoie, personnes transportées comprises, et que son permis de conduire est valable."
)
BLANK = "…"


def check_siret(value: str) -> None:
    """Raise ValidationError unless `value` is 14 digits whose key (Luhn) is right."""
    digits = [int(sign) for sign in reversed(value) if sign.isascii() and sign.isdecimal()]
    if len(digits) != len(value) or len(digits) != SIRET_LENGTH:
        raise ValidationError("Un SIRET a 14\u00a0chiffres.")
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    if total % 10:
        raise ValidationError("Ce SIRET n’existe pas\u00a0: un chiffre est faux, ou deux sont inversés.")


def check_filled(value: str) -> None:
    """Raise ValidationError if a proposed text still has a blank."""
    if BLANK in value:
        raise ValidationError("Il reste des points de suspension\u00a0: complétez le texte, ou retirez ces mots.")


class SignatoryQuerySet(models.QuerySet):
    def on(self, day: datetime.date) -> "Signatory | None":
        """Return the signatory that holds on `day`, or None."""
        return signatory_on(list(self.filter(since__lte=day).order_by("-since")[:1]), day)


class Signatory(models.Model):
    """Who signs from `since` on, until the next row, or until the day before `withdrawn_on`."""

    since = models.DateField(
        "à partir du",
        unique=True,
        error_messages={"unique": "Une signature commence déjà ce jour-là."},
    )
    organisation = models.CharField("collectivité", max_length=200)
    siret = models.CharField("SIRET", max_length=SIRET_LENGTH, validators=[check_siret])
    name = models.CharField("prénom et nom", max_length=150)
    quality = models.CharField("qualité", max_length=200)
    delegation = models.CharField("délégation de signature", max_length=200, blank=True)
    payer = models.CharField("organisme qui paie", max_length=200)
    legal_basis = models.TextField("textes applicables", max_length=1500, validators=[check_filled])
    insurance = models.TextField("déclaration d’assurance", max_length=1000, validators=[check_filled])
    withdrawn_on = models.DateField("retiré le", null=True, blank=True, editable=False)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        verbose_name = "signataire"
        verbose_name_plural = "signataires"
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="")
                & ~Q(quality="")
                & ~Q(siret="")
                & ~Q(payer="")
                & ~Q(legal_basis="")
                & ~Q(insurance=""),
                name="signatory_is_whole",
                violation_error_message="Tout se remplit, sauf la délégation.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("since")),
                name="signatory_withdrawn_after_its_beginning",
                violation_error_message="Une signature ne finit pas avant de commencer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.quality}"

    def paper_counts(self) -> list[tuple[str, int]]:
        """Return how many papers of each kind bear this name: « attestations », 12. A query a kind."""
        return [
            (str(relation.related_model._meta.verbose_name_plural), getattr(self, relation.get_accessor_name()).count())
            for relation in self._meta.related_objects
        ]

    @property
    def grouped_siret(self) -> str:
        """« 123 456 789 00012 »."""
        siret = self.siret
        return "\u00a0".join([siret[:3], siret[3:6], siret[6:9], siret[9:]])


def signatory_on(signatories: list[Signatory], day: datetime.date) -> Signatory | None:
    """Return the one of these rows, latest first, that holds on `day`: none after the withdrawal of the latest."""
    latest = next((signatory for signatory in signatories if signatory.since <= day), None)
    return latest if latest and (latest.withdrawn_on is None or day < latest.withdrawn_on) else None
