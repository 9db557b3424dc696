"""A request for a sheet: words, the members who want it, and the draft of whoever takes it up."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from reseau.permissions import is_network_member
from reseau.texts.accent_folding import fold
from ressources.authoring.sheet_requests.map_cell import MapCell
from ressources.sheets.composed_draft import TITLE_LENGTH
from ressources.sheets.enums import Level


def request_key(words: str) -> str:
    """Return the key by which two requests are the same: « Clé  USB » and « cle usb »."""
    return fold(" ".join(words.split()))[: 2 * TITLE_LENGTH]


class SheetRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Requests are visible to the network."""
        return self.all() if is_network_member(user) else self.none()

    def open(self):
        """Requests that no published sheet has answered and that nobody closed."""
        return self.filter(closed_at=None)

    def to_take_up(self):
        """Open requests that nobody writes."""
        return self.open().filter(sheet=None)

    def of_cell(self, cell: MapCell):
        return self.filter(skill=cell.skill, level=cell.level)

    def with_cell(self):
        """Return those that fill a cell of the coverage map."""
        return self.exclude(Q(skill=None) | Q(level=""))

    def with_supporters(self, user):
        """Add `supporter_count` and `is_mine`, whether `user` is among them; the most wanted first."""
        mine = self.model.supporters.through.objects.filter(sheetrequest=OuterRef("pk"), member=user.pk)
        requests = self.select_related("taken_by", "sheet", "skill__domain__framework")
        requests = requests.annotate(supporter_count=Count("supporters"), is_mine=Exists(mine))
        return requests.order_by("-supporter_count", "-searches", "created", "pk")


class SheetRequest(models.Model):
    """`supporters` want the sheet; `searches`: how often the words were searched in vain when it was requested.

    `skill` and `level`: the empty cell of the coverage map for which it was made, if it was made there.
    `taken_by` writes it: `sheet` is their draft. Closed once that sheet is published, or by a coordinator.
    """

    words = models.CharField("sujet de la fiche", max_length=TITLE_LENGTH)
    key = models.CharField("sujet sans accents", max_length=2 * TITLE_LENGTH, editable=False)
    supporters = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="demandée par", related_name="supported_sheet_requests"
    )
    searches = models.PositiveIntegerField("recherches sans réponse", default=0)
    skill = models.ForeignKey(
        Skill, verbose_name="compétence", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    level = models.CharField("niveau", max_length=16, choices=Level, blank=True, default="", db_default="")
    created = models.DateTimeField("demandée le", default=timezone.now, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="écrite par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sheet = models.ForeignKey(
        "ressources.Sheet",
        verbose_name="fiche",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sheet_requests",
    )
    closed_at = models.DateTimeField("close le", null=True, blank=True, editable=False)

    objects = SheetRequestQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "fiche demandée"
        verbose_name_plural = "fiches demandées"
        ordering = ["-created", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(closed_at=None),
                name="sheet_request_open_once",
                violation_error_message="Cette fiche est déjà demandée.",
            )
        ]

    def __str__(self) -> str:
        return self.words

    def save(self, *args, **kwargs) -> None:
        self.key = request_key(self.words)
        super().save(*args, **kwargs)

    @property
    def cell(self) -> MapCell | None:
        """The cell of the coverage map that it would fill."""
        return MapCell(self.skill, Level(self.level)) if self.skill_id and self.level else None
