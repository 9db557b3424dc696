"""Mentions of people in messages: read in the text, told once, offered while one types @."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
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
from reseau.texts.markdown.html import KEPT_PICTURE_WORDS
from reseau.texts.markdown.mail_text import to_mail_text
from reseau.web.queries.list_facets import query_value

# Mentions in the text of a message: a link to the page of a member whose words begin with @, outside quotations.
MOST_MENTIONS = 20
MENTION = re.compile(r"\[@[^\]\n]{1,200}\]\((?:/[\w-]+)*/membres/(\d{1,18})/\)")


def mentioned_keys(body: str) -> list[int]:
    """Return the keys of the members named, each once; who is named in a quotation was told then."""
    own_lines = (line for line in body.splitlines() if not line.lstrip().startswith(">"))
    return list(dict.fromkeys(int(key) for line in own_lines for key in MENTION.findall(line)))


# A message in the words of its form: a name and a picture stand there, not the marks that the site keeps for them.
# The field of the form that holds the keys of those whom its script named: two people may bear one name.
NAMED = "nomme"
MOST_NAMES, LONGEST_NAME = 60, 6  # names looked for in a message, words of a name
PICTURE = re.compile(r"!\[([^\[\]\n]{0,300})\]\(image:(\d{1,18})\)")
NAME = re.compile(rf"(?<![\w\[/.@])@([\w'’.-]+(?: [\w'’.-]+){{0,{LONGEST_NAME - 1}}})")


def in_words(body: str) -> str:
    """Return a text of the site as its form shows it: « @Camille Marty », « [Image 4 – le voyant] »."""
    body = MENTION.sub(lambda mention: mention[0][1:].partition("]")[0], body)
    return PICTURE.sub(lambda picture: f"[Image {picture[2]}{' – ' if picture[1] else ''}{picture[1]}]", body)


def with_marks(text: str, *, named: Iterable[str], by: Member) -> str:
    """Return a text of a form as the site keeps it: names are links, pictures are marks.

    `named`: keys of people, who come first among those of one name. A name that several bear stays a name.
    """
    text = KEPT_PICTURE_WORDS.sub(lambda picture: f"![{picture['words'] or ''}](image:{picture['key']})", text)
    candidates = {name for found in NAME.findall(text)[:MOST_NAMES] for name in _beginnings(found)}
    if not candidates:
        return text
    links = _links_of(Member.objects.visible_to(by), candidates, {key for key in named if key.isdecimal()})

    def link(found: re.Match) -> str:
        name = next((name for name in _beginnings(found[1]) if name in links), None)
        return f"[@{name}]({links[name]}){found[1][len(name) :]}" if name else found[0]

    return "\n".join(line if line.lstrip().startswith(">") else NAME.sub(link, line) for line in text.split("\n"))


def _beginnings(words: str) -> list[str]:
    """Return what may be a name at the start of `words`, the longest first."""
    pieces = words.split(" ")
    starts = [" ".join(pieces[:count]) for count in range(len(pieces), 0, -1)]
    return [name for start in starts for name in dict.fromkeys((start, start.rstrip(".-'’")))]


def _links_of(members: QuerySet[Member], names: set[str], keys: set[str]) -> dict[str, str]:
    full_name = Concat("first_name", Value(" "), "last_name")
    bearers: dict[str, list[Member]] = {}
    for member in members.annotate(full_name=full_name).filter(full_name__in=names):
        bearers.setdefault(str(member), []).append(member)
    chosen = {name: [each for each in found if str(each.pk) in keys] or found for name, found in bearers.items()}
    return {name: found[0].get_absolute_url() for name, found in chosen.items() if len(found) == 1}


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
    notices.withdraw(key=mention_key(post=post))


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
