"""How a skill is validated: one person proposes it on evidence, another one, accredited on that day, decides.

Both are only ever added (`b2i.models.history`). What makes a validation good on its day is copied into its row, where
the database holds it; the accreditation may end afterwards.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.enums import Outcome
from b2i.models.accreditation import Accreditation
from b2i.models.framework import Skill
from b2i.models.history import HistoryEntry, HistoryQuerySet
from b2i.models.record import Evidence, Record
from reseau.models import EPM


class ProposalQuerySet(HistoryQuerySet):
    def awaiting(self):
        """Those on which nobody has decided."""
        return self.filter(validation__isnull=True)


class Proposal(HistoryEntry):
    """`evidence` is what it stands on first; whoever decides reads all that of the skill."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="proposals")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, verbose_name="preuve", on_delete=models.CASCADE, related_name="proposals")
    centre = models.ForeignKey(EPM, verbose_name="centre qui évalue", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="proposée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField("mot à la personne qui valide", max_length=300, blank=True)
    created = models.DateTimeField("proposée le", default=timezone.now, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "proposition de validation"
        verbose_name_plural = "propositions de validation"
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return f"{self.skill.code}, {self.record.learner}"


class ValidationQuerySet(HistoryQuerySet):
    def granted(self):
        return self.filter(outcome=Outcome.VALIDATED)


class Validation(HistoryEntry):
    """What was decided of a proposal. `record`, `skill`, `proposed_by` and the days are those of that moment."""

    proposal = models.OneToOneField(
        Proposal, verbose_name="proposition", on_delete=models.CASCADE, related_name="validation"
    )
    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="validations")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("décision", max_length=10, choices=Outcome)
    reason = models.CharField("raison", max_length=300, blank=True)
    decided_on = models.DateField("décidée le", default=timezone.localdate)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="décidée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="proposée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    accreditation = models.ForeignKey(
        Accreditation, verbose_name="habilitation de la personne", on_delete=models.PROTECT, related_name="+"
    )
    accredited_from = models.DateField("habilitée à partir du")
    accredited_until = models.DateField("habilitée jusqu’au", null=True, blank=True)
    centre_accreditation = models.ForeignKey(
        Accreditation, verbose_name="habilitation du centre", on_delete=models.PROTECT, related_name="+"
    )
    created = models.DateTimeField("notée le", default=timezone.now, editable=False)

    objects = ValidationQuerySet.as_manager()

    class Meta:
        verbose_name = "validation"
        verbose_name_plural = "validations"
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "skill"],
                condition=Q(outcome=Outcome.VALIDATED),
                name="validation_of_a_skill_once",
                violation_error_message="Cette compétence est déjà validée.",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")),
                name="validation_by_another_than_the_proposer",
                violation_error_message="Il faut une autre personne que celle qui propose.",
            ),
            models.CheckConstraint(
                condition=Q(accredited_from__lte=F("decided_on"))
                & (Q(accredited_until__isnull=True) | Q(accredited_until__gte=F("decided_on"))),
                name="validation_on_a_day_of_accreditation",
                violation_error_message="L’habilitation ne couvre pas ce jour.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.VALIDATED) | ~Q(reason=""),
                name="validation_returned_with_a_reason",
                violation_error_message="Dites pourquoi la compétence est à reprendre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code}\u00a0: {self.get_outcome_display()}"
