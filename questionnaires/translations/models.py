"""One text of a version in one language, and the French text that it translates."""

from django.db import models

from questionnaires.questions.models import QuestionnaireVersion
from questionnaires.translations.enums import Language

LONGEST_TRANSLATION = 3_000


class TranslatedText(models.Model):
    """`place` says which text (`french_texts`). Where the French text is no longer `source`, it does not count."""

    version = models.ForeignKey(
        QuestionnaireVersion, verbose_name="version", on_delete=models.CASCADE, related_name="translated_texts"
    )
    language = models.CharField("langue", max_length=8, choices=Language)
    place = models.CharField("place", max_length=80)
    source = models.TextField("texte français", max_length=LONGEST_TRANSLATION)
    text = models.TextField("traduction", max_length=LONGEST_TRANSLATION)

    class Meta:
        verbose_name = "texte traduit"
        verbose_name_plural = "textes traduits"
        ordering = ["version", "language", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "place"],
                name="text_translated_once",
                violation_error_message="Ce texte a déjà sa traduction dans cette langue.",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="translation_is_not_empty",
                violation_error_message="Une traduction vide s’efface.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
