"""Mentions of people in messages: read in the text, told once, offered while one types @."""

import re

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from alertes.channels.facts.registry import fact_about
from alertes.channels.notices import services as notices
from forums.declarations.events import MENTIONED
from forums.threads.forums.models import Forum
from reseau.people.members.models.member import Member
from reseau.permissions import network_required
from reseau.texts.accent_folding import words_to_find
from reseau.texts.markdown.mail_text import to_mail_text
from reseau.web.queries.list_facets import query_value

# Mentions in the text of a message: a link to the page of a member whose words begin with @, outside quotations.
MOST_MENTIONS = 20
MENTION = re.compile(r"\[@[^\]\n]{1,200}\]\((?:/[\w-]+)*/membres/(\d{1,18})/\)")


def mentioned_keys(body: str) -> list[int]:
    """Return the keys of the members named, each once; who is named in a quotation was told then."""
    own_lines = (line for line in body.splitlines() if not line.lstrip().startswith(">"))
    return list(dict.fromkeys(int(key) for line in own_lines for key in MENTION.findall(line)))


# Tell people that a message names them: once for each message, and only those who see it.
def notify_mentioned(*, post) -> QuerySet[Member]:
    """Notify the people whom a post names, and return them. Those told before are not told again."""
    members = post.topic.forum.readers().filter(pk__in=mentioned_keys(post.body)).exclude(pk=post.author_id)
    notices.notify(
        members=members,
        key=mention_key(post=post),
        text=f"{post.author} vous nomme dans «\u00a0{post.topic.title}\u00a0»",
        url=post.get_absolute_url(),
        page=post.topic.get_absolute_url(),
        kind=MENTIONED,
        details=to_mail_text(post.body),
        answers=f"topic:{post.topic_id}",
        fact=fact_about("post", post.pk),
    )
    return members


def withdraw_mentions(*, post) -> None:
    """Take back what people were told of a post that names them."""
    notices.take_back_notice(key=mention_key(post=post))


def mention_key(*, post) -> str:
    """Return the key of the notices that tell people that a post names them."""
    return f"post:{post.pk}:mention"


# People found while one types @ in a message: those who see its forum.
SHOWN = 6


@require_safe
@network_required
def people(request: HttpRequest, forum: str) -> JsonResponse:
    """A JSON list of {name, detail, url}."""
    readers = get_object_or_404(Forum.objects.visible_to(request.user), slug=forum).readers()
    words = query_value(request, "q")
    members = Member.objects.visible_to(request.user).filter(pk__in=readers.values("pk")).exclude(pk=request.user.pk)
    found = members.matching(words).with_live_positions()[:SHOWN] if words_to_find(words) else ()
    return JsonResponse(
        [
            {"name": str(member), "detail": str(member.main_position or ""), "url": member.get_absolute_url()}
            for member in found
        ],
        safe=False,
    )
