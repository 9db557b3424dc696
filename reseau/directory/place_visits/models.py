"""The note that somebody of the territory keeps of a visit to an EPM."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse

from reseau.people.members.models.member import Member
from reseau.places.models.epm import EPM
from reseau.texts.wording import day_in_full

NOTE_LENGTH = 3_000


class PlaceVisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the coordination; for others those of territories that they watch, and shared ones of their EPM."""
        if not (user.is_authenticated and user.is_in_network):
            return self.none()
        if user.is_coordinator:
            return self
        is_watched = models.Q(epm__commune__territory__in=user.watched_territory_ids)
        return self.filter(is_watched | models.Q(is_shared=True, epm__in=user.epm_ids))

    def of(self, epm: EPM):
        return self.filter(epm=epm)


class PlaceVisit(models.Model):
    """`is_shared`: the team of the EPM reads the note. The public never does."""

    epm = models.ForeignKey(EPM, verbose_name="lieu", on_delete=models.CASCADE, related_name="place_visits")
    visitor = models.ForeignKey(
        Member, verbose_name="notée par", on_delete=models.SET_NULL, null=True, related_name="place_visits"
    )
    date = models.DateField("jour de la visite")
    note = models.TextField("ce que vous avez vu et convenu", validators=[MaxLengthValidator(NOTE_LENGTH)])
    is_shared = models.BooleanField("l’équipe du lieu peut la lire", default=False)
    created = models.DateTimeField("notée le", auto_now_add=True)

    objects = PlaceVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "visite d’un lieu"
        verbose_name_plural = "visites des lieux"
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(note=""),
                name="place_visit_has_a_note",
                violation_error_message="Écrivez en quelques mots ce que vous avez vu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.epm}, le {day_in_full(self.date, 'j F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("reseau:place_visits", args=[self.epm.slug]) + f"#visite-{self.pk}"
