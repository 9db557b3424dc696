"""A new version is brought as a file, then adopted with its crosswalk, or set aside. Records stay where they are."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from b2i.frameworks.framework_loading import adopt, create_framework
from b2i.frameworks.models.crosswalk import Crosswalk, CrosswalkLink
from b2i.frameworks.models.framework import Framework, Skill
from b2i.outcomes.adoption.models import ProposedVersion
from b2i.outcomes.adoption.version_file import FrameworkVersion, parse_json, read_version
from reseau.people.members.models.member import Member

TAKEN = "Un référentiel du site a déjà l’identifiant «\u00a0{slug}\u00a0»\u00a0: donnez-en un autre, avec la version."
DECIDED = "Cette version est déjà adoptée ou écartée."
BASE_CHANGED = (
    "Le référentiel en usage a changé depuis le dépôt de ce fichier\u00a0: ses correspondances ne partent plus de lui. "
    "Déposez un fichier qui part du référentiel en usage."
)


def read_against(*, tree: dict, former: Framework) -> FrameworkVersion:
    """Return the version that a file tells, answered for from `former`. Raises ValidationError, problem by problem."""
    codes = Skill.objects.filter(domain__framework=former).values_list("code", flat=True)
    version = read_version(tree, former_codes=list(codes))
    if Framework.objects.filter(slug=version.slug).exists():
        raise ValidationError(TAKEN.format(slug=version.slug))
    return version


def propose_version(*, content: bytes, file_name: str, by: Member) -> ProposedVersion:
    """Keep a file that is whole, to be read again and adopted. Raises ValidationError with all that is wrong in it."""
    former, tree = Framework.objects.record_base(), parse_json(content)
    read_against(tree=tree, former=former)
    return ProposedVersion.objects.create(former=former, content=tree, file_name=file_name[:200], proposed_by=by)


@transaction.atomic
def adopt_version(*, proposed: ProposedVersion, by: Member) -> Framework:
    """Create the framework and its crosswalk, and open new records on it. Records that exist stay on the former one.

    Raises ValidationError if it is decided already, or if another version was adopted since it was brought.
    """
    former = Framework.objects.select_for_update().filter(is_record_base=True).get()
    proposed = _locked(proposed)
    if proposed.former_id != former.pk:
        raise ValidationError(BASE_CHANGED)
    version = read_against(tree=proposed.content, former=former)
    framework = create_framework(slug=version.slug, fields=version.fields, domains=version.domains)
    _create_crosswalk(former, framework, version)
    adopt(framework)
    proposed.framework = framework
    _decide(proposed, by)
    return framework


@transaction.atomic
def set_version_aside(*, proposed: ProposedVersion, by: Member) -> ProposedVersion:
    """Note that a version will not be adopted; its file stays. Raises ValidationError if it is decided already."""
    proposed = _locked(proposed)
    _decide(proposed, by)
    return proposed


def _locked(proposed: ProposedVersion) -> ProposedVersion:
    proposed = ProposedVersion.objects.select_for_update(of=("self",)).get(pk=proposed.pk)
    if not proposed.is_awaiting:
        raise ValidationError(DECIDED)
    return proposed


def _decide(proposed: ProposedVersion, by: Member) -> None:
    proposed.decided_by, proposed.decided_at = by, timezone.now()
    proposed.save(update_fields=["decided_by", "decided_at", "framework"])


def _create_crosswalk(former: Framework, framework: Framework, version: FrameworkVersion) -> None:
    today = timezone.localdate()
    crosswalk = Crosswalk.objects.create(
        source=former, target=framework, version=today.isoformat(), made_on=today, origin=version.origin
    )
    skills, new_skills = (
        {skill.code: skill for skill in Skill.objects.filter(domain__framework=each)} for each in (former, framework)
    )
    CrosswalkLink.objects.bulk_create(
        CrosswalkLink(
            crosswalk=crosswalk, skill=skills[code], counterpart=new_skills[new_code], order=order, degree=degree
        )
        for code, degrees in version.links.items()
        for order, (new_code, degree) in enumerate(degrees.items(), start=1)
    )
