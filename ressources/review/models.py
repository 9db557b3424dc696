"""The review of a sheet: who is assigned, since when and until when; remarks on its parts, and their answers."""

from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from wagtail.models import Revision

from reseau.people.members.models.member import Member
from reseau.web.queries.json_rows import JSONRows, instances_of_rows
from ressources.sheets.models.authorship import editable_by

# Promised to the author at the submission; the reviewer may choose another day.
TIME_TO_ANSWER = timedelta(days=10)
FURTHEST_ANSWER = timedelta(days=60)
NO_SUCH_DAY = "Choisissez un jour à partir d’aujourd’hui, d’ici deux mois."


class ReviewAssignmentQuerySet(models.QuerySet):
    def restart(self, sheet) -> "ReviewAssignment":
        """Start a round of review; the reviewer of the previous round has the sheet again."""
        now = timezone.now()
        defaults = {
            "since": now,
            "due": timezone.localdate(now) + TIME_TO_ANSWER,
            "holder_reminded": None,
            "territory_reminded": None,
        }
        return self.update_or_create(sheet_id=sheet.pk, defaults=defaults)[0]

    def late(self):
        return self.filter(due__lt=timezone.localdate())


class ReviewAssignment(models.Model):
    """One row for each sheet submitted to review, until it is published.

    Its `reviewer` keeps it from one round to the next, so that whoever asked for changes reads them. Without a
    reviewer, the whole territory has it.
    """

    sheet = models.OneToOneField(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="assignment"
    )
    reviewer = models.ForeignKey(
        Member, verbose_name="relecteur", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField("depuis le", default=timezone.now)
    due = models.DateField("réponse attendue pour le", db_index=True)
    holder_reminded = models.DateTimeField("relance envoyée le", null=True, blank=True)
    territory_reminded = models.DateTimeField("territoire relancé le", null=True, blank=True)

    objects = ReviewAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "prise en charge"
        verbose_name_plural = "prises en charge"

    def __str__(self) -> str:
        return f"{self.sheet}, {self.reviewer or 'à prendre'}, pour le {self.due}"

    @property
    def is_late(self) -> bool:
        return self.due < timezone.localdate()

    def hand_to(self, reviewer: Member | None) -> None:
        """Assign `reviewer`, who is reminded anew; None assigns the whole territory."""
        self.reviewer, self.since, self.holder_reminded = reviewer, timezone.now(), None
        self.save(update_fields=["reviewer", "since", "holder_reminded"])

    def put_off(self, due_date: date) -> None:
        self.due, self.holder_reminded, self.territory_reminded = due_date, None, None
        self.save(update_fields=["due", "holder_reminded", "territory_reminded"])


def may_be_promised(due_date: date) -> bool:
    """Return whether an answer may be promised for that day; otherwise, `NO_SUCH_DAY` says why."""
    today = timezone.localdate()
    return today <= due_date <= today + FURTHEST_ANSWER


MAX_TEXT = 1000
LABEL_LENGTH = 160


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the remarks on the sheets that `user` writes or reviews."""
        condition = editable_by(user)
        sheets = self.model._meta.get_field("sheet").related_model.objects
        return self.none() if condition is None else self.filter(sheet__in=sheets.filter(condition))

    def open(self):
        return self.filter(done_at=None)

    def with_threads(self):
        """Join all that is shown of the remarks, the oldest first."""
        answers = RemarkAnswer.objects.filter(remark=models.OuterRef("pk")).order_by("created", "pk")
        remarks = self.select_related("author", "done_by", "revision").order_by("created", "pk")
        return remarks.annotate(answer_rows=JSONRows(answers, *RemarkAnswer.shown_fields))


class Remark(models.Model):
    """A remark on a part of a sheet. It outlives the version on which it was made.

    `part` is the field of the content; `place` is the rank of the step, from 0, in the `revision` that the reviewer
    read; `label` is the name of the part at that time.
    """

    sheet = models.ForeignKey(
        "ressources.Sheet", verbose_name="fiche", on_delete=models.CASCADE, related_name="remarks"
    )
    part = models.CharField("partie de la fiche", max_length=40)
    place = models.PositiveSmallIntegerField("rang de l’étape", null=True, blank=True)
    label = models.CharField("nom de cette partie", max_length=LABEL_LENGTH)
    text = models.TextField("remarque", max_length=MAX_TEXT)
    author = models.ForeignKey(
        Member, verbose_name="auteur", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.ForeignKey(
        Revision, verbose_name="version", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField("écrite le", default=timezone.now)
    done_at = models.DateTimeField("faite le", null=True, blank=True)
    done_by = models.ForeignKey(
        Member, verbose_name="faite par", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "remarque"
        verbose_name_plural = "remarques"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="remark_says_something",
                violation_error_message="Écrivez votre remarque.",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def thread(self) -> list["RemarkAnswer"]:
        """Answers to the remark, the oldest first; joined by `with_threads`."""
        if not hasattr(self, "answer_rows"):
            return list(self.answers.select_related("author"))
        answers = instances_of_rows(RemarkAnswer, self.answer_rows)
        for answer, row in zip(answers, self.answer_rows, strict=True):
            if answer.author_id:
                name = (row["author__first_name"], row["author__last_name"])
                answer.author = Member.from_db(None, ["id", "first_name", "last_name"], [answer.author_id, *name])
        return answers

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def anchor(self) -> str:
        return f"remarque-{self.pk}"


class RemarkAnswer(models.Model):
    # Fields that the thread of the remark shows.
    shown_fields = ("id", "text", "created", "author_id", "author__first_name", "author__last_name")

    remark = models.ForeignKey(Remark, verbose_name="remarque", on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(
        Member, verbose_name="auteur", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField("réponse", max_length=MAX_TEXT)
    created = models.DateTimeField("écrite le", default=timezone.now)

    class Meta:
        verbose_name = "réponse à une remarque"
        verbose_name_plural = "réponses à des remarques"
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="remark_answer_says_something",
                violation_error_message="Écrivez votre réponse.",
            )
        ]

    def __str__(self) -> str:
        return self.text
