"""A statement of skills: what was validated in a record on a day. It comes from the network, not from the State."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from b2i.outcomes.enums import StatementShownName
from b2i.records.models import Record
from b2i.records.validation.models.validation import Validation
from reseau.documents.proofs.numbers import LENGTH, in_groups
from reseau.documents.proofs.registry import check_path, check_url
from reseau.texts.wording import initials

# Size of the revocation list: the smallest that the standard allows, so that each badge hides among many.
BADGE_PLACES = 131_072


def any_place() -> int:
    """Return a random place, which reveals neither the number of badges nor their order."""
    return secrets.randbelow(BADGE_PLACES)


class StatementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the statements of records that `user` may read. `b2i.declarations.proofs` holds the public check."""
        return self.filter(record__in=Record.objects.visible_to(user))

    def in_force(self):
        """Return the statements that were not revoked."""
        return self.filter(revoked_at__isnull=True)

    def with_record(self):
        """Join what is printed on a statement. One more query for the validations."""
        printed_validations = Validation.objects.select_related("skill__domain", "proposal__centre", "decided_by")
        ordered_validations = printed_validations.order_by("skill__domain__order", "skill__order")
        statements = self.select_related("record__framework", "record__learner__member", "record__learner__epm")
        return statements.prefetch_related(models.Prefetch("validations", ordered_validations))


class Statement(models.Model):
    """The validations of its day, unaffected by what comes later. A revoked one keeps its number.

    `badge_id` and `badge_place` identify its Open Badge, which does not contain the number: the number opens the public
    check, and only the holder gives it.
    """

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="statements")
    validations = models.ManyToManyField(Validation, verbose_name="validations", related_name="statements")
    number = models.CharField("numéro", max_length=LENGTH, unique=True)
    issued = models.DateTimeField("délivré le", default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="demandé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    shows = models.CharField(
        "ce que montre la vérification", max_length=10, choices=StatementShownName, default=StatementShownName.NOTHING
    )
    badge_id = models.UUIDField("identifiant du badge", default=uuid.uuid4, unique=True, editable=False)
    badge_place = models.PositiveIntegerField(
        "rang dans la liste des badges", default=any_place, unique=True, editable=False
    )
    revoked_at = models.DateTimeField("annulé le", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="annulé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revoke_reason = models.CharField("raison de l’annulation", max_length=300, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "relevé de compétences"
        verbose_name_plural = "relevés de compétences"
        ordering = ["-issued", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoke_reason="")
                | Q(revoked_at__isnull=False) & ~Q(revoke_reason=""),
                name="statement_revoked_with_a_reason",
                violation_error_message="Un relevé annulé dit pourquoi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Relevé {self.grouped_number}"

    def get_absolute_url(self) -> str:
        """Path of the public check."""
        return check_path(self.number)

    @property
    def check_url(self) -> str:
        return check_url(self.number)

    @property
    def grouped_number(self) -> str:
        return in_groups(self.number)

    @property
    def is_in_force(self) -> bool:
        return self.revoked_at is None

    @property
    def learner(self):
        return self.record.learner

    @property
    def shown_name(self) -> str:
        """What the check shows of the learner, as they allow."""
        if self.shows == StatementShownName.NOTHING:
            return ""
        name = self.record.learner.member.get_full_name()
        return name if self.shows == StatementShownName.FULL else initials(name)
