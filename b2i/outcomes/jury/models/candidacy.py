"""A candidacy: the request of a learner to go before the jury, and the decision of the recteur on it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from b2i.outcomes.enums import JuryDecision
from b2i.outcomes.jury.models.agreement import AGREEMENT_VERSION, UNKNOWN_VERSION
from b2i.outcomes.jury.models.session import JurySession
from b2i.people.learners.models.learner import Learner
from b2i.records.models import Record
from reseau.permissions import is_coordinator

# The person who holds it is not named: whoever reads this may not follow them.
NUMBER_TAKEN = (
    "Une autre attestation de cette académie porte déjà ce numéro cette année-là\u00a0: relisez le papier du rectorat."
)


class CandidacyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the candidacies for the learner, those who follow them, and coordinators until withdrawal.

        A record put aside is visible to its learner alone.
        """
        if not user.is_authenticated:
            return self.none()
        is_visible = Q(record__in=Record.objects.visible_to(user))
        if is_coordinator(user):
            is_visible |= Q(withdrawn_on__isnull=True, record__learner__in=Learner.objects.not_put_aside())
        return self.filter(is_visible)

    def standing(self):
        """Return the candidacies that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def open(self):
        """Return the candidacies without a decision."""
        return self.standing().filter(decision="")

    def waiting(self):
        """Return the open candidacies that are in no session."""
        return self.open().filter(jury__isnull=True)

    def delivered(self):
        """Return the candidacies whose attestation was delivered."""
        return self.filter(decision=JuryDecision.DELIVERED)

    def numbered_like(self, candidacy: "Candidacy"):
        """Return the other attestations that have the number of `candidacy`, in its académie and its year."""
        return self.exclude(pk=candidacy.pk).filter(
            attestation_academy__iexact=candidacy.attestation_academy,
            attestation_year=candidacy.attestation_year,
            attestation_number__iexact=candidacy.attestation_number,
        )

    def with_double_number(self):
        """Return the attestations whose number another one has, from before that was refused; doubles side by side."""
        columns = "attestation_academy", "attestation_year", "attestation_number"
        same_number = Candidacy.objects.filter(**{column: OuterRef(column) for column in columns})
        former_numbers = Candidacy.objects.filter(is_former_double=True).values("attestation_number")
        doubles = self.filter(attestation_number__in=former_numbers)
        return doubles.filter(Exists(same_number.exclude(pk=OuterRef("pk")))).order_by(*columns, "pk")


class Candidacy(models.Model):
    """The request of a learner to go before the jury, and their agreement to what it reveals about them."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="candidacies")
    asked_on = models.DateField("demandé le", default=timezone.localdate)
    agreement_version = models.CharField(
        "version du texte lu", max_length=12, blank=True, default=AGREEMENT_VERSION, db_default=UNKNOWN_VERSION
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_on = models.DateField("retiré le", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="retiré par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    jury = models.ForeignKey(
        JurySession,
        verbose_name="session de jury",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="candidacies",
    )
    decision = models.CharField("décision du recteur", max_length=10, choices=JuryDecision, blank=True)
    decided_on = models.DateField("décidé le", null=True, blank=True)
    act = models.CharField("acte", max_length=200, blank=True)
    attestation_number = models.CharField("numéro de l’attestation", max_length=60, blank=True, db_default="")
    # The number is unique in its académie and in the year of the decision, both copied here for the constraint.
    attestation_academy = models.CharField(
        "académie de l’attestation", max_length=80, blank=True, db_default="", editable=False
    )
    attestation_year = models.PositiveSmallIntegerField("année de l’attestation", null=True, editable=False)
    # From before the constraint: another attestation has the number too. It is listed, and corrected from the paper.
    is_former_double = models.BooleanField("numéro porté deux fois", default=False, db_default=False, editable=False)
    decision_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="décision notée par",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature devant le jury"
        verbose_name_plural = "candidatures devant le jury"
        ordering = ["record__learner__member__search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(withdrawn_on__isnull=True, decision=""),
                name="candidacy_one_open",
                violation_error_message="Cette personne a déjà demandé à passer devant le jury.",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(decision=JuryDecision.DELIVERED),
                name="candidacy_one_delivered",
                violation_error_message="Cette personne a déjà le brevet.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True)
                | ~Q(decision="") & Q(decided_on__isnull=False, jury__isnull=False),
                name="candidacy_decided_by_a_jury_on_a_day",
                violation_error_message="Une décision a sa date et sa session de jury.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(decision="", jury__isnull=True),
                name="candidacy_withdrawn_is_before_no_jury",
                violation_error_message="Une candidature retirée n’est devant aucun jury.",
            ),
            models.CheckConstraint(
                condition=Q(attestation_number="") | Q(decision=JuryDecision.DELIVERED),
                name="candidacy_number_of_a_delivered_attestation",
                violation_error_message="Seule une attestation délivrée a un numéro.",
            ),
            models.UniqueConstraint(
                Lower("attestation_academy"),
                "attestation_year",
                Lower("attestation_number"),
                condition=~Q(attestation_number="") & Q(is_former_double=False),
                name="candidacy_number_once_in_its_academy_and_year",
                violation_error_message=NUMBER_TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record.learner} devant le jury"

    @property
    def learner(self):
        return self.record.learner

    @property
    def is_decided(self) -> bool:
        return bool(self.decision)

    @property
    def attestation_key(self) -> tuple[str, int | None, str]:
        """Académie, year and number, as two attestations may not share them."""
        return self.attestation_academy.lower(), self.attestation_year, self.attestation_number.lower()
