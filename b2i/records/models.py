"""A record (livret): how far a learner has come in each skill of one framework, and what shows it.

Positionings and evidence are only ever added (`audit.append_only`), as are contests (`b2i.records.contests`). The
status of a skill is computed from them (`b2i.records.progress.record_progress`).
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone

from audit.append_only import HistoryEntry, HistoryQuerySet
from b2i.frameworks.age_doubt import age_doubt
from b2i.frameworks.enums import AgeDoubt
from b2i.frameworks.models.framework import Framework, Skill
from b2i.people.learners.models.learner import Learner
from b2i.records.enums import EvidenceKind, HelpGiven, SelfPosition
from reseau.places.models.epm import EPM
from reseau.texts.elision import of


class RecordQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the records of `user` themselves and of the learners whom they follow."""
        if not user.is_authenticated:
            return self.none()
        followed_learners = Learner.objects.visible_to(user)
        return self.filter(models.Q(learner__in=followed_learners) | models.Q(learner__member=user))

    def with_limitation(self):
        """Add `is_put_aside`: the learner asked that nobody else read the record."""
        limitations = Learner._meta.get_field("limitations").related_model.objects
        return self.annotate(is_put_aside=models.Exists(limitations.live().filter(learner=models.OuterRef("learner"))))

    def on_base(self):
        """Return the record in use of each learner: on the framework of records, else the latest one.

        When another version is adopted, earlier records stay on theirs. Records of merged learners are excluded.
        """
        same_learner = Record.objects.filter(learner=models.OuterRef("learner"))
        has_base = models.Exists(same_learner.filter(framework__is_record_base=True))
        has_later = models.Exists(same_learner.filter(pk__gt=models.OuterRef("pk")))
        unmerged_records = self.filter(learner__merged_into__isnull=True)
        return unmerged_records.filter(models.Q(framework__is_record_base=True) | ~has_base & ~has_later)

    def with_learner(self):
        """Join what pages and papers show of the learner."""
        return self.select_related("framework", "learner__member", "learner__epm", "learner__commune")


class Record(models.Model):
    """The record of a learner in one framework."""

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

    @property
    def age_doubt(self) -> AgeDoubt | None:
        """Doubt about the age of the learner, where the framework asks for one."""
        return age_doubt(self.framework, birth_year=self.learner.birth_year, today=timezone.localdate())

    @property
    def made_renewal(self):
        """The renewal by which a record of an older version goes on in this one, None if there is none."""
        return getattr(self, "renewal", None)


class PositioningQuerySet(HistoryQuerySet):
    def last_levels(self) -> dict[tuple[int, int], str]:
        """Return the latest level by (record, skill)."""
        rows = self.order_by("created", "pk").values_list("record_id", "skill_id", "level")
        return {(record, skill): level for record, skill, level in rows}


class Positioning(HistoryEntry):
    """Self-positioning of a learner on a skill, on a day; the latest one counts."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="positionings")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    level = models.CharField("où j’en suis", max_length=8, choices=SelfPosition)
    created = models.DateTimeField("dit le", default=timezone.now, editable=False)

    objects = PositioningQuerySet.as_manager()

    class Meta:
        verbose_name = "positionnement"
        verbose_name_plural = "positionnements"
        ordering = ["created", "pk"]
        # The last one of a skill, for each skill of a record.
        indexes = [models.Index(fields=["record", "skill", "created"], name="positioning_last")]

    def __str__(self) -> str:
        return f"{self.skill.code}\u00a0: {self.get_level_display()}"


# Condition that a line makes a skill practised: a fact, or what a decision of before facts rests on. A tick is a note.
PRACTICE = Q(is_fact=True) | Q(proposals__validation__outcome="validated")


class EvidenceQuerySet(HistoryQuerySet):
    def standing(self):
        """Return the lines that were not retracted."""
        return self.filter(retraction__isnull=True)

    def facts(self):
        """Return the standing lines that say a situation, a gesture, with or without help, and by whom it was seen."""
        return self.standing().filter(is_fact=True)

    def practice(self):
        """Return the standing lines that make a skill practised, some more than once."""
        return self.standing().filter(PRACTICE)

    def facts_first(self):
        """Return facts, the latest first, then the notes that a skill was worked on."""
        return self.order_by("-is_fact", "-observed_on", "-pk")

    def proven_skills(self):
        """Return, as rows of `skill`, the skills of one record with facts on two days at least."""
        days = models.Count("observed_on", distinct=True)
        return self.facts().order_by().values("skill").annotate(days=days).filter(days__gte=2).values("skill")

    def as_shown(self):
        """Return the standing lines with what a page shows of each, facts first. Two more queries at most."""
        return self.with_observers().prefetch_related("files__transcripts")

    def with_observers(self):
        """Return the standing lines with who wrote each, facts first, without their files."""
        return self.standing().facts_first().select_related("observed_by", "epm")

    def with_last_contest(self):
        """Add `contest_words`, `contest_outcome` and `contest_answer`, None on an uncontested line."""
        contests = Evidence._meta.get_field("contests").related_model.objects
        last_contest = contests.filter(evidence=models.OuterRef("pk")).order_by("-created", "-pk")[:1]
        return self.annotate(
            contest_words=models.Subquery(last_contest.values("words")),
            contest_outcome=models.Subquery(last_contest.values("answer__outcome")),
            contest_answer=models.Subquery(last_contest.values("answer__words")),
        )


class Evidence(HistoryEntry):
    """A line of evidence: what the learner did, who saw it, where, when. No health or social facts.

    A fact (`is_fact`) has a situation, a gesture (`text`), with or without help; two facts on two days make a skill
    ready for validation (ADR 44). Any other line says that the skill was worked on.
    `colleague_note` is for who follows the learner or decides: the learner’s pages leave it out, the copy of their data
    has it.
    `group_session` and `key` are set when it comes from the grid of a workshop; the page makes `key`.
    `fact_on`, the day of a fact, is made by the database: proposals name it with the record and the skill (ADR 44).
    """

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="evidence")
    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("comment", max_length=14, choices=EvidenceKind, default=EvidenceKind.OBSERVED)
    text = models.CharField("ce qui a été fait", max_length=300)
    is_fact = models.BooleanField("fait", default=False, db_default=False)
    situation = models.CharField("situation", max_length=160, blank=True, default="", db_default="")
    help_given = models.CharField("aide", max_length=8, choices=HelpGiven, blank=True, default="", db_default="")
    colleague_note = models.CharField("mot aux collègues", max_length=300, blank=True, default="", db_default="")
    observed_on = models.DateField("le", default=timezone.localdate)
    fact_on = models.GeneratedField(
        verbose_name="fait vu le",
        expression=Case(When(is_fact=True, then=F("observed_on"))),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
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
            ),
            models.CheckConstraint(
                condition=Q(is_fact=False)
                | ~Q(situation="")
                & ~Q(help_given="")
                & ~Q(kind=EvidenceKind.WORKED_ON)
                & Q(group_session__isnull=True),
                name="evidence_fact_is_whole",
                violation_error_message="Un fait dit la situation, le geste vu, et si la personne a eu de l’aide.",
            ),
            models.UniqueConstraint(
                fields=["id", "record", "skill", "fact_on"],
                name="evidence_named_with_its_record_skill_and_day",
                violation_error_message="Cette ligne existe déjà\u00a0: rechargez la page.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill.code}\u00a0: {self.text}"

    @property
    def is_worked_on(self) -> bool:
        """Whether the line says only that the skill was worked on: a tick of a grid never says more."""
        return self.kind == EvidenceKind.WORKED_ON or self.group_session_id is not None

    @property
    def noted_later_on(self) -> datetime.date | None:
        """Day on which the line was written down; None if it is the day when it was seen."""
        noted_on = timezone.localdate(self.created)
        return noted_on if noted_on != self.observed_on else None

    @property
    def how(self) -> str:
        """« Vu en atelier », « Travaillée en atelier »."""
        return (EvidenceKind.WORKED_ON if self.is_worked_on else EvidenceKind(self.kind)).label

    @property
    def circumstances(self) -> str:
        """« En atelier, sur un exercice, sans aide »; empty if the line is no fact."""
        return f"{self.situation}, {HelpGiven(self.help_given).label.lower()}" if self.is_fact else ""

    @property
    def full_text(self) -> str:
        """The gesture with its circumstances, for papers."""
        return f"{self.text} ({self.circumstances})" if self.is_fact else self.text


class Retraction(HistoryEntry):
    """A line noted by mistake: it stays in the history and proves nothing any more."""

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
