"""A partner: a public service whose agents people meet by video from a place of the network.

Why people come is a word of a list, the same for all partners: no free text could keep health or social facts out.
"""

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accueil.visio.partners.enums import SHOWN, PartnerState
from reseau.places.models.commune import Commune
from reseau.texts.french_order import Folded
from reseau.web.signed_links import link_token, token_place

# Appointments begin and end on quarters of an hour: the rows that hold a room are quarters.
QUARTER = 15
SHORTEST = QUARTER
LONGEST = 8 * QUARTER


class PartnerQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=PartnerState.OPEN)

    def shown(self):
        """Return those that visitors read about: open or announced."""
        return self.filter(state__in=SHOWN)


class Partner(models.Model):
    """`short_name` is what people call it, « CAF ». `advice`: what to bring, printed on reminders.

    `email`: mailbox of its agents, who are told of their appointments. `link_drawn`: their private link is of that
    moment; drawn anew, the former one opens nothing.
    """

    name = models.CharField("nom", max_length=120)
    short_name = models.CharField("nom d’usage", max_length=40, unique=True)
    slug = models.SlugField("adresse de la page", max_length=60, unique=True)
    presentation = models.TextField("ce que l’on y fait", blank=True, validators=[MaxLengthValidator(600)])
    advice = models.CharField("ce qu’il faut apporter", max_length=300, blank=True)
    website = models.URLField("site", max_length=300, blank=True)
    email = models.EmailField("adresse électronique du service", blank=True)
    link_drawn = models.DateTimeField("lien privé fait le", default=timezone.now, editable=False)
    state = models.CharField("état", max_length=8, choices=PartnerState, default=PartnerState.COMING)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = "partenaire visio"
        verbose_name_plural = "partenaires visio"
        ordering = [Folded("short_name"), "pk"]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("accueil:partner", args=[self.slug])

    @property
    def is_open(self) -> bool:
        return self.state == PartnerState.OPEN

    @property
    def is_shown(self) -> bool:
        return self.state in SHOWN

    @property
    def tone(self) -> str:
        return PartnerState(self.state).tone

    @property
    def link_facts(self) -> tuple:
        return (self.link_drawn.timestamp(),)

    @property
    def private_path(self) -> str:
        """Return the address of the page of its agents, whatever their accounts."""
        return reverse("accueil:partner_door", args=[link_token(self)])

    @property
    def mailed_path(self) -> str:
        """The same for a mail that waits, without its token."""
        return self.private_path.replace(link_token(self), token_place(self))


class PartnerService(models.Model):
    """A service of a partner: what an appointment is for, and how long it lasts."""

    partner = models.ForeignKey(Partner, verbose_name="partenaire", on_delete=models.CASCADE, related_name="services")
    name = models.CharField("service", max_length=120)
    minutes = models.PositiveSmallIntegerField(
        "durée en minutes", default=30, validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    is_offered = models.BooleanField("proposé", default=True)

    class Meta:
        verbose_name = "service d’un partenaire"
        verbose_name_plural = "services des partenaires"
        ordering = [Folded("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "name"],
                name="partner_service_once",
                violation_error_message="Ce partenaire a déjà un service de ce nom.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__in=range(SHORTEST, LONGEST + 1, QUARTER)),
                name="partner_service_lasts_quarters",
                violation_error_message="Une durée compte des quarts d’heure, de 15 à 120 minutes.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerOffice(models.Model):
    """An office where people would go without the video desk: the journey that is avoided is counted to it."""

    partner = models.ForeignKey(Partner, verbose_name="partenaire", on_delete=models.CASCADE, related_name="offices")
    commune = models.ForeignKey(Commune, verbose_name="commune", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "agence d’un partenaire"
        verbose_name_plural = "agences des partenaires"
        ordering = ["commune__search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "commune"],
                name="partner_office_once_in_a_commune",
                violation_error_message="Cette agence est déjà notée.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.commune)


class InterviewMotive(models.Model):
    """Why somebody meets a partner, in general words: « premier rendez-vous », « suivre un dossier »."""

    words = models.CharField("motif", max_length=60, unique=True)
    is_offered = models.BooleanField("proposé", default=True)

    class Meta:
        verbose_name = "motif d’entretien"
        verbose_name_plural = "motifs d’entretien"
        ordering = [Folded("words")]

    def __str__(self) -> str:
        return self.words
