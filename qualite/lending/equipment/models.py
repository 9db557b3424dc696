"""An equipment or a kit of a place: what it is and holds, where it lives, its condition, its picture."""

from collections.abc import Iterator

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from qualite.lending.enums import Condition, EquipmentKind
from reseau.documents.files.file_names import hidden_name
from reseau.documents.files.scans import MEDIA_TYPES
from reseau.places.models.epm import EPM
from reseau.texts.french_order import Folded

FOLDER = "materiel"
LONGEST_CONTENT = 2_000


def kept_under(equipment: "Equipment", name: str) -> str:
    """Return a hidden path; `name` has the extension that was read in the content."""
    return hidden_name(FOLDER, name.rpartition(".")[2])


def media_type_of(file: FieldFile) -> str:
    return MEDIA_TYPES[file.name.rpartition(".")[2]]


class EquipmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return what `user` may see: members see the equipment of all open places, nobody else sees any."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        return self.filter(epm__is_open=True)

    def in_use(self):
        """Return what has not left the inventory."""
        return self.filter(left_on__isnull=True)

    def with_place(self):
        return self.select_related("epm__commune__territory")


class Equipment(models.Model):
    """`epm` owns it and keeps it. What left the inventory keeps its past loans."""

    # Fields that hold bytes, for `reseau.documents.files.stored_files`.
    stored_fields = ("photo",)

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.PROTECT, related_name="equipment")
    name = models.CharField("nom", max_length=100, help_text="Par exemple\u00a0: mallette de 8 tablettes.")
    kind = models.CharField("sorte de matériel", max_length=12, choices=EquipmentKind)
    content = models.TextField(
        "ce qu’on y trouve",
        blank=True,
        validators=[MaxLengthValidator(LONGEST_CONTENT)],
        help_text="Une ligne par chose, comme on la compte au retour\u00a0: 8 tablettes, 8 chargeurs, 1 borne Wi-Fi.",
    )
    advice = models.TextField(
        "à savoir avant de l’emprunter",
        blank=True,
        validators=[MaxLengthValidator(LONGEST_CONTENT)],
        help_text="Où le prendre, comment le charger, ce qu’il faut pour s’en servir.",
    )
    reference = models.CharField("numéro d’inventaire", max_length=40, blank=True)
    condition = models.CharField("état", max_length=8, choices=Condition, default=Condition.GOOD)
    is_lent = models.BooleanField("se prête aux autres lieux", default=True)
    photo = models.FileField("photo", upload_to=kept_under, max_length=200, blank=True)
    photo_changed = models.DateTimeField("photo changée le", null=True, blank=True, editable=False)
    entered_on = models.DateField("à l’inventaire depuis le", default=timezone.localdate)
    left_on = models.DateField("sorti de l’inventaire le", null=True, blank=True, editable=False)

    objects = EquipmentQuerySet.as_manager()

    class Meta:
        verbose_name = "matériel"
        verbose_name_plural = "matériels"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(photo="", photo_changed__isnull=True) | ~Q(photo="") & Q(photo_changed__isnull=False),
                name="equipment_photo_has_its_day",
                violation_error_message="Une photo a sa date.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("qualite:equipment", args=[self.pk])

    @property
    def stored(self) -> Iterator[FieldFile]:
        yield self.photo

    @property
    def content_lines(self) -> list[str]:
        return [line.strip() for line in self.content.splitlines() if line.strip()]

    @property
    def condition_tone(self) -> str:
        return Condition(self.condition).tone

    @property
    def is_usable(self) -> bool:
        """Whether it may be booked: still there, and in working order."""
        return self.left_on is None and self.condition != Condition.OUT_OF_ORDER
