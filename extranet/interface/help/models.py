"""Articles of the guide as rows, so that the search finds them: `content/` stays their only source."""

from django.db import models
from django.urls import reverse

from reseau.places import audience


class HelpArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Articles that the search shows to `user`; each of them may be read at its address."""
        return self.filter(audience__in=audience.tokens_of(user))


class HelpArticle(models.Model):
    slug = models.SlugField("adresse", unique=True, max_length=80)
    title = models.CharField("titre", max_length=120)
    lead = models.CharField("ce qu’elle apporte", max_length=240)
    section = models.CharField("rubrique", max_length=80)
    text = models.TextField("texte")
    audience = models.CharField("lisible dans la recherche par", max_length=20)

    objects = HelpArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "page d’aide"
        verbose_name_plural = "pages d’aide"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("help_article", args=[self.slug])
