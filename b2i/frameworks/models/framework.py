"""A framework of digital skills: domains, skills, elements. Versioned data with sources, never edited in place."""

import re

from django.db import models

from b2i.frameworks.enums import FrameworkStatus
from reseau.texts.french_order import Folded
from reseau.web.addresses import address_of


class FrameworkQuerySet(models.QuerySet):
    def with_contents(self):
        """Prefetch domains and skills. Two more queries."""
        return self.prefetch_related("domains__skills")

    def record_base(self) -> "Framework":
        """Return the framework of records.

        Raises Framework.DoesNotExist on a site without reference data.
        """
        return self.get(is_record_base=True)


class Framework(models.Model):
    """One version of a framework. B2i Adultes: annex of the arrêté of 13 April 2012 (NOR MENE1205811A)."""

    slug = models.SlugField("identifiant", unique=True, help_text="Avec la version\u00a0: b2i-adultes-2012.")
    name = models.CharField("nom", max_length=120)
    version = models.CharField("version", max_length=120)
    source = models.TextField("source")
    note = models.TextField("avertissement", blank=True)
    status = models.CharField("état", max_length=10, choices=FrameworkStatus, default=FrameworkStatus.CURRENT)
    published_on = models.DateField("publié le", null=True, blank=True)
    valid_until = models.DateField("en usage jusqu’au", null=True, blank=True, help_text="Vide\u00a0: rien ne le dit.")
    is_record_base = models.BooleanField("sert aux livrets", default=False)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "référentiel"
        verbose_name_plural = "référentiels"
        ordering = ["-is_record_base", Folded("name")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_on__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("published_on")),
                name="framework_ends_after_its_publication",
                violation_error_message="Un référentiel ne cesse pas d’être en usage avant d’être publié.",
            ),
            models.UniqueConstraint(
                fields=["is_record_base"],
                condition=models.Q(is_record_base=True),
                name="framework_one_record_base",
                violation_error_message="Un seul référentiel sert aux livrets.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("b2i:framework", self.slug)


class Domain(models.Model):
    """A chapter of a framework. `threshold`: number of skills that is enough for it."""

    framework = models.ForeignKey(
        Framework, verbose_name="référentiel", on_delete=models.CASCADE, related_name="domains"
    )
    code = models.CharField("code", max_length=8)
    name = models.CharField("nom", max_length=120)
    plain_name = models.CharField("en mots simples (rédigé par le réseau)", max_length=120, blank=True)
    short_name = models.CharField("en deux mots (rédigé par le réseau)", max_length=40, blank=True)
    aim = models.TextField("objectif", blank=True)
    order = models.PositiveSmallIntegerField("rang")
    threshold = models.PositiveSmallIntegerField(
        "compétences à valider", null=True, blank=True, help_text="Nombre de compétences qui suffit pour ce domaine."
    )

    class Meta:
        verbose_name = "domaine"
        verbose_name_plural = "domaines"
        ordering = ["framework", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"],
                name="domain_code_once_in_framework",
                violation_error_message="Ce code est déjà celui d’un domaine du référentiel.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def hue(self) -> str:
        """CSS class of the domain, `d1` to `d5`."""
        return f"d{(self.order - 1) % 5 + 1}"


class SkillQuerySet(models.QuerySet):
    def of(self, framework: int):
        """Return the skills of one framework with their domains, in order; that of frameworks need not be asked."""
        return self.filter(domain__framework=framework).select_related("domain").order_by("domain__order", "order")


class Skill(models.Model):
    """A skill, with its official wording and our plain wording."""

    domain = models.ForeignKey(Domain, verbose_name="domaine", on_delete=models.CASCADE, related_name="skills")
    code = models.CharField("code", max_length=8)
    wording = models.TextField("intitulé")
    official_wording = models.TextField("intitulé officiel, tel que publié")
    is_translation = models.BooleanField("intitulé français\u00a0: traduction de travail", default=False)
    plain_wording = models.TextField("en mots simples (rédigé par le réseau)", blank=True)
    short_name = models.CharField("en quelques mots (rédigé par le réseau)", max_length=60, blank=True)
    order = models.PositiveSmallIntegerField("rang")

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = "compétence"
        verbose_name_plural = "compétences"
        ordering = ["domain__framework", "domain__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain", "code"],
                name="skill_code_once_in_domain",
                violation_error_message="Ce code est déjà celui d’une compétence du domaine.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"

    def get_absolute_url(self) -> str:
        return address_of("b2i:skill", self.domain.framework.slug, self.code)

    @property
    def title(self) -> str:
        """The skill in the shortest words that there are: those of the network, else the official ones."""
        return self.short_name or self.plain_wording or self.wording

    @property
    def is_published_otherwise(self) -> bool:
        """Whether the official text uses other words (misprints), apart from apostrophes and spaces."""
        return re.findall(r"\w+", self.official_wording) != re.findall(r"\w+", self.wording)

    @property
    def anchor(self) -> str:
        """Fragment of the skill on the pages of its framework and of records."""
        return f"competence-{self.code.lower().replace('.', '-')}"


class Element(models.Model):
    """Detail of a skill. `is_verified` is false where only a secondary source was read."""

    skill = models.ForeignKey(Skill, verbose_name="compétence", on_delete=models.CASCADE, related_name="elements")
    code = models.CharField("code", max_length=12)
    wording = models.TextField("intitulé")
    source = models.TextField("source")
    is_verified = models.BooleanField("source officielle lue", default=False)

    class Meta:
        verbose_name = "élément"
        verbose_name_plural = "éléments"
        ordering = ["skill", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["skill", "code"],
                name="element_code_once_in_skill",
                violation_error_message="Ce code est déjà celui d’un élément de la compétence.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.wording}"
