"""A record (livret): how far a learner has come in each skill of one framework, and what shows it.

Positionings and evidence are only ever added (`b2i.append_only`); the status of a skill is computed from them
(`b2i.progress.counting`).
"""

from django.conf import settings
from django.db import models
from django.utils import timezone

from b2i.append_only import HistoryEntry, HistoryQuerySet
from b2i.enums import EvidenceKind, SelfPosition
from b2i.frameworks.models.framework import Framework, Skill
from b2i.learners.models.learner import Learner
from reseau.elision import of
from reseau.places.models.epm import EPM


class RecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A record is read by the learner herself and by the animators of the EPM that follow her."""
        if not user.is_authenticated:
            return self.none()
        followed = Learner.objects.visible_to(user)
        return self.filter(models.Q(learner__in=followed) | models.Q(learner__member=user))

    def with_limitation(self):
        """Adds `is_put_aside`: the learner asked that nobody but her read it."""
        limitations = Learner._meta.get_field("limitations").related_model.objects
        return self.annotate(is_put_aside=models.Exists(limitations.live().filter(learner=models.OuterRef("learner"))))

    def on_base(self):
        """The record that each learner keeps: on the framework of records, or the last one opened before it was that.

        When another version becomes that framework, what she has done stays where she did it. Without records of who
        was merged into another.
        """
        hers = Record.objects.filter(learner=models.OuterRef("learner"))
        has_base = models.Exists(hers.filter(framework__is_record_base=True))
        has_later = models.Exists(hers.filter(pk__gt=models.OuterRef("pk")))
        in_use = self.filter(learner__merged_into__isnull=True)
        return in_use.filter(models.Q(framework__is_record_base=True) | ~has_base & ~has_later)

    def with_learner(self):
        """Joins what papers say of the learner."""
        return self.select_related("framework", "learner__member", "learner__epm", "learner__commune")


class Record(models.Model):
    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="records")
    framework = models.ForeignKey(
        Framework, verbose_name="référentiel", on_delete=models.PROTECT, related_name="records"
    )
    opened_on = models.DateField("ouvert le", default=timezone.localdate)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "livret"
        verbose_name_plural = "livrets"
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "framework"],
                name="record_one_for_each_framework",
                violation_error_message="Cette personne a déjà un livret dans ce référentiel.",
            )
        ]

    def __str__(self) -> str:
        return f"Livret {of(self.learner)}, {self.framework}"


class PositioningQuerySet(HistoryQuerySet):
    def last_levels(self) -> dict[tuple[int, int], str]:
        """The level that counts for each (record, skill): the last one said."""
        rows = self.order_by("created", "pk").values_list("record_id", "skill_id", "level")
        return {(record, skill): level for record, skill, level in rows}


class Positioning(HistoryEntry):
    """What a learner said of herself on a skill, on a day; the last one counts."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="positionings")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    level = models.CharField("où j’en suis", max_length=8, choices=SelfPosition)
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = PositioningQuerySet.as_manager()

    class Meta:
        verbose_name = "positionnement"
        verbose_name_plural = "positionnements"
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return f"{self.skill.code}\u00a0: {self.get_level_display()}"


class EvidenceQuerySet(HistoryQuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(retraction__isnull=True)

    def as_shown(self):
        """Those that stand, joined with what a page says of each, in one more query."""
        return self.standing().select_related("observed_by", "epm").prefetch_related("files")


class Evidence(HistoryEntry):
    """One line that says what the learner did, who saw it, where and when. No health or social facts.

    One that comes from the grid of a workshop bears its session, and the key that the page gave it, if it made one.
    """

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="evidence")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("comment", max_length=14, choices=EvidenceKind, default=EvidenceKind.OBSERVED)
    text = models.CharField("ce qui a été fait", max_length=300)
    observed_on = models.DateField("le", default=timezone.localdate)
    observed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="vu par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    epm = models.ForeignKey(EPM, verbose_name="à", on_delete=models.PROTECT, related_name="+")
    group_session = models.ForeignKey(
        "b2i.GroupSession",
        verbose_name="séance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
    )
    key = models.UUIDField("clé de la page", null=True, blank=True, unique=True, editable=False)
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "preuve"
        verbose_name_plural = "preuves"
        ordering = ["-observed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="evidence_says_something",
                violation_error_message="Dites en une ligne ce que la personne a fait.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.skill.code}\u00a0: {self.text}"


class Retraction(HistoryEntry):
    """That a line was noted by mistake: it stays in the history and proves nothing any more."""

    evidence = models.OneToOneField(
        Evidence, verbose_name="preuve", on_delete=models.CASCADE, related_name="retraction"
    )
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="retirée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    key = models.UUIDField("clé de la page", null=True, blank=True, unique=True, editable=False)
    created = models.DateTimeField("retirée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "retrait de preuve"
        verbose_name_plural = "retraits de preuve"

    def __str__(self) -> str:
        return f"{self.evidence}, retirée"
