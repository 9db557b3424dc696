"""Validation of a skill: one person proposes it with evidence, another one, accredited that day, decides.

All rows are append-only (`audit.append_only`). What makes a validation valid on its day is copied into its row, where
constraints check it; accreditations may end later.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.frameworks.models.framework import Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import Outcome
from b2i.records.models import Evidence, Record
from b2i.records.validation.models.accreditation import Accreditation
from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from b2i.records.validation.models.conditions import covers, fact_of_the_skill, on_two_days
from reseau.places.models.epm import EPM


class ProposalQuerySet(HistoryQuerySet):
    def standing(self):
        """Return the proposals that were not withdrawn."""
        return self.filter(withdrawal__isnull=True)

    def awaiting(self):
        """Return the standing proposals without a decision."""
        return self.standing().filter(validation__isnull=True)

    def decidable_by(self, user):
        """Return the proposals that `user` may decide today, their own excluded."""
        return (
            self.readable_by_evaluator(user)
            .awaiting()
            .exclude(proposed_by=user.pk)
            .exclude(record__learner__member=user.pk)
        )

    def visible_to(self, user):
        """Return the proposals for animators of the learner and for evaluators of the centre.

        Learners read decisions on their record instead. An evaluator of another EPM reads the proposed skill and its
        evidence, never the record.
        """
        if not user.is_authenticated:
            return self.none()
        followed_learners = Learner.objects.visible_to(user)
        is_followed = Q(record__learner__in=followed_learners)
        return self.filter(is_followed | Q(pk__in=self.model.objects.readable_by_evaluator(user).values("pk")))

    def readable_by_evaluator(self, user):
        """Return the proposals to accredited centres where `user` works, if they are accredited today."""
        if not user.is_authenticated:
            return self.none()
        accreditations = Accreditation.objects.live_on(timezone.localdate())
        accreditations = accreditations.filter(framework=OuterRef("record__framework"))
        return self.filter(
            Exists(accreditations.filter(member=user.pk)),
            Exists(accreditations.filter(epm=OuterRef("centre"))),
            Exists(Learner.objects.not_put_aside().filter(pk=OuterRef("record__learner"))),
            centre__in=user.epm_ids,
        )


class Proposal(HistoryEntry):
    """A skill submitted to a centre on two facts seen on two days, the later in `evidence` (ADR 44).

    The evaluator reads all lines of the skill. `under_former_rule`: made when one line was enough; only the migration
    says so.
    """

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="proposals")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, verbose_name="preuve", on_delete=models.CASCADE, related_name="proposals")
    earlier_evidence = models.ForeignKey(
        Evidence,
        verbose_name="preuve précédente",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="later_proposals",
    )
    fact_on = models.DateField("fait vu le", null=True, blank=True)
    earlier_fact_on = models.DateField("fait précédent vu le", null=True, blank=True)
    under_former_rule = models.BooleanField("proposée selon l’ancienne règle", default=False, db_default=True)
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
        constraints = [
            models.CheckConstraint(
                condition=Q(under_former_rule=True)
                | Q(earlier_evidence__isnull=False) & ~Q(evidence=F("earlier_evidence")) & on_two_days(),
                name="proposal_on_two_facts",
                violation_error_message="Une proposition s’appuie sur deux faits, vus à deux dates.",
            ),
            fact_of_the_skill("evidence", "fact_on"),
            fact_of_the_skill("earlier_evidence", "earlier_fact_on"),
            models.UniqueConstraint(
                fields=["id", "record", "skill"],
                name="proposal_named_with_its_record_and_skill",
                violation_error_message="Cette proposition existe déjà\u00a0: rechargez la page.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code}, {self.record.learner}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:proposal", args=[self.pk])

    def read_evidence(self):
        """Return the lines of the skill; after the decision, those that existed then."""
        lines = self.record.evidence.as_shown().filter(skill=self.skill_id)
        return lines.filter(created__lte=self.decision.created) if self.decision else lines

    @property
    def fact_ids(self) -> tuple[int | None, int | None]:
        """Keys of the lines put forward."""
        return self.evidence_id, self.earlier_evidence_id

    @property
    def decision(self) -> "Validation | None":
        return getattr(self, "validation", None)

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")

    @property
    def proposed_on(self) -> datetime.date:
        return timezone.localdate(self.created)


class Withdrawal(HistoryEntry):
    """Withdrawal of a proposal before any decision: too early, or wrong centre."""

    proposal = models.OneToOneField(
        Proposal, verbose_name="proposition", on_delete=models.CASCADE, related_name="withdrawal"
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="retirée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("retirée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "retrait de proposition"
        verbose_name_plural = "retraits de proposition"

    def __str__(self) -> str:
        return f"{self.proposal}, retirée"


class ValidationQuerySet(HistoryQuerySet):
    def granted(self):
        """Return the validations, without returned proposals."""
        return self.filter(outcome=Outcome.VALIDATED)

    def to_countersign(self, user):
        """Return the validations that `user` may sign second today."""
        readable_proposals = Proposal.objects.readable_by_evaluator(user).exclude(record__learner__member=user.pk)
        unsigned_validations = self.granted().filter(second_signature__isnull=True, proposal__in=readable_proposals)
        return unsigned_validations.exclude(decided_by=user.pk).exclude(proposed_by=user.pk)


class Validation(HistoryEntry):
    """Decision on a proposal. `record`, `skill`, `proposed_by` and the days are copies of that moment.

    `reason` is for colleagues, `words_to_learner` for the learner, who reads the reason in the copy of their data.
    `under_former_rule`: decided when one line was enough. It stays valid, and says so.
    """

    proposal = models.OneToOneField(
        Proposal, verbose_name="proposition", on_delete=models.CASCADE, related_name="validation"
    )
    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="validations")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("décision", max_length=10, choices=Outcome)
    reason = models.CharField("raison", max_length=300, blank=True)
    words_to_learner = models.CharField("mot à la personne", max_length=300, blank=True, default="", db_default="")
    decided_on = models.DateField("décidée le", default=timezone.localdate)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="décidée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="proposée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    proposed_on = models.DateField("proposée le")
    accreditation = models.ForeignKey(
        Accreditation, verbose_name="habilitation de la personne", on_delete=models.PROTECT, related_name="validations"
    )
    accredited_from = models.DateField("habilitée à partir du")
    accredited_until = models.DateField("habilitée jusqu’au", null=True, blank=True)
    centre_accreditation = models.ForeignKey(
        Accreditation,
        verbose_name="agrément du centre",
        on_delete=models.PROTECT,
        related_name="centre_validations",
    )
    centre_accredited_from = models.DateField("centre agréé à partir du")
    centre_accredited_until = models.DateField("centre agréé jusqu’au", null=True, blank=True)
    fact_on = models.DateField("fait vu le", null=True, blank=True)
    earlier_fact_on = models.DateField("fait précédent vu le", null=True, blank=True)
    under_former_rule = models.BooleanField("validée selon l’ancienne règle", default=False, db_default=True)
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
            CompositeForeignKey(
                fields=["proposal", "record", "skill"],
                to_fields=["id", "record", "skill"],
                name="validation_of_the_skill_proposed",
                violation_error_message="Une décision porte sur la compétence proposée, dans ce livret.",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")),
                name="validation_by_another_than_the_proposer",
                violation_error_message="Il faut une autre personne que celle qui propose.",
            ),
            models.CheckConstraint(
                condition=Q(under_former_rule=True) | Q(outcome=Outcome.RETURNED) | on_two_days(),
                name="validation_on_two_facts",
                violation_error_message="Une validation s’appuie sur deux faits, vus à deux dates.",
            ),
            models.CheckConstraint(
                condition=covers("accredited", "decided_on"),
                name="validation_on_a_day_of_accreditation",
                violation_error_message="L’habilitation ne couvre pas ce jour.",
            ),
            models.CheckConstraint(
                condition=covers("centre_accredited", "decided_on"),
                name="validation_at_a_centre_accredited_that_day",
                violation_error_message="L’agrément du centre ne couvre pas ce jour.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__gte=F("proposed_on")),
                name="validation_not_before_its_proposal",
                violation_error_message="La décision ne peut pas précéder la proposition.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.VALIDATED) | ~Q(reason=""),
                name="validation_returned_with_a_reason",
                violation_error_message="Dites pourquoi la compétence est à reprendre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code}\u00a0: {self.get_outcome_display()}"

    @property
    def is_granted(self) -> bool:
        return self.outcome == Outcome.VALIDATED

    @property
    def second(self) -> models.Model | None:
        return getattr(self, "second_signature", None)
