"""An accreditation: a centre or a person may validate skills of a framework, by an act, between two days.

B2i Adultes: the recteur accredits centres, evaluators are entitled (arrêté of 13 April 2012, articles 3 to 5).
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.records.enums import Standing
from reseau.places.models.epm import EPM
from reseau.texts.elision import of, of_place

# Delay for the coordination to renew it.
EXPIRY_NOTICE = datetime.timedelta(days=60)


class AccreditationQuerySet(models.QuerySet):
    def live_on(self, day: datetime.date):
        """Return the accreditations in force on that day."""
        return self.unfinished_on(day).filter(starts_on__lte=day)

    def unfinished_on(self, day: datetime.date):
        """Return the accreditations in force on that day or later. That of an erased account has ended."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day), Q(epm__isnull=False) | Q(member__isnull=False)
        )

    def same_as(self, accreditation: "Accreditation"):
        """Return other accreditations of the same holder and framework that overlap this one."""
        other_accreditations = self.exclude(pk=accreditation.pk).filter(
            framework=accreditation.framework_id, epm=accreditation.epm_id, member=accreditation.member_id
        )
        if accreditation.ends_on:
            other_accreditations = other_accreditations.filter(starts_on__lte=accreditation.ends_on)
        return other_accreditations.unfinished_on(accreditation.starts_on)

    def exercised_by(self, user, day: datetime.date):
        """Return the accreditations of the centres where `user` may validate on that day.

        Workplaces are those of today.
        """
        if not user.is_authenticated:
            return self.none()
        of_user = Accreditation.objects.live_on(day).filter(member=user.pk, framework=OuterRef("framework"))
        return self.live_on(day).filter(Exists(of_user), epm__in=user.epm_ids)

    def of_persons(self):
        return self.filter(epm__isnull=True)

    def of_centres(self):
        return self.filter(epm__isnull=False)


class Accreditation(models.Model):
    """Accreditation of one EPM or one member. Withdrawing it moves its last day; it is never deleted.

    It does not block the erasure of the member's account: the act stays, with the name that it gives, and ends.
    """

    framework = models.ForeignKey(
        Framework, verbose_name="référentiel", on_delete=models.PROTECT, related_name="accreditations"
    )
    epm = models.ForeignKey(
        EPM, verbose_name="centre", on_delete=models.PROTECT, null=True, blank=True, related_name="accreditations"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="personne",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="accreditations",
    )
    held_by = models.CharField(
        "nom de la personne dans l’acte", max_length=130, blank=True, default="", db_default="", editable=False
    )
    act = models.CharField("acte", max_length=200, help_text="Qui a décidé, quel jour, sous quel numéro.")
    starts_on = models.DateField("à partir du", default=timezone.localdate)
    ends_on = models.DateField(
        "jusqu’au", null=True, blank=True, help_text="Dernier jour compris\u00a0; vide\u00a0: sans fin."
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)
    withdrawal = models.CharField(
        "retrait", max_length=200, blank=True, help_text="Pourquoi cela s’arrête avant le terme, par quelle décision."
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="retiré par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = "agrément ou habilitation"
        verbose_name_plural = "agréments et habilitations"
        ordering = ["-starts_on", "-pk"]
        # Whether a centre is accredited for a framework, asked for each of its proposals.
        indexes = [models.Index(fields=["epm", "framework"], name="accreditation_of_centre")]
        constraints = [
            models.CheckConstraint(
                condition=Q(epm__isnull=False, member__isnull=True, held_by="")
                | Q(Q(epm__isnull=True), Q(member__isnull=False) | ~Q(held_by="")),
                name="accreditation_of_a_centre_or_a_person",
                violation_error_message="Un agrément est celui d’un centre, une habilitation celle d’une personne.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accreditation_ends_after_it_starts",
                violation_error_message="Le dernier jour vient après le premier.",
            ),
            models.CheckConstraint(
                condition=~Q(act=""),
                name="accreditation_says_its_act",
                violation_error_message="Dites par quel acte\u00a0: qui a décidé, quel jour, sous quel numéro.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.framework}"

    def save(self, *args, **kwargs) -> None:
        if self.member_id and not self.held_by:
            self.held_by = self.member.get_full_name()
        super().save(*args, **kwargs)

    @property
    def standing(self) -> Standing:
        """State today."""
        if self.outlives_its_holder:
            return Standing.ENDED
        today = timezone.localdate()
        if self.starts_on > today:
            return Standing.COMING
        if self.ends_on is None or self.ends_on > today + EXPIRY_NOTICE:
            return Standing.LIVE
        return Standing.ENDING if self.ends_on >= today else Standing.ENDED

    @property
    def holder(self):
        """The EPM or the member who holds it; the name in the act once the account is erased."""
        return self.member or self.epm or self.held_by

    @property
    def outlives_its_holder(self) -> bool:
        return self.epm_id is None and self.member_id is None

    @property
    def kind(self) -> str:
        """« agrément » of a centre, « habilitation » of a person: the words of the arrêté are not exchanged."""
        return "agrément" if self.epm_id else "habilitation"

    @property
    def words(self) -> str:
        """« l’agrément de l’EPM de Gramat », « l’habilitation d’Agnès Delpech »."""
        return f"l’agrément {of_place(self.epm)}" if self.epm_id else f"l’habilitation {of(self.holder)}"
