"""Note what a member can teach; follow the tags that the coordination merges."""

from collections.abc import Iterable

from django.db import transaction

from reseau.people.members.models.member import Member
from reseau.people.profiles.models import KnowHow
from reseau.texts.tags.models import Tag, canonical_names
from reseau.texts.tags.names import check_tags, split_tags

MAX_KNOW_HOWS = 8


@transaction.atomic
def set_know_how(*, member: Member, text: str) -> None:
    """Give `member` the tags of a text like « tableur, généalogie »; merged words give the tag that was kept.

    Raises `ValidationError` for too many of them, or one that is too long.
    """
    names = canonical_names(split_tags(text))
    check_tags(names, most=MAX_KNOW_HOWS)
    tags = [Tag.objects.filter(name__iexact=name).first() or Tag.objects.get_or_create(name=name)[0] for name in names]
    # One by one, so that the search index is told of each.
    for know_how in member.know_hows.exclude(tag__in=tags):
        know_how.delete()
    for tag in tags:
        KnowHow.objects.get_or_create(member=member, tag=tag)


@transaction.atomic
def merge_know_hows(*, merged: Iterable[Tag], target: Tag) -> int:
    """Replace the `merged` tags by `target` on every member; return how many members."""
    know_hows = KnowHow.objects.filter(tag__in=list(merged))
    members = set(know_hows.values_list("member", flat=True))
    knowing = set(KnowHow.objects.filter(tag=target, member__in=members).values_list("member", flat=True))
    know_hows.delete()
    KnowHow.objects.bulk_create([KnowHow(member_id=member, tag=target) for member in sorted(members - knowing)])
    return len(members)
