"""Synonyms: expressions that mean the same in a search: « clé USB », « clef USB », « clé mémoire »."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import MD5
from wagtail.models import PreviewableMixin

from search.language.search_question import LEADS_TO, Synonyms, expression_key
from search.questions.synonyms.synonym_preview import preview_changes
from search.questions.synonyms.validators import check_expressions, split_expressions

MAX_SETS = 2_000


def split_sets(sets: Iterable[str]) -> Synonyms:
    """Return the sets, each stored with an expression a line, as queries take them."""
    return tuple(tuple(lines.split("\n")) for lines in sets)


class SynonymSetQuerySet(models.QuerySet):
    def stored(self):
        """Return the expressions of each set as they are stored."""
        return self.order_by("pk").values_list("expressions", flat=True)

    def in_force(self) -> Synonyms:
        """Return the sets of expressions, as queries take them. One query."""
        return split_sets(self.stored())


class SynonymSet(PreviewableMixin, models.Model):
    """A set of synonyms. A change counts at the next search, without the index."""

    # One a line, as `clean` stores them.
    expressions = models.TextField(
        "expressions",
        max_length=1_200,
        help_text="Une par ligne, ou séparées par des virgules ou des barres obliques : « mail / courriel / mél ».",
    )

    objects = SynonymSetQuerySet.as_manager()

    class Meta:
        verbose_name = "jeu de synonymes"
        verbose_name_plural = "jeux de synonymes"
        ordering = ["expressions"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expressions__contains="\n"),
                name="synonym_set_has_two_expressions",
                violation_error_message="Écrivez au moins deux expressions, une par ligne.",
            ),
            models.UniqueConstraint(
                MD5("expressions"),
                name="synonym_set_exists_once",
                violation_error_message="Ce jeu de synonymes existe déjà.",
            ),
        ]

    def __str__(self) -> str:
        return " / ".join(self.expression_list)

    @property
    def expression_list(self) -> list[str]:
        return self.expressions.split("\n") if self.expressions else []

    @property
    def typed_expressions(self) -> list[str]:
        """Those by which the others are found."""
        return [expression for expression in self.expression_list if not expression.startswith(LEADS_TO)]

    def clean(self) -> None:
        """Put one expression a line. Raises `ValidationError` if one is in another set: it would mean two things."""
        if not self.expressions:
            return  # the field itself says that it must be filled in
        expressions = split_expressions(self.expressions)
        self.expressions = "\n".join(expressions)
        try:
            check_expressions(expressions)
        except ValidationError as error:
            raise ValidationError({"expressions": error.error_list}) from error
        others = SynonymSet.objects.exclude(pk=self.pk)
        sets = {expression_key(expression): other for other in others for expression in other.typed_expressions}
        faults = [
            f"« {expression} » est déjà dans le jeu « {sets[expression_key(expression)]} » : complétez-le plutôt."
            for expression in expressions
            if not expression.startswith(LEADS_TO) and expression_key(expression) in sets
        ]
        if faults:
            raise ValidationError({"expressions": faults})
        if self._state.adding and len(others) >= MAX_SETS:
            raise ValidationError(f"Il y a déjà {MAX_SETS} jeux de synonymes : retirez ceux qui ne servent plus.")

    def get_preview_template(self, request, mode_name: str) -> str:
        return "search/questions/synonyms/preview.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        preview = preview_changes(
            self.typed_expressions,
            user=request.user,
            before=SynonymSet.objects.in_force(),
            after=(*SynonymSet.objects.exclude(pk=self.pk).in_force(), tuple(self.expression_list)),
        )
        return {**super().get_preview_context(request, mode_name), "preview": preview}
