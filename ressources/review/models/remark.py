"""What is said of a part of a sheet while it is reviewed, and what is answered, by its authors and its reviewers."""

from django.db import models
from django.utils import timezone
from wagtail.models import Revision

from reseau.members.models.member import Member
from ressources.sheets.models.authorship import kept_by
from ressources.sheets.models.page_rows import Gathered, instances

MAX_TEXT = 1000
LABEL_LENGTH = 160


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the sheets that `user` writes or reviews."""
        kept = kept_by(user)
        sheets = self.model._meta.get_field("sheet").related_model.objects
        return self.none() if kept is None else self.filter(sheet__in=sheets.filter(kept))

    def open(self):
        return self.filter(done_at=None)

    def with_threads(self):
        """Joins all that is shown of them, the oldest first."""
        answers = RemarkAnswer.objects.filter(remark=models.OuterRef("pk")).order_by("created", "pk")
        joined = self.select_related("author", "done_by", "revision").order_by("created", "pk")
        return joined.annotate(answer_rows=Gathered(answers, *RemarkAnswer.shown_fields))


class Remark(models.Model):
    """`part` names what it is about in the content of the sheet; `place` is the rank of the step, counted from 0, in
    the `revision` under the reviewer's eyes; `label` is how that was called then. It outlives that version.
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
        """Its answers, the oldest first; joined by `with_threads`."""
        if not hasattr(self, "answer_rows"):
            return list(self.answers.select_related("author"))
        found = instances(RemarkAnswer, self.answer_rows)
        for answer, row in zip(found, self.answer_rows, strict=True):
            if answer.author_id:
                name = (row["author__first_name"], row["author__last_name"])
                answer.author = Member.from_db(None, ["id", "first_name", "last_name"], [answer.author_id, *name])
        return found

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def anchor(self) -> str:
        return f"remarque-{self.pk}"


class RemarkAnswer(models.Model):
    # What the thread of its remark shows of it.
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
