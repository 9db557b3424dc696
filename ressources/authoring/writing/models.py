"""Texts that a member typed in the form of a sheet and has not saved as a version yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from reseau.people.members.models.member import Member
from ressources.sheets.enums import SheetKind
from ressources.sheets.models.authorship import editable_by

# A window of the browser is identified by a random word.
MAX_WINDOW = 32


@dataclass(frozen=True, slots=True)
class ResumedText:
    """The text that a form was opened with: the text of `window`, as it was `written` then if that is known.

    A text that was changed since is another text, which the form has never shown.
    """

    window: str = ""
    written: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> "ResumedText":
        """Parse the value that a form sends back; an invalid one gives an empty object."""
        window, _, timestamp = text.replace("\x00", "").partition("~")
        if len(window) > MAX_WINDOW:
            return cls()
        try:
            return cls(window, parse_datetime(timestamp))
        except ValueError:
            return cls(window)

    def __str__(self) -> str:
        return f"{self.window}~{self.written.isoformat()}" if self.written else self.window


class KeptTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the texts of `user`: they are private."""
        return self.filter(member=user) if user.is_authenticated else self.none()

    def with_openness(self, user):
        """Fill `is_open`: whether `user` may still open the form of each, since a sheet may change authors."""
        sheets = self.model._meta.get_field("sheet").related_model.objects
        condition = editable_by(user)
        editable = sheets.none() if condition is None else sheets.filter(condition, pk=models.OuterRef("sheet"))
        is_open = models.Q(sheet=None) | models.Exists(editable)
        return self.annotate(is_open=models.ExpressionWrapper(is_open, models.BooleanField()))

    def of_form(self, *, form: str, sheet):
        """Return the texts typed in that form for `sheet`, or for a new one; the latest first."""
        return self.filter(form=form, sheet=sheet).order_by("-written", "-pk")

    def typed_in(self, *windows: str):
        return self.filter(window__in=[window for window in windows if window])

    def resumed_as(self, resumed_text: ResumedText):
        texts = self.typed_in(resumed_text.window)
        return texts.filter(written=resumed_text.written) if resumed_text.written else texts


class KeptText(models.Model):
    """The unsaved text of a window: two windows never overwrite each other.

    It holds the raw form data, even invalid. A text whose sheet was deleted may still become a new sheet.
    """

    member = models.ForeignKey(Member, verbose_name="membre", on_delete=models.CASCADE, related_name="kept_texts")
    sheet = models.ForeignKey(
        "ressources.Sheet",
        verbose_name="fiche",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="kept_texts",
    )
    form = models.CharField("formulaire", max_length=16, choices=SheetKind)
    title = models.CharField("titre", max_length=120, blank=True)
    typed = models.TextField("ce qui est tapé, tel que le navigateur l’envoie")
    window = models.CharField("fenêtre", max_length=MAX_WINDOW)
    rank = models.PositiveIntegerField("rang de l’envoi dans la fenêtre", default=0)
    begun = models.DateTimeField("commencé le", auto_now_add=True)
    written = models.DateTimeField("écrit le", db_index=True)
    warned = models.DateTimeField("effacement annoncé le", null=True, blank=True)

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte gardé"
        verbose_name_plural = "textes gardés"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "window"],
                name="kept_text_once_for_each_window",
                violation_error_message="Cette fenêtre garde déjà un texte.",
            )
        ]
        indexes = [models.Index(fields=["member", "sheet", "form"], name="kept_text_of_form")]

    def __str__(self) -> str:
        return self.title or "Sans titre"

    def get_absolute_url(self) -> str:
        """Return the address of the form that resumes it."""
        form = (
            reverse("ressources:edit", args=[self.sheet_id])
            if self.sheet_id
            else reverse("ressources:propose_kind", args=[self.form])
        )
        return f"{form}?reprendre={self.pk}"

    @property
    def resumed(self) -> ResumedText:
        return ResumedText(self.window, self.written)

    @property
    def post(self) -> QueryDict:
        """The form data, as the form would receive it."""
        return QueryDict(self.typed)

    @property
    def base(self) -> str:
        """The version of the sheet on which it was typed."""
        return self.post.get("base", "")

    def stands_on(self, base: str) -> bool:
        """Whether nobody saved another version of the sheet since."""
        return self.base == base
