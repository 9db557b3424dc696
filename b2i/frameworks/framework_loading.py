"""Loading of the frameworks of digital skills from `b2i/data`, as versioned data with sources."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from b2i.frameworks.enums import FrameworkStatus
from b2i.frameworks.framework_files import READERS, DomainRow, read_descriptions
from b2i.frameworks.models.can_do import CanDo
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
    framework = Framework.objects.filter(slug=slug).first()
    if framework is None:
        framework = create_framework(slug=slug, fields=read_descriptions()[slug], domains=READERS[slug]())
    elif slug == B2I_ADULTES:
        _refresh_plain_words(framework)
    # A site that adopted another version keeps it: this runs again at each installation.
    if slug == B2I_ADULTES and not Framework.objects.filter(is_record_base=True).exists():
        adopt(framework)
    return framework


@transaction.atomic
def create_framework(*, slug: str, fields: Mapping[str, Any], domains: Iterable[DomainRow]) -> Framework:
    """Create a framework with its domains, skills, sentences and elements. `fields`: what its page says of it."""
    framework = Framework.objects.create(slug=slug, **{name: _stripped(value) for name, value in fields.items()})
    for order, row in enumerate(domains, start=1):
        _create_domain(framework, order, row)
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
        CanDo.objects.bulk_create(
            CanDo(skill=skill, text=text, order=order) for order, text in enumerate(skill_row.can_dos, start=1)
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
    """Update our own plain words, which belong to no version of the framework."""
    domain_rows = {row.code: row for row in READERS[framework.slug]()}
    for domain in framework.domains.all():
        row = domain_rows[domain.code]
        if (domain.plain_name, domain.short_name) != (row.plain_name, row.short_name):
            domain.plain_name, domain.short_name = row.plain_name, row.short_name
            domain.save(update_fields=["plain_name", "short_name"])
    skill_rows = {row.code: row for domain_row in domain_rows.values() for row in domain_row.skills}
    for skill in Skill.objects.filter(domain__framework=framework).prefetch_related("can_dos"):
        row = skill_rows[skill.code]
        if (skill.plain_wording, skill.short_name) != (row.plain_wording, row.short_name):
            skill.plain_wording, skill.short_name = row.plain_wording, row.short_name
            skill.save(update_fields=["plain_wording", "short_name"])
        _refresh_can_dos(skill, row.can_dos)


def _refresh_can_dos(skill: Skill, texts: Sequence[str]) -> None:
    """Put the sentences of a skill in use. A replaced one stays: learners may have answered it."""
    in_use = [can_do for can_do in skill.can_dos.all() if can_do.is_current]
    if [can_do.text for can_do in in_use] == list(texts):
        return
    skill.can_dos.update(is_current=False)
    for order, text in enumerate(texts, start=1):
        skill.can_dos.update_or_create(text=text, defaults={"order": order, "is_current": True})
