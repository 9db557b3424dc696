"""A questionnaire, its versions, and the sections of a version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reseau.texts.french_order import Folded


class Questionnaire(models.Model):
    """What is asked, over its versions. `slug` is the name that code and addresses know."""

    title = models.CharField("titre", max_length=160)
    slug = models.SlugField("identifiant", max_length=80, unique=True)
    purpose = models.TextField("à quoi serviront les réponses", max_length=1_000, blank=True)
    is_archived = models.BooleanField("rangé", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="créé par", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "questionnaire"
        verbose_name_plural = "questionnaires"
        ordering = [Folded("title"), "pk"]

    def __str__(self) -> str:
        return self.title


class QuestionnaireVersion(models.Model):
    """The questions at one time. Once `frozen`, it changes no more: answers refer to it."""

    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name="questionnaire", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("numéro", default=1)
    introduction = models.TextField("texte d’accueil", max_length=2_000, blank=True)
    thanks = models.TextField("texte de la fin", max_length=1_000, blank=True)
    frozen = models.DateTimeField("en service depuis", null=True, blank=True, editable=False)
    changed = models.DateTimeField("changée le", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "version d’un questionnaire"
        verbose_name_plural = "versions des questionnaires"
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="questionnaire_version_once",
                violation_error_message="Ce numéro de version existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(frozen__isnull=True),
                name="questionnaire_has_one_draft",
                violation_error_message="Une version de ce questionnaire est déjà en préparation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire}, version {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen is not None


class QuestionnaireSection(models.Model):
    """Questions that one answers together: a screen on a phone, a frame on paper."""

    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name="version", on_delete=models.CASCADE, related_name="sections"
    )
    rank = models.PositiveSmallIntegerField("rang")
    title = models.CharField("titre", max_length=160, blank=True)
    introduction = models.TextField("texte avant les questions", max_length=1_000, blank=True)

    class Meta:
        verbose_name = "partie d’un questionnaire"
        verbose_name_plural = "parties des questionnaires"
        ordering = ["version", "rank", "pk"]

    def __str__(self) -> str:
        return self.title or f"Partie {self.rank}"
