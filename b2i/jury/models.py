"""The jury: its sessions, the candidacies of learners, the decisions of the recteur.

The recteur delivers the attestation on the proposal of an academic jury (arrêté of 13 April 2012, article 6). The
network prepares the files and notes the decision, which belongs to the State.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from b2i.frameworks.models.framework import Framework
from b2i.jury.enums import JuryDecision, Opinion
from b2i.learners.models.learner import Learner
from b2i.records.models import Record
from reseau.dossiers.models import Dossier, DossierQuerySet, dossier_constraints
from reseau.elision import of_place
from reseau.permissions import is_coordinator
from reseau.places.models.epm import EPM

# What is read to a person before they apply, in each wording; a candidacy keeps the version of its own.
AGREEMENT_VERSION = "2026-3"
AGREEMENT_TEXTS = {
    "2026-1": (
        "La personne demande à passer devant le jury. Elle est d’accord pour que la coordination du réseau lise son "
        "dossier (son nom, ses compétences validées et leurs preuves) et le remette au jury. Elle peut changer d’avis."
    ),
    "2026-2": (
        "Vous voulez passer devant un jury. La coordination du réseau lira votre dossier\u00a0: votre nom, ce qui est "
        "validé, les preuves. Elle le donnera au jury. Vous pouvez changer d’avis."
    ),
    AGREEMENT_VERSION: (
        "Vous voulez passer devant un jury. La coordination du réseau lira votre dossier\u00a0: votre nom, ce que vous "
        "dites savoir faire, ce que l’EPM et le centre agréé en disent, les preuves. Elle le donnera au jury. "
        "Vous pouvez changer d’avis."
    ),
}
# Candidacies of before the site kept the version: one of the texts above, nobody can say which.
UNKNOWN_VERSION = ""
JURY_AGREEMENT = AGREEMENT_TEXTS[AGREEMENT_VERSION]


def agreement_in_words(version: str) -> str:
    """« version 2026-3 : « Vous voulez passer… » », or that the version was not noted."""
    if text := AGREEMENT_TEXTS.get(version):
        return f"version {version}\u00a0: «\u00a0{text}\u00a0»"
    return "version non notée\u00a0: la demande date d’avant que le site la garde"


class JuryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return all sessions for coordinators, none for others."""
        return self.all() if is_coordinator(user) else self.none()


class JurySession(models.Model):
    """A day on which an academic jury reads files."""

    framework = models.ForeignKey(
        Framework, verbose_name="référentiel", on_delete=models.PROTECT, related_name="jury_sessions"
    )
    held_on = models.DateField("date du jury")
    place = models.CharField("lieu", max_length=120)
    academy = models.CharField("académie", max_length=80)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="préparée par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField("préparée le", default=timezone.now, editable=False)

    objects = JuryQuerySet.as_manager()

    class Meta:
        verbose_name = "session de jury"
        verbose_name_plural = "sessions de jury"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "held_on", "place"],
                name="jury_session_once_a_day_at_a_place",
                violation_error_message="Cette session de jury est déjà notée, ce jour-là et à ce lieu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Jury du {self.held_on:%d/%m/%Y}, {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:jury", args=[self.pk])

    @property
    def is_past(self) -> bool:
        return self.held_on < timezone.localdate()


class CandidacyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the candidacies for the learner, those who follow them, and coordinators until withdrawal.

        A record put aside is visible to its learner alone.
        """
        if not user.is_authenticated:
            return self.none()
        is_visible = Q(record__in=Record.objects.visible_to(user))
        if is_coordinator(user):
            is_visible |= Q(withdrawn_on__isnull=True, record__learner__in=Learner.objects.not_put_aside())
        return self.filter(is_visible)

    def standing(self):
        """Return the candidacies that were not withdrawn."""
        return self.filter(withdrawn_on__isnull=True)

    def open(self):
        """Return the candidacies without a decision."""
        return self.standing().filter(decision="")

    def waiting(self):
        """Return the open candidacies that are in no session."""
        return self.open().filter(jury__isnull=True)

    def delivered(self):
        """Return the candidacies whose attestation was delivered."""
        return self.filter(decision=JuryDecision.DELIVERED)


class Candidacy(models.Model):
    """The request of a learner to go before the jury, and their agreement to what it reveals about them."""

    record = models.ForeignKey(Record, verbose_name="livret", on_delete=models.CASCADE, related_name="candidacies")
    asked_on = models.DateField("demandé le", default=timezone.localdate)
    agreement_version = models.CharField(
        "version du texte lu", max_length=12, blank=True, default=AGREEMENT_VERSION, db_default=UNKNOWN_VERSION
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_on = models.DateField("retiré le", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="retiré par", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    jury = models.ForeignKey(
        JurySession,
        verbose_name="session de jury",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="candidacies",
    )
    decision = models.CharField("décision du recteur", max_length=10, choices=JuryDecision, blank=True)
    decided_on = models.DateField("décidé le", null=True, blank=True)
    act = models.CharField("acte", max_length=200, blank=True)
    attestation_number = models.CharField("numéro de l’attestation", max_length=60, blank=True, db_default="")
    decision_noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="décision notée par",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created = models.DateTimeField("noté le", default=timezone.now, editable=False)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "candidature devant le jury"
        verbose_name_plural = "candidatures devant le jury"
        ordering = ["record__learner__member__search_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(withdrawn_on__isnull=True, decision=""),
                name="candidacy_one_open",
                violation_error_message="Cette personne a déjà demandé à passer devant le jury.",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(decision=JuryDecision.DELIVERED),
                name="candidacy_one_delivered",
                violation_error_message="Cette personne a déjà le brevet.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True)
                | ~Q(decision="") & Q(decided_on__isnull=False, jury__isnull=False),
                name="candidacy_decided_by_a_jury_on_a_day",
                violation_error_message="Une décision a sa date et sa session de jury.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(decision="", jury__isnull=True),
                name="candidacy_withdrawn_is_before_no_jury",
                violation_error_message="Une candidature retirée n’est devant aucun jury.",
            ),
            models.CheckConstraint(
                condition=Q(attestation_number="") | Q(decision=JuryDecision.DELIVERED),
                name="candidacy_number_of_a_delivered_attestation",
                violation_error_message="Seule une attestation délivrée a un numéro.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record.learner} devant le jury"

    @property
    def learner(self):
        return self.record.learner

    @property
    def is_decided(self) -> bool:
        return bool(self.decision)


class CentreOpinion(models.Model):
    """What the accredited centre that evaluated says of the file to the jury, as its head signs it on paper."""

    candidacy = models.OneToOneField(
        Candidacy, verbose_name="candidature", on_delete=models.CASCADE, related_name="centre_opinion"
    )
    centre = models.ForeignKey(EPM, verbose_name="centre agréé", on_delete=models.PROTECT, related_name="+")
    opinion = models.CharField("avis", max_length=12, choices=Opinion)
    words = models.CharField("motif", max_length=400, blank=True)
    signatory = models.CharField("nom de qui signe", max_length=120)
    quality = models.CharField("qualité de qui signe", max_length=120)
    given_on = models.DateField("donné le", default=timezone.localdate)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="noté par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "avis du centre"
        verbose_name_plural = "avis des centres"
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion=Opinion.FAVOURABLE) | ~Q(words=""),
                name="centre_opinion_says_why_if_not_favourable",
                violation_error_message="Dites pourquoi l’avis n’est pas favorable.",
            ),
        ]

    def __str__(self) -> str:
        return f"Avis {self.get_opinion_display().lower()} {of_place(self.centre)}"


class JuryDossierQuerySet(DossierQuerySet):
    def visible_to(self, user):
        return self.filter(jury__in=JurySession.objects.visible_to(user))


class JuryDossier(Dossier):
    """Archive of all files of a session. `report`: for each candidate, `{"record", "name", "files", "problems"}`."""

    jury = models.ForeignKey(
        JurySession, verbose_name="session de jury", on_delete=models.CASCADE, related_name="dossiers"
    )

    objects = JuryDossierQuerySet.as_manager()

    class Meta(Dossier.Meta):
        verbose_name = "dossiers d’un jury"
        verbose_name_plural = "dossiers des jurys"
        constraints = dossier_constraints("jury_dossier")

    def __str__(self) -> str:
        return f"Dossiers du jury du {self.jury.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("b2i:jury_dossier", args=[self.pk])

    def learners(self) -> QuerySet[Learner]:
        """Return the learners whose files the archive holds, as its report lists them."""
        return Learner.objects.filter(records__in=self.records)

    @property
    def records(self) -> list[int]:
        """Keys of the records in the archive; an archive of an earlier version of the site does not know them."""
        return [line["record"] for line in self.report if "record" in line]

    @property
    def file_name(self) -> str:
        """ASCII file name, unique for each dossier."""
        return f"dossiers-jury-{self.jury.held_on:%Y-%m-%d}-{self.pk}.zip"
