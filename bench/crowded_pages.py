"""Pages that read most rows: the directory and its open files as a visitor, the forums as their members."""

from collections.abc import Iterator

from django.utils.text import slugify

from bench.pages import Page
from forums.messages.posts.models import POSTS_PER_PAGE
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.places.vocabulary import FeatureKind, values_of

SERVICE = slugify(values_of(FeatureKind.SERVICE)[0])


def directory_pages() -> Iterator[Page]:
    for name, path in (
        ("directory-near", "/annuaire/?q=gramat"),
        ("directory-facets", f"/annuaire/?q=gramat&ouvert=samedi&service={SERVICE}&rayon=30"),
        ("directory-service", f"/annuaire/?service={SERVICE}&fauteuil=oui"),
        ("map", "/annuaire/carte/"),
        ("map-near", "/annuaire/carte/?q=gramat"),
        ("embedded", "/annuaire/integrer/46128/"),
        ("open-data", "/annuaire/donnees/"),
    ):
        yield Page(name, "visitor", path)


def forum_pages() -> Iterator[Page]:
    """Yield the lists of topics, a forum and a long topic, as an animator and as the coordinator, who sees them all."""
    animator = Member.objects.get(email="animateur1@example.org")
    coordinator = Member.objects.get(email="coordination@example.org")
    readable = Topic.objects.visible_to(animator).select_related("forum")
    topic = readable.order_by("-post_count", "pk").first()
    last_page = -(-topic.post_count // POSTS_PER_PAGE)
    for who, member in (("animator", animator), ("coordinator", coordinator)):
        yield Page("topics-to-read", who, "/forums/", member)
        yield Page("topics-of-all", who, "/forums/?vue=tous", member)
        yield Page("topics-unanswered", who, "/forums/?etat=open", member)
    yield Page("forum-page-2", "animator", f"{topic.forum.get_absolute_url()}?page=2", animator)
    yield Page("topic-end", "animator", f"{topic.get_absolute_url()}?page={last_page}", animator)
