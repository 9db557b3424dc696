"""Conditions on a sheet, one for each value of a facet of the library."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_kinds import KINDS
from ressources.sheets.models.tag import WorkshopTag

MAX_WORDS = 6

SkillLink = Sheet.skills.through


def words_condition(text: str) -> Q:
    """Return the condition that each word is in the title, in the aim or in a tag: where the engine cannot answer."""
    condition = Q()
    for word in text.split()[:MAX_WORDS]:
        tagged = WorkshopTag.objects.filter(tag__name__icontains=word).values("content_object")
        condition &= Q(title__icontains=word) | Q(aim__icontains=word) | Q(pk__in=tagged)
    return condition


def domain_condition(code: str) -> Q:
    return Q(pk__in=base_links().filter(skill__domain__code=code).values("sheet"))


def tag_condition(slug: str) -> Q:
    return Q(pk__in=WorkshopTag.objects.filter(tag__slug=slug).values("content_object"))


def kind_condition(kind: str) -> Q:
    """Return the condition of the sheets of that kind, by the type of their page."""
    page = next(page for page in KINDS if page.kind == kind)
    return Q(content_type=ContentType.objects.get_for_model(page))


# Conditions on what only a workshop has.
def level_condition(level: str) -> Q:
    return Q(workshoppage__level=level)


OFFLINE_CONDITION = Q(workshoppage__needs_internet=False)


def base_links() -> QuerySet:
    """Return the links of sheets to skills of the framework of records."""
    return SkillLink.objects.filter(skill__domain__framework__is_record_base=True)
