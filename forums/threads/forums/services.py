"""The forums that every network has, and those that people create: title, people of a project."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from alertes.channels.notices import services as notices
from forums.declarations.events import FORUM_OPENED
from forums.enums import ForumKind
from forums.threads.forums.models import RESERVED_SLUGS, Forum, ForumMember
from forums.threads.forums.permissions import creatable_kinds, epms_without_forum, watches_forum
from reseau.people.members.models.member import Member
from reseau.places.models.commune import Territory
from reseau.places.models.epm import EPM
from reseau.texts.elision import of_place
from reseau.texts.slugs import first_free, slug_of

SLUG_STEM = 40
# Forums that people create come after those that every network has.
LAST = 100


@transaction.atomic
def ensure_forums() -> list[Forum]:
    """Create the forums that are missing: one for the network, one for each territory; return them all."""
    forums = [
        Forum.objects.get_or_create(
            slug="reseau",
            defaults={
                "title": "Tout le réseau",
                "description": "Questions, trouvailles et coups de main entre tous les EPM du Lot.",
            },
        )[0]
    ]
    for order, territory in enumerate(Territory.objects.all(), start=1):
        forum = territory.forums.first() or Forum.objects.create(
            kind=ForumKind.TERRITORY,
            territory=territory,
            title=f"Territoire {of_place(territory.name)}",
            slug=slugify(territory.name),
            description=(
                f"Entre membres du territoire {of_place(territory.name)} : matériel, permanences, remplacements."
            ),
            order=order,
        )
        forums.append(forum)
    return forums


@transaction.atomic
def create_forum(
    *,
    by: Member,
    kind: ForumKind,
    title: str,
    description: str,
    territory: Territory | None = None,
    epm: EPM | None = None,
    members: Iterable[Member] = (),
) -> Forum:
    """Create a forum; whoever creates that of a project keeps it. Raises `ValidationError`."""
    if kind not in creatable_kinds(by):
        raise ValidationError("Vous ne pouvez pas ouvrir un forum de cette sorte.", code="kind")
    if epm and not epms_without_forum(by).filter(pk=epm.pk).exists():
        raise ValidationError("Cet EPM a déjà son forum, ou n’est pas de votre territoire.", code="epm")
    if kind == ForumKind.PROJECT:
        return open_project_forum(by=by, title=title, description=description, members=members)
    return _create(Forum(kind=kind, title=title, description=description, territory=territory, epm=epm))


@transaction.atomic
def open_project_forum(
    *, by: Member, title: str, description: str, members: Iterable[Member], keepers: Iterable[Member] = ()
) -> Forum:
    """Create the forum of a project, which `by` keeps, and `keepers` too. Raises `ValidationError`."""
    forum = _create(Forum(kind=ForumKind.PROJECT, title=title, description=description))
    for keeper in {member.pk: member for member in (by, *keepers)}.values():
        ForumMember.objects.create(forum=forum, member=keeper, is_keeper=True)
    set_members(forum=forum, members=members, by=by)
    return forum


@transaction.atomic
def remove_member(*, forum: Forum, member: Member) -> None:
    """Close the forum of a project to somebody who leaves the project, a keeper too."""
    for membership in forum.memberships.filter(member=member):
        membership.delete()


def _create(forum: Forum) -> Forum:
    forum.slug, forum.order = _free_slug(forum.title), LAST
    forum.full_clean()
    forum.save()
    return forum


@transaction.atomic
def change_forum(*, forum: Forum, by: Member, title: str, description: str, members: Iterable[Member] = ()) -> Forum:
    """Change the words of a forum, and the people of a project. Its address stays. Raises `ValidationError`."""
    if not watches_forum(by, forum):
        raise ValidationError("Vous ne veillez pas sur ce forum.", code="watch")
    forum.title, forum.description = title, description
    forum.save(update_fields=["title", "description"])
    if forum.kind == ForumKind.PROJECT:
        set_members(forum=forum, members=members, by=by)
    return forum


@transaction.atomic
def set_members(*, forum: Forum, members: Iterable[Member], by: Member) -> None:
    """Give a project these people beside its keepers, who stay, and notify those who come."""
    Forum.objects.select_for_update().get(pk=forum.pk)
    chosen = {member.pk: member for member in members}
    present = dict(forum.memberships.values_list("member", "is_keeper"))
    gone = [pk for pk, is_keeper in present.items() if pk not in chosen and not is_keeper]
    # One by one, so that the search index is told of each.
    for membership in forum.memberships.filter(member__in=gone):
        membership.delete()
    notices.take_back_notice(key=_member_key(forum), members=Member.objects.filter(pk__in=gone))
    arrived = [pk for pk in chosen if pk not in present]
    for pk in arrived:
        ForumMember.objects.create(forum=forum, member=chosen[pk])
    if arrived:
        notices.notify(
            members=forum.readers().filter(pk__in=arrived),
            key=_member_key(forum),
            text=f"{by} vous ouvre le forum «\u00a0{forum.title}\u00a0»",
            url=forum.get_absolute_url(),
            exclude=by,
            kind=FORUM_OPENED,
        )


def _member_key(forum: Forum) -> str:
    return f"forum:{forum.pk}:member"


def _free_slug(title: str) -> str:
    """Return an address made from `title` that no forum has yet: `accueil`, then `accueil-2`."""
    slug = slug_of(title, length=SLUG_STEM, default="forum")
    taken = {*RESERVED_SLUGS, *Forum.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    return first_free(slug, taken=taken)
