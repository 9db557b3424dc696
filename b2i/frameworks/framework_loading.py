"""Loading of the frameworks of digital skills from `b2i/data`, as versioned data with sources."""

import datetime

from django.db import transaction
from django.utils import timezone

from b2i.frameworks.enums import FrameworkStatus
from b2i.frameworks.framework_files import READERS, DomainRow, read_descriptions, read_plain_words
from b2i.frameworks.models.framework import Domain, Element, Framework, Skill

B2I_ADULTES = "b2i-adultes-2012"


def load_b2i_adultes() -> Framework:
    """Load the B2i Adultes of 2012, on which records are kept: 5 domains, 18 skills, thresholds of 70 %."""
    return load_framework(B2I_ADULTES)


def load_frameworks() -> list[Framework]:
    """Load every framework shipped with the site. Safe to run again."""
    return [load_framework(slug) for slug in READERS]


@transaction.atomic
def load_framework(slug: str) -> Framework:
    """Create the framework if it does not exist. Its wording never changes later: records point to its skills."""
    fields = {name: _stripped(value) for name, value in read_descriptions()[slug].items()}
    framework, created = Framework.objects.get_or_create(slug=slug, defaults=fields)
    if created:
        for order, row in enumerate(READERS[slug](), start=1):
            _create_domain(framework, order, row)
    elif slug == B2I_ADULTES:
        _refresh_plain_words(framework)
    if slug == B2I_ADULTES and not framework.is_record_base:
        adopt(framework)
    return framework


@transaction.atomic
def adopt(framework: Framework, *, since: datetime.date | None = None) -> None:
    """Make `framework` the one on which new records are opened. Existing records stay on their framework."""
    since = since or timezone.localdate()
    for former_base in Framework.objects.filter(is_record_base=True).exclude(pk=framework.pk):
        former_base.is_record_base = False
        former_base.status = FrameworkStatus.SUPERSEDED
        former_base.valid_until = since - datetime.timedelta(days=1)
        former_base.save(update_fields=["is_record_base", "status", "valid_until"])
    framework.is_record_base = True
    framework.save(update_fields=["is_record_base"])


def _stripped(value):
    return value.strip() if isinstance(value, str) else value


def _create_domain(framework: Framework, order: int, row: DomainRow) -> None:
    domain = Domain.objects.create(
        framework=framework,
        code=row.code,
        name=row.name,
        plain_name=row.plain_name,
        short_name=row.short_name,
        aim=row.aim,
        order=order,
        threshold=row.threshold,
    )
    for skill_order, skill_row in enumerate(row.skills, start=1):
        skill = Skill.objects.create(
            domain=domain,
            code=skill_row.code,
            wording=skill_row.wording,
            official_wording=skill_row.official_wording,
            is_translation=skill_row.is_translation,
            plain_wording=skill_row.plain_wording,
            short_name=skill_row.short_name,
            order=skill_order,
        )
        Element.objects.bulk_create(
            Element(
                skill=skill,
                code=element.code,
                wording=element.wording,
                source=element.source,
                is_verified=element.is_verified,
            )
            for element in skill_row.elements
        )


def _refresh_plain_words(framework: Framework) -> None:
    """Update our own plain wording, which belongs to no version of the framework."""
    plain_words = read_plain_words()
    for domain in framework.domains.all():
        names = plain_words["domaines"][domain.code], plain_words["domaines-en-deux-mots"][domain.code]
        if (domain.plain_name, domain.short_name) != names:
            domain.plain_name, domain.short_name = names
            domain.save(update_fields=["plain_name", "short_name"])
    for skill in Skill.objects.filter(domain__framework=framework):
        wordings = plain_words["competences"][skill.code], plain_words["competences-en-quelques-mots"][skill.code]
        if (skill.plain_wording, skill.short_name) != wordings:
            skill.plain_wording, skill.short_name = wordings
            skill.save(update_fields=["plain_wording", "short_name"])
