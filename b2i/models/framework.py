"""A framework of digital skills: domains, skills, elements. Versioned data with sources, never edited in place."""

from django.db import models
from django.urls import reverse


class Framework(models.Model):
    """One version of a framework. Source of the B2i Adultes: annex of the arrêté of 13 April 2012 (NOR MENE1205811A)."""

    slug = models.SlugField("identifiant", unique=True, help_text="Avec la version : b2i-adultes-2012.")
    name = models.CharField("nom", max_length=120)
    version = models.CharField("version", max_length=120)
    source = models.TextField("source")
    note = models.TextField("avertissement", blank=True)
    published_on = models.DateField("publié le", null=True, blank=True)
    is_record_base = models.BooleanField("sert aux livrets", default=False)

    class Meta:
        verbose_name = "référentiel"
        verbose_name_plural = "référentiels"
        ordering = ["-is_record_base", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_record_base"],
                condition=models.Q(is_record_base=True),
                name="framework_one_record_base",
                violation_error_message="Un seul référentiel sert aux livrets.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("b2i:framework", args=[self.slug])


class Domain(models.Model):
    framework = models.ForeignKey(
        Framework, verbose_name="référentiel", on_delete=models.CASCADE, related_name="domains"
    )
    code = models.CharField("code", max_length=8)
    name = models.CharField("nom", max_length=120)
    aim = models.TextField("objectif", blank=True)
    order = models.PositiveSmallIntegerField("rang")
    threshold = models.PositiveSmallIntegerField(
        "compétences à valider", null=True, blank=True, help_text="Nombre de compétences qui suffit pour ce domaine."
    )

    class Meta:
        verbose_name = "domaine"
        verbose_name_plural = "domaines"
        ordering = ["framework", "order"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="domain_code_once_in_framework")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Skill(models.Model):
    domain = models.ForeignKey(Domain, verbose_name="domaine", on_delete=models.CASCADE, related_name="skills")
    code = models.CharField("code", max_length=8)
    wording = models.TextField("intitulé")
    official_wording = models.TextField("intitulé officiel, tel que publié")
    plain_wording = models.TextField("en mots simples (rédigé par le réseau)", blank=True)
    order = models.PositiveSmallIntegerField("rang")

    class Meta:
        verbose_name = "compétence"
        verbose_name_plural = "compétences"
        ordering = ["domain__framework", "domain__order", "order"]
        constraints = [models.UniqueConstraint(fields=["domain", "code"], name="skill_code_once_in_domain")]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"


class Element(models.Model):
    """Detail of a skill; `is_verified` is false where only a secondary source was read."""

    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.CASCADE, related_name="elements")
    code = models.CharField("code", max_length=12)
    wording = models.TextField("intitulé")
    source = models.TextField("source")
    is_verified = models.BooleanField("source officielle lue", default=False)

    class Meta:
        verbose_name = "élément"
        verbose_name_plural = "éléments"
        ordering = ["skill", "code"]
        constraints = [models.UniqueConstraint(fields=["skill", "code"], name="element_code_once_in_skill")]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"
