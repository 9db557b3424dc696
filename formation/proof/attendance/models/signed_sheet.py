"""A paper sheet signed with a pen, then scanned or photographed: the proof of presences recorded as « papier »."""

from collections.abc import Iterator

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from formation.proof.attendance.enums import SheetFormat
from formation.proof.retention.enums import Category
from formation.proof.retention.models import RetentionTerm
from formation.sessions.models.half_day import HalfDay
from reseau.documents.files.file_names import hidden_name, size_in_words
from reseau.permissions import is_coordinator, is_network_member
from reseau.texts.wording import day_in_full

FOLDER = "feuilles-signees"


def signed_sheet_path(sheet: "SignedSheet", name: str) -> str:
    return hidden_name(FOLDER, sheet.kind)


class SignedSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sheets of sessions whose attendance `user` may take, since they hold names and handwritten signatures."""
        if not is_network_member(user):
            return self.none()
        sheets = self.kept().in_term()
        return sheets if is_coordinator(user) else sheets.filter(session__trainers__member=user)

    def in_term(self):
        """Sheets that may still be read: their session is within its term. One query."""
        newest_past = RetentionTerm.objects.of(Category.ATTENDANCE).newest_past(timezone.localdate())
        half_days = HalfDay.objects.filter(session=OuterRef("session"), date__gt=newest_past)
        return self.filter(Exists(half_days))

    def kept(self):
        """Sheets whose scan was not destroyed at its term."""
        return self.exclude(file="")

    def of(self, half_day):
        """Sheets of the half-day, and sheets of its whole session."""
        return self.kept().filter(Q(half_day=half_day) | Q(half_day=None), session=half_day.session_id)


class SignedSheet(models.Model):
    """The scan of a sheet: of one half-day, or of the whole session if `half_day` is null.

    The row outlives the scan, whose `file` is empty once an elimination list destroyed it: late presences refer to it.
    """

    # Fields that hold files (`reseau.documents.files.stored_files`).
    stored_fields = ("file",)

    session = models.ForeignKey(
        "formation.Session", verbose_name="session", on_delete=models.PROTECT, related_name="signed_sheets"
    )
    half_day = models.ForeignKey(
        "formation.HalfDay",
        verbose_name="demi-journée",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_sheets",
    )
    file = models.FileField("fichier", upload_to=signed_sheet_path, max_length=200)
    kind = models.CharField("type, lu dans le contenu", max_length=4, choices=SheetFormat)
    size = models.PositiveIntegerField("taille en octets")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="déposée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added = models.DateTimeField("déposée le", default=timezone.now, editable=False)

    objects = SignedSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "feuille signée"
        verbose_name_plural = "feuilles signées"
        ordering = ["added", "pk"]

    def __str__(self) -> str:
        return f"Feuille signée, {self.half_day or self.session}"

    def get_absolute_url(self) -> str:
        return reverse("formation:signed_sheet", args=[self.session_id, self.pk])

    @property
    def reference(self) -> str:
        """« feuille signée n° 12, déposée le 3 mars 2026 », as papers name it."""
        return f"feuille signée n°\u00a0{self.pk}, déposée le {day_in_full(timezone.localdate(self.added), 'j F Y')}"

    @property
    def file_name(self) -> str:
        return f"feuille-signee-{self.pk}.{self.kind}"

    @property
    def media_type(self) -> str:
        return SheetFormat(self.kind).media_type

    @property
    def size_in_words(self) -> str:
        return size_in_words(self.size)

    @property
    def stored(self) -> Iterator[FieldFile]:
        return iter([self.file] if self.file else [])
