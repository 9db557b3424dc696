"""The weekly letter of a territory, and its lines."""

from collections.abc import Iterator
from itertools import groupby

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from alertes.occasions.letters.enums import LEAVING, OPEN, LetterState
from alertes.occasions.letters.registry import sections
from alertes.occasions.letters.weeks import Week
from reseau.places.models.commune import Territory
from reseau.texts.elision import of_place
from reseau.texts.wording import day_in_full

INTRODUCTION_LENGTH = 1500


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Letters that left, of the territories of `user`; those to come too for whoever watches over the territory."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        if user.is_coordinator:
            return self.all()
        is_told = models.Q(state=LetterState.SENT, territory__in=user.territory_ids)
        return self.filter(is_told | models.Q(territory__in=user.watched_territory_ids))

    def to_leave(self):
        return self.filter(state__in=LEAVING)

    def to_change(self):
        """Letters that the animation may still change."""
        return self.filter(state__in=OPEN)


class Letter(models.Model):
    """One for each territory and week, `week` being its Monday.

    `revision` grows with each change by a person: two people do not overwrite each other. `changed_by` is the last of
    them, None for a letter that nobody touched.
    """

    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.CASCADE, related_name="letters"
    )
    week = models.DateField("semaine du")
    introduction = models.TextField("mot d’accueil", blank=True, validators=[MaxLengthValidator(INTRODUCTION_LENGTH)])
    state = models.CharField("état", max_length=8, choices=LetterState, default=LetterState.PREPARED)
    revision = models.PositiveIntegerField("modifications", default=0)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="modifiée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    prepared = models.DateTimeField("préparée le", default=timezone.now)
    settled = models.DateTimeField("réglée le", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "lettre d’un territoire"
        verbose_name_plural = "lettres des territoires"
        ordering = ["-week", "territory"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "week"],
                name="letter_once_for_each_territory_and_week",
                violation_error_message="Ce territoire a déjà sa lettre de cette semaine.",
            ),
        ]

    def __str__(self) -> str:
        return f"La lettre du territoire {of_place(self.territory)}, semaine du {day_in_full(self.week, 'j F')}"

    def get_absolute_url(self) -> str:
        return reverse("alertes:letter", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether the animation may still change it."""
        return self.state in OPEN

    @property
    def leaves_at(self):
        return Week(self.week).leaves_at

    def kept_lines(self) -> list["LetterLine"]:
        """Return the lines that are told, section by section. One query, or none if `lines` are loaded."""
        return [line for line in self.ordered_lines() if line.is_kept]

    def ordered_lines(self) -> list["LetterLine"]:
        order = {section.name: section.order for section in sections()}
        return sorted(
            self.lines.all(), key=lambda line: (order.get(line.section, 99), line.section, line.rank, line.pk)
        )

    def parts(self) -> Iterator[tuple[str, list["LetterLine"]]]:
        """Yield the title of each section with its kept lines."""
        yield from titled(self.kept_lines())


def titled(lines: list["LetterLine"]) -> Iterator[tuple[str, list["LetterLine"]]]:
    """Yield the title of each section with its lines, which come section by section."""
    titles = {section.name: section.title for section in sections()}
    for name, group in groupby(lines, key=lambda line: line.section):
        yield titles.get(name, name), list(group)


class LetterLine(models.Model):
    """One fact of a letter. `rank` orders those of a `section`; one that is not kept is told to nobody."""

    letter = models.ForeignKey(Letter, verbose_name="lettre", on_delete=models.CASCADE, related_name="lines")
    section = models.CharField("rubrique", max_length=20)
    key = models.CharField("clé", max_length=60)
    text = models.CharField("texte", max_length=200)
    details = models.CharField("précisions", max_length=300, blank=True)
    url = models.CharField("adresse dans le site", max_length=300)
    rank = models.PositiveSmallIntegerField("rang", default=0)
    is_kept = models.BooleanField("dans la lettre", default=True)

    class Meta:
        verbose_name = "ligne d’une lettre"
        verbose_name_plural = "lignes des lettres"
        ordering = ["letter", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "key"],
                name="letter_line_once_for_each_object",
                violation_error_message="Cette ligne est déjà dans la lettre.",
            )
        ]

    def __str__(self) -> str:
        return self.text
