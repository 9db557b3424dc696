"""Figures of the network that name nobody, counted when a page is read; each leads to its list, if it is public.

A number of people is shown from five on, as everywhere on the site (`b2i.people.anonymity`).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet, Subquery, Sum, Value
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from b2i.people.anonymity import SMALLEST_GROUP
from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Validation
from formation.offer.catalogue.models.training import TrainingPage
from formation.sessions.models.half_day import HalfDay
from formation.year.training_report.tables import Number
from forums.enums import ForumKind
from forums.threads.clock.models import QuestionWatch
from qualite.activity.activity_month.measures import VISITS
from qualite.activity.activity_month.models import ConfirmedFigure
from reseau.enums import Contract, Role
from reseau.people.members.models.position import Position
from reseau.places.models.epm import EPM
from ressources.sheets.models.workshop import WorkshopPage
from ressources.workshops.deliveries.models.delivery import Delivery
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop

VISITOR = AnonymousUser()
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """`label`: as the editor chooses it; `words`, after the number, singular then plural; `meaning`: what it counts.

    `rows` returns what is counted, each `column` of it once. `place`: name of the address of the list that all may
    read, if there is one. `is_of_people`: hidden under five. `sum_of`: the column that is summed instead of counted.
    """

    slug: str
    label: str
    words: tuple[str, str]
    meaning: str
    rows: Callable[[], QuerySet]
    place: str = ""
    column: str = "pk"
    is_of_people: bool = False
    sum_of: str = ""

    def counted_as(self, value: int) -> "CountedFigure":
        """Return the figure with its number, and the address of its list."""
        url = reverse(self.place) if self.place else ""
        return CountedFigure(self, value, self.words[value > 1], self.meaning, url)

    @property
    def count(self) -> Subquery:
        """The number as a column of another query; nothing rather than zero."""
        rows = self.rows().order_by().annotate(all_rows=Value(1)).values("all_rows")
        number = Sum(self.sum_of) if self.sum_of else Count(self.column, distinct=True)
        return Subquery(rows.annotate(number=number).values("number"))


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure as a page shows it. `url` is empty where nothing public lists what it counts."""

    figure: PublicFigure
    value: int
    words: str
    meaning: str
    url: str

    @property
    def shown(self) -> str:
        """« 7 940 », with a space that is never broken."""
        return Number(self.value).words


def counted(slugs: Collection[str]) -> list[CountedFigure]:
    """Return the figures of these slugs that are worth showing, in our order. One query.

    Nothing to count is left out rather than shown as a zero, and so are fewer than five people.
    """
    chosen = [figure for figure in FIGURES if figure.slug in slugs]
    if not chosen:
        return []
    # Any row: the numbers do not depend on it.
    values = Site.objects.values_list(*(figure.count for figure in chosen))[:1]
    return [
        figure.counted_as(value)
        for numbers in values
        for figure, value in zip(chosen, numbers, strict=True)
        if (value or 0) >= (SMALLEST_GROUP if figure.is_of_people else 1)
    ]


def in_the_last_year(column: str) -> dict:
    """Return the condition that a date is in the twelve months that end today."""
    today = timezone.localdate()
    return {f"{column}__gt": today - YEAR, f"{column}__lte": today}


def animators() -> QuerySet:
    return Position.objects.live().filter(member__is_active=True, role=Role.ANIMATOR)


def confirmed_visits() -> QuerySet:
    return ConfirmedFigure.objects.filter(measure=VISITS, month__confirmed_at__isnull=False)


def answered_questions() -> QuerySet:
    return QuestionWatch.objects.exclude(answered=None).exclude(topic__forum__kind=ForumKind.PROJECT)


FIGURES = (
    PublicFigure(
        "lieux",
        "Lieux ouverts",
        ("lieu ouvert à tous", "lieux ouverts à tous"),
        "Les espaces publics multimédia qui accueillent le public aujourd’hui.",
        lambda: EPM.objects.visible_to(VISITOR),
        "reseau:directory",
    ),
    PublicFigure(
        "communes",
        "Communes qui ont un lieu",
        ("commune qui a un lieu", "communes qui ont un lieu"),
        "Les communes du Lot où un lieu du réseau est ouvert.",
        lambda: EPM.objects.visible_to(VISITOR),
        column="commune",
    ),
    PublicFigure(
        "personnes",
        "Personnes qui animent",
        ("personne qui anime", "personnes qui animent"),
        "Salariées et bénévoles, en poste dans un lieu aujourd’hui.",
        animators,
        column="member",
        is_of_people=True,
    ),
    PublicFigure(
        "benevoles",
        "Bénévoles",
        ("bénévole", "bénévoles"),
        "Parmi les personnes qui animent aujourd’hui.",
        lambda: animators().filter(contract=Contract.VOLUNTEER),
        column="member",
        is_of_people=True,
    ),
    PublicFigure(
        "salaries",
        "Salariés",
        ("personne salariée", "personnes salariées"),
        "Parmi les personnes qui animent aujourd’hui.",
        lambda: animators().filter(contract=Contract.PAID),
        column="member",
        is_of_people=True,
    ),
    PublicFigure(
        "ateliers",
        "Ateliers annoncés",
        ("atelier annoncé", "ateliers annoncés"),
        "Ouverts à tous, aujourd’hui et après.",
        lambda: OpenWorkshop.objects.visible_to(VISITOR).to_come(),
        "ressources:next_workshops",
    ),
    PublicFigure(
        "ateliers-animes",
        "Ateliers animés en un an",
        ("atelier animé en un an", "ateliers animés en un an"),
        "Notés par les équipes ces douze derniers mois.",
        lambda: Delivery.objects.filter(**in_the_last_year("date")),
    ),
    PublicFigure(
        "fiches",
        "Fiches d’atelier",
        ("fiche d’atelier", "fiches d’atelier"),
        "Prêtes à animer, et que chacun peut lire.",
        lambda: WorkshopPage.objects.visible_to(VISITOR).in_use(),
        "ressources:library",
    ),
    PublicFigure(
        "formations",
        "Formations des équipes",
        ("formation pour les équipes", "formations pour les équipes"),
        "Au catalogue du réseau.",
        lambda: TrainingPage.objects.live(),
        "formation:catalogue",
    ),
    PublicFigure(
        "demi-journees",
        "Demi-journées de formation en un an",
        ("demi-journée de formation en un an", "demi-journées de formation en un an"),
        "Suivies par les équipes ces douze derniers mois, émargement clos.",
        lambda: HalfDay.objects.planned().delivered().filter(**in_the_last_year("date")),
    ),
    PublicFigure(
        "visites",
        "Visites en un an",
        ("visite en un an", "visites en un an"),
        "Comptées par les équipes, sans aucun nom, et confirmées par elles ces douze derniers mois.",
        lambda: confirmed_visits().filter(**in_the_last_year("month__first_day")),
        sum_of="value",
        is_of_people=True,
    ),
    PublicFigure(
        "competences",
        "Compétences B2i validées en un an",
        ("compétence B2i validée en un an", "compétences B2i validées en un an"),
        "Par une personne habilitée, ces douze derniers mois.",
        lambda: Validation.objects.granted().filter(
            record__learner__in=Learner.objects.all(), **in_the_last_year("decided_on")
        ),
        is_of_people=True,
    ),
    PublicFigure(
        "questions",
        "Questions répondues en un an",
        ("question répondue en un an", "questions répondues en un an"),
        "Posées entre membres du réseau ces douze derniers mois, et répondues par quelqu’un d’autre.",
        lambda: answered_questions().filter(**in_the_last_year("topic__created__date")),
    ),
)
