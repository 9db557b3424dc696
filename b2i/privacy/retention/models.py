"""How long records are kept: a time without contact, a notice (`rule`), then an elimination list with a visa.

Records of a Département are public archives: none is destroyed without the visa of the director of the Archives
départementales (code du patrimoine, L. 212-2 and L. 214-3). Erasure at the request of the person follows other rules
(`b2i.privacy.rights`). Of destroyed records only numbers remain: no name, no card, no group under five.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual
from django.urls import reverse
from django.utils import timezone

from audit.append_only import HistoryEntry
from b2i.frameworks.models.framework import Domain
from b2i.people.learners.models.learner import Learner
from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.rule import RULE, DaysBetween
from reseau.documents.eliminations.models import EliminationList
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place
from reseau.texts.french_order import Folded


class Contact(HistoryEntry):
    """A sign of life: an animator has news of the learner, who wants to keep their record."""

    learner = models.ForeignKey(Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="contacts")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "nouvelles d’une personne"
        verbose_name_plural = "nouvelles des personnes"
        ordering = ["created", "pk"]

    def __str__(self) -> str:
        return f"{self.learner}, {self.created:%d/%m/%Y}"


class DormancyNotice(models.Model):
    """Notice to the EPM that a learner had no contact for too long; deleted at the next contact."""

    learner = models.OneToOneField(
        Learner, verbose_name="apprenant", on_delete=models.CASCADE, related_name="dormancy_notice"
    )
    told_on = models.DateField("dit le", default=timezone.localdate)

    class Meta:
        verbose_name = "avis de livret sans nouvelles"
        verbose_name_plural = "avis de livrets sans nouvelles"
        ordering = ["told_on", "pk"]

    def __str__(self) -> str:
        return f"{self.learner}, {self.told_on:%d/%m/%Y}"


class Elimination(EliminationList):
    """A list of records to destroy."""

    class Meta(EliminationList.Meta):
        pass

    def get_absolute_url(self) -> str:
        return reverse("b2i:elimination", args=[self.pk])


IS_LISTED_IN_TIME = Q(
    GreaterThanOrEqual(DaysBetween("told_on", "last_contact"), RULE.dormant_days),
    GreaterThanOrEqual(DaysBetween("listed_on", "told_on"), RULE.notice_days),
    told_on__isnull=False,
    listed_on__isnull=False,
)


class EliminationLineQuerySet(models.QuerySet):
    def with_epm(self):
        return self.select_related("epm__commune")


class EliminationLine(models.Model):
    """One record of the list, without a name: its card number identifies nobody once destroyed.

    It was listed on a day that the rule allows, and its dates prove it. `told_on` is empty on lines settled before the
    site kept it, and on no other. The number is empty once the person asked for the erasure of their record, which no
    list decided.
    """

    elimination = models.ForeignKey(
        Elimination, verbose_name="bordereau", on_delete=models.CASCADE, related_name="lines"
    )
    learner = models.ForeignKey(
        Learner, verbose_name="apprenant", on_delete=models.SET_NULL, null=True, related_name="elimination_lines"
    )
    card_number = models.CharField("numéro de carte", max_length=12, blank=True)
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField("livret ouvert le")
    last_contact = models.DateField("dernier contact")
    told_on = models.DateField("EPM prévenu le", null=True, blank=True)
    listed_on = models.DateField("inscrit le", null=True, blank=True)
    outcome = models.CharField("suite", max_length=8, choices=EliminationOutcome, default=EliminationOutcome.WAITING)

    objects = EliminationLineQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne d’un bordereau d’élimination"
        verbose_name_plural = "lignes des bordereaux d’élimination"
        ordering = ["epm__search_name", "card_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner"],
                condition=Q(outcome=EliminationOutcome.WAITING),
                name="elimination_line_on_one_list",
                violation_error_message="Ce livret est déjà sur un bordereau.",
            ),
            models.CheckConstraint(
                condition=IS_LISTED_IN_TIME
                | Q(Q(told_on__isnull=True, listed_on__isnull=True), ~Q(outcome=EliminationOutcome.WAITING))
                | Q(outcome=EliminationOutcome.REMOVED),
                name="elimination_line_not_too_early",
                violation_error_message="Ce livret n’est pas sans nouvelles, ou pas signalé, depuis assez longtemps.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_number}, {self.epm}"

    @property
    def shown_number(self) -> str:
        return self.card_number or "effacé à la demande de la personne"


class DepartedTally(models.Model):
    """Totals of destroyed records: of an EPM if five or more left together, else of its territory or of the network."""

    year = models.PositiveSmallIntegerField("année")
    epm = models.ForeignKey(EPM, verbose_name="EPM", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        Territory, verbose_name="territoire", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    domain = models.ForeignKey(Domain, verbose_name="domaine", on_delete=models.PROTECT, related_name="+")
    learners = models.PositiveIntegerField("personnes", default=0)
    practised = models.PositiveIntegerField("compétences pratiquées", default=0)
    validated = models.PositiveIntegerField("compétences validées", default=0)

    class Meta:
        verbose_name = "décompte des livrets supprimés"
        verbose_name_plural = "décomptes des livrets supprimés"
        ordering = ["-year", Folded("territory__name"), "epm__search_name", "domain__order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(epm__isnull=True) | Q(territory__isnull=True),
                name="departed_tally_of_one_place",
                violation_error_message="Un décompte est celui d’un EPM, d’un territoire ou du réseau.",
            ),
            models.UniqueConstraint(
                fields=["year", "epm", "domain"],
                condition=Q(epm__isnull=False),
                name="departed_tally_once_for_an_epm",
                violation_error_message="Ce décompte existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["year", "territory", "domain"],
                condition=Q(territory__isnull=False),
                name="departed_tally_once_for_a_territory",
                violation_error_message="Ce décompte existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["year", "domain"],
                condition=Q(epm__isnull=True, territory__isnull=True),
                name="departed_tally_once_for_the_network",
                violation_error_message="Ce décompte existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}, {self.place}, {self.domain}"

    @property
    def place(self) -> str:
        """Name of the EPM, of the territory or of the network."""
        if self.epm:
            return str(self.epm)
        return f"territoire {of_place(self.territory)}" if self.territory else "ensemble du réseau"
