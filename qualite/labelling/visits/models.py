"""A visit of a place by a peer of another territory, and what they observed of each criterion."""

import datetime

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from b2i.records.validation.models.composite_foreign_key import CompositeForeignKey
from qualite.labelling.charter.models import Criterion
from qualite.labelling.enums import FilePart, Sight, VisitState
from qualite.labelling.self_assessment.models.assessment import Assessment, Involvement
from reseau.places.models.commune import Territory
from reseau.texts.wording import hours_in_words

OBSERVATION_LENGTH, SUMMARY_LENGTH = 1_000, 3_000


def start_of_visits() -> datetime.time:
    return datetime.time(14)


def end_of_visits() -> datetime.time:
    return datetime.time(16)


class VisitQuerySet(models.QuerySet):
    def standing(self):
        return self.exclude(state=VisitState.CANCELLED)

    def planned(self):
        return self.filter(state=VisitState.PLANNED)

    def visible_to(self, user):
        return self.filter(assessment__in=Assessment.objects.visible_to(user).order_by())

    def of_visitor(self, user):
        return self.filter(involvement__member=user.pk)

    def with_file(self):
        return self.select_related("assessment__epm__commune", "assessment__charter", "involvement__member")


class Visit(models.Model):
    """One visit. `involvement` is the part of the visitor: the database knows it is not that of the team.

    `place_territory` and `visitor_territory` are copies that a constraint compares: the peer comes from elsewhere.
    """

    assessment = models.ForeignKey(Assessment, verbose_name="dossier", on_delete=models.CASCADE, related_name="visits")
    involvement = models.ForeignKey(
        Involvement, verbose_name="qui visite", on_delete=models.CASCADE, related_name="visits"
    )
    part = models.CharField("part", max_length=8, choices=FilePart, default=FilePart.VISITOR, editable=False)
    place_territory = models.ForeignKey(
        Territory, verbose_name="territoire du lieu", on_delete=models.PROTECT, related_name="+"
    )
    visitor_territory = models.ForeignKey(
        Territory, verbose_name="territoire de qui visite", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField("état", max_length=10, choices=VisitState, default=VisitState.PLANNED)
    date = models.DateField("jour")
    start = models.TimeField("heure", default=start_of_visits)
    end = models.TimeField("fin", default=end_of_visits)
    summary = models.TextField("ce que vous retenez", blank=True, validators=[MaxLengthValidator(SUMMARY_LENGTH)])
    changed = models.DateTimeField("changée le", default=timezone.now, editable=False)
    held_at = models.DateTimeField("rendue le", null=True, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "visite de la charte"
        verbose_name_plural = "visites de la charte"
        ordering = ["date", "start", "pk"]
        constraints = [
            CompositeForeignKey(
                fields=["involvement", "assessment", "part"],
                to_fields=["id", "assessment", "part"],
                name="visit_by_a_visitor_of_its_file",
                violation_error_message="Qui visite n’est ni de l’équipe ni de la décision.",
            ),
            CompositeForeignKey(
                fields=["assessment", "place_territory"],
                to_fields=["id", "territory"],
                name="visit_in_the_territory_of_its_file",
                violation_error_message="Une visite se fait dans le territoire du dossier.",
            ),
            models.CheckConstraint(
                condition=Q(part=FilePart.VISITOR),
                name="visit_is_the_part_of_a_visitor",
                violation_error_message="Qui visite n’est ni de l’équipe ni de la décision.",
            ),
            models.CheckConstraint(
                condition=~Q(place_territory=F("visitor_territory")),
                name="visit_by_a_peer_of_another_territory",
                violation_error_message="La visite est faite par une personne d’un autre territoire.",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=~Q(state=VisitState.CANCELLED),
                name="visit_one_for_a_file",
                violation_error_message="Ce dossier a déjà une visite\u00a0: changez-la ou annulez-la.",
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="visit_ends_after_it_starts",
                violation_error_message="La visite finit après avoir commencé.",
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.HELD, held_at__isnull=False)
                | Q(~Q(state=VisitState.HELD), held_at__isnull=True),
                name="visit_held_on_a_day",
                violation_error_message="Une visite faite a été rendue un jour.",
            ),
        ]

    def __str__(self) -> str:
        return f"Visite, {self.assessment.epm}"

    @property
    def visitor(self):
        """The visitor; None once their account is erased."""
        return self.involvement.member

    @property
    def is_planned(self) -> bool:
        return self.state == VisitState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == VisitState.HELD

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.end)

    @property
    def begins_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.start))

    @property
    def ends_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.date, self.end))


class Observation(models.Model):
    """What the visitor saw of one criterion."""

    visit = models.ForeignKey(Visit, verbose_name="visite", on_delete=models.CASCADE, related_name="observations")
    criterion = models.ForeignKey(Criterion, verbose_name="critère", on_delete=models.PROTECT, related_name="+")
    sight = models.CharField("ce que vous avez vu", max_length=8, choices=Sight, blank=True)
    words = models.TextField("en quelques mots", blank=True, validators=[MaxLengthValidator(OBSERVATION_LENGTH)])

    class Meta:
        verbose_name = "observation d’une visite"
        verbose_name_plural = "observations d’une visite"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "criterion"],
                name="observation_once_for_a_criterion",
                violation_error_message="Ce critère a déjà une observation.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}\u00a0: {self.get_sight_display() or 'sans réponse'}"

    @property
    def tone(self) -> str:
        return Sight(self.sight).tone if self.sight else ""
