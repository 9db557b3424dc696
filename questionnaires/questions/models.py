"""Questionnaires, their versions and sections; questions, choices, lines and conditions."""

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from questionnaires.questions.enums import QuestionKind
from reseau.texts.french_order import Folded


# A questionnaire, its versions, and the sections of a version.
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


# A question, its choices, the lines of a grid, and the answers on which it depends.
LONGEST_WORDS = 2_000
# Names of columns in tables and files: what R, SPSS and SQL take without quotes.
CODE = RegexValidator(
    r"^[a-z][a-z0-9_]{0,29}\Z",
    "Écrivez un nom court\u00a0: une lettre, puis des lettres sans accent, des chiffres ou « _ ».".replace(
        "« _ »", "«\u00a0_\u00a0»"
    ),
)


class Question(models.Model):
    """One question. `code` names its column in every file; it is the same in the next version if the meaning is."""

    # Of its section too: a code is once in a version.
    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name="version", on_delete=models.CASCADE, related_name="questions"
    )
    section = models.ForeignKey(
        QuestionnaireSection, verbose_name="partie", on_delete=models.CASCADE, related_name="questions"
    )
    rank = models.PositiveSmallIntegerField("rang")
    code = models.CharField("nom de la colonne", max_length=30, validators=[CODE])
    kind = models.CharField("réponse attendue", max_length=8, choices=QuestionKind)
    wording = models.CharField("question", max_length=300)
    help = models.CharField("aide sous la question", max_length=300, blank=True)
    is_required = models.BooleanField("il faut répondre", default=False)
    lowest = models.IntegerField("au moins", null=True, blank=True)
    highest = models.IntegerField("au plus", null=True, blank=True)
    unit = models.CharField("unité", max_length=30, blank=True)
    longest = models.PositiveSmallIntegerField(
        "signes au plus", null=True, blank=True, validators=[MaxValueValidator(LONGEST_WORDS)]
    )

    class Meta:
        verbose_name = "question"
        verbose_name_plural = "questions"
        ordering = ["section", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "code"],
                name="question_code_once",
                violation_error_message="Une autre question de cette version porte déjà ce nom de colonne.",
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True) | Q(highest__isnull=True) | Q(lowest__lte=F("highest")),
                name="question_bounds_in_order",
                violation_error_message="«\u00a0Au moins\u00a0» dépasse «\u00a0au plus\u00a0».",
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Choice(models.Model):
    """One answer among those offered. `code` is what tables bear; on a scale, its steps are numbers in order."""

    question = models.ForeignKey(Question, verbose_name="question", on_delete=models.CASCADE, related_name="choices")
    rank = models.PositiveSmallIntegerField("rang")
    code = models.CharField("code", max_length=30)
    label = models.CharField("réponse", max_length=200)
    is_exclusive = models.BooleanField("exclut les autres", default=False)
    asks_words = models.BooleanField("à préciser", default=False)

    class Meta:
        verbose_name = "réponse offerte"
        verbose_name_plural = "réponses offertes"
        ordering = ["question", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"],
                name="choice_code_once",
                violation_error_message="Ce code désigne déjà une autre réponse.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class QuestionRow(models.Model):
    """A line of a grid: a question of its own, answered with the choices of the grid."""

    question = models.ForeignKey(Question, verbose_name="grille", on_delete=models.CASCADE, related_name="rows")
    rank = models.PositiveSmallIntegerField("rang")
    code = models.CharField("nom de la colonne", max_length=30, validators=[CODE])
    wording = models.CharField("ligne", max_length=200)

    class Meta:
        verbose_name = "ligne d’une grille"
        verbose_name_plural = "lignes des grilles"
        ordering = ["question", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code"],
                name="grid_row_code_once",
                violation_error_message="Une autre ligne de cette grille porte déjà ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.wording


class QuestionCondition(models.Model):
    """A question is asked only to those who gave one of `choices` to an earlier one. Several conditions all hold."""

    question = models.ForeignKey(Question, verbose_name="question", on_delete=models.CASCADE, related_name="conditions")
    asked = models.ForeignKey(
        Question, verbose_name="selon la réponse à", on_delete=models.CASCADE, related_name="dependents"
    )
    choices = models.ManyToManyField(Choice, verbose_name="réponses", related_name="+")

    class Meta:
        verbose_name = "condition d’une question"
        verbose_name_plural = "conditions des questions"
        ordering = ["question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "asked"],
                name="condition_once_on_a_question",
                violation_error_message="Cette question dépend déjà de cette réponse.",
            ),
            models.CheckConstraint(
                condition=~Q(question=F("asked")),
                name="condition_on_another_question",
                violation_error_message="Une question ne dépend pas d’elle-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}, selon {self.asked}"
