"""Campaigns, and the cells of their quotas."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from b2i.people.anonymity import SMALLEST_GROUP
from enquetes.design.campaigns.enums import CampaignState, Mode
from questionnaires.questions.models import Questionnaire, QuestionnaireVersion

# A campaign, from its preparation to the publication of its results.
SYNTHETIC = "Données de synthèse\u00a0: cette enquête est inventée pour la démonstration, personne n’y a répondu."


class Campaign(models.Model):
    """A survey of one population. A started campaign keeps its version: it is frozen, and belongs to no other one.

    `asked`: people or households who were given the questionnaire; None where anybody may answer. `quota_variables`:
    codes of the variables that the cells cross, in order. `smallest`: fewest people behind a figure that is shown.
    """

    title = models.CharField("titre", max_length=160)
    slug = models.SlugField("adresse", max_length=60, unique=True)
    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name="questionnaire", on_delete=models.PROTECT, related_name="campaigns"
    )
    version = models.OneToOneField(
        QuestionnaireVersion,
        verbose_name="version",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="campaign",
    )
    earlier = models.ForeignKey(
        "self",
        verbose_name="édition précédente",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="later_ones",
    )
    population = models.CharField("qui est interrogé", max_length=200)
    population_size = models.PositiveIntegerField("combien de personnes en tout", null=True, blank=True)
    asked = models.PositiveIntegerField("combien ont reçu le questionnaire", null=True, blank=True)
    sampling = models.TextField("comment elles sont choisies", max_length=1_000, blank=True)
    has_link = models.BooleanField("lien ouvert à tous", default=True)
    has_codes = models.BooleanField("codes personnels", default=False)
    has_kiosks = models.BooleanField("bornes dans les espaces", default=False)
    has_interviews = models.BooleanField("enquêteurs", default=False)
    has_paper = models.BooleanField("papier", default=False)
    opens_on = models.DateField("du")
    closes_on = models.DateField("au")
    state = models.CharField("état", max_length=8, choices=CampaignState, default=CampaignState.DRAFT, editable=False)
    quota_variables = models.JSONField("critères des quotas", default=list, blank=True, editable=False)
    is_of_minors = models.BooleanField("interroge des mineurs", default=False)
    parents_notice = models.TextField("information des parents", max_length=2_000, blank=True)
    smallest = models.PositiveSmallIntegerField(
        "plus petit groupe montré", default=SMALLEST_GROUP, validators=[MinValueValidator(SMALLEST_GROUP)]
    )
    is_synthetic = models.BooleanField("données de synthèse", default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="créée par",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = "campagne d’enquête"
        verbose_name_plural = "campagnes d’enquête"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="campaign_closes_after_it_opens",
                violation_error_message="La campagne se termine avant de commencer.",
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT) | Q(version__isnull=False),
                name="started_campaign_has_a_version",
                violation_error_message="Une campagne commencée garde sa version.",
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=True) | Q(population_size__isnull=True) | Q(asked__lte=F("population_size")),
                name="campaign_asks_no_more_than_all",
                violation_error_message="Plus de questionnaires distribués que de personnes en tout.",
            ),
            models.CheckConstraint(
                condition=Q(smallest__gte=SMALLEST_GROUP),
                name="campaign_shows_no_smaller_group",
                violation_error_message=f"Un groupe montré compte au moins {SMALLEST_GROUP} personnes.",
            ),
            models.CheckConstraint(
                condition=Q(is_of_minors=False) | ~Q(parents_notice=""),
                name="campaign_of_minors_tells_parents",
                violation_error_message="Écrivez l’information que les parents recevront.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("enquetes:campaign", args=[self.slug])

    @property
    def warning(self) -> str:
        """What each page and each file says of an invented campaign; empty for a true one."""
        return SYNTHETIC if self.is_synthetic else ""

    @property
    def is_draft(self) -> bool:
        return self.state == CampaignState.DRAFT

    @property
    def is_running(self) -> bool:
        return self.state == CampaignState.RUNNING

    @property
    def modes(self) -> list[Mode]:
        """The ways in which people may answer."""
        chosen = (self.has_link, self.has_codes, self.has_kiosks, self.has_interviews, self.has_paper)
        return [mode for mode, is_chosen in zip(Mode, chosen, strict=True) if is_chosen]


# A cell of the quotas of a campaign: people of some categories, how many answers are wanted and got.
class QuotaCell(models.Model):
    """`categories`: codes of the categories, one for each of the campaign's `quota_variables`, in their order.

    `got` never exceeds `wanted`: one statement of the database takes a place (`take_place`). `turned_away`: near
    misses, the answers that came when the cell was full; they are kept, and count in no figure.
    """

    campaign = models.ForeignKey(
        Campaign, verbose_name="campagne", on_delete=models.CASCADE, related_name="quota_cells", db_index=False
    )
    rank = models.PositiveSmallIntegerField("rang")
    categories = models.JSONField("catégories")
    wording = models.CharField("qui", max_length=400)
    wanted = models.PositiveIntegerField("voulues")
    got = models.PositiveIntegerField("obtenues", default=0, editable=False)
    turned_away = models.PositiveIntegerField("venues après", default=0, editable=False)

    class Meta:
        verbose_name = "case d’un quota"
        verbose_name_plural = "cases des quotas"
        ordering = ["campaign", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "rank"],
                name="quota_cell_rank_once",
                violation_error_message="Cette case existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(got__lte=F("wanted")),
                name="quota_cell_is_never_over",
                violation_error_message="Plus de réponses obtenues que voulues.",
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def left(self) -> int:
        """Answers still wanted."""
        return self.wanted - self.got

    @property
    def is_full(self) -> bool:
        return self.left == 0
