"""The name of a member whose account is erased, in the forums: taken away, or left on what they wrote if they chose so.

The messages of the person stay. Nameless, they say that somebody left, and so does what others quote and mention.
"""

import re
from collections.abc import Callable, Collection

from django.db import transaction
from django.db.models import Q

from audit.enums import Act
from audit.services import note_acts
from forums.messages.corrections.models import EarlierText, WithdrawnTopic
from forums.messages.drafts.models import MessageDraft
from forums.messages.first_links.models import HeldMessage
from forums.messages.posts.models import Post
from forums.threads.topics.models import Topic
from reseau.people.members.models.member import Member
from reseau.texts.markdown.html import to_html

NAMELESS = "Une personne partie du réseau"
# The name above a quotation, which leads to the message (`forums.messages.posts.quotation`).
# Bounded, as names and addresses are: without an end, « [**a**](/message/1 » repeated takes half a minute.
QUOTED_NAME = re.compile(r"\[\*\*[^\n]{0,300}?\*\*\](?P<link>\([^)\s]{0,300}/message/(?P<key>\d{1,18})/\))")


@transaction.atomic
def forget_name(*, member: Member) -> int:
    """Take the name of `member` out of quotations and mentions, before the account is erased; return how many texts
    changed. Texts of today, of before a correction, of drafts, of held messages and of topics that may come again are
    all read.
    """
    quoted, mention = set(member.posts.values_list("pk", flat=True)), _mention_of(member)
    may_name = Q(body__contains=f"/membres/{member.pk}/)")
    if quoted:
        may_name |= Q(body__contains="/message/")
    _drop_from_withdrawn(member)
    return _rewrite(may_name, lambda text: mention.sub(f"@{NAMELESS.lower()}", _without_names(text, quoted)))


@transaction.atomic
def leave_name(*, member: Member) -> int:
    """Leave the name of `member` on their topics and messages, before the account is erased.

    Return how many texts of others changed: a mention leads to no page any more.
    """
    name, mention = member.get_full_name(), _mention_of(member)
    for written in (member.posts, member.topics):
        written.update(author_name=name)
    _drop_from_withdrawn(member)
    return _rewrite(Q(body__contains=f"/membres/{member.pk}/)"), lambda text: mention.sub(lambda _: f"@{name}", text))


@transaction.atomic
def take_name_back(*, name: str) -> int:
    """Take away a name that was left, at the request of that person; return on how many messages it stood.

    Who left under the same name loses theirs too.
    """
    posts = Post.objects.filter(author=None, author_name=name)
    quoted, mention = set(posts.values_list("pk", flat=True)), f"@{name}"
    may_name = Q(body__contains=mention) | Q(body__contains="/message/")
    _rewrite(may_name, lambda text: _without_names(text, quoted).replace(mention, f"@{NAMELESS.lower()}"))
    Topic.objects.filter(author=None, author_name=name).update(author_name="")
    note_acts(act=Act.NAME_TAKEN_BACK, rows=sorted(quoted))
    return posts.update(author_name="")


def _mention_of(member: Member) -> re.Pattern:
    return re.compile(rf"\[@[^\]\n]{{1,200}}\]\((?:/[\w-]+)*/membres/{member.pk}/\)")


def _rewrite(may_name: Q, change: Callable[[str], str]) -> int:
    """Change the texts that `may_name` finds, and those of topics that were taken back; return how many changed."""
    changed = 0
    for model in (Post, EarlierText, MessageDraft, HeldMessage):
        for row in model.objects.filter(may_name).select_for_update(of=("self",)):
            body = change(row.body)
            if body == row.body:
                continue
            row.body, fields = body, ["body"]
            if isinstance(row, Post):
                row.html, fields = to_html(body), ["body", "html"]
            row.save(update_fields=fields)
            changed += 1
    for topic in WithdrawnTopic.objects.select_for_update(of=("self",)):
        if count := sum(_rewrite_row(row["fields"], change) for row in topic.content):
            topic.save(update_fields=["content"])
            changed += count
    return changed


def _rewrite_row(fields: dict, change: Callable[[str], str]) -> bool:
    """Change the text of a row that may come again; return whether it has changed."""
    before = fields.get("body", "")
    body = change(before)
    if body == before:
        return False
    fields["body"] = body
    if "html" in fields:
        fields["html"] = to_html(body)
    return True


def _drop_from_withdrawn(member: Member) -> None:
    """Take what is the member’s alone, as readings, out of topics that may come again: their account will be gone."""
    for topic in WithdrawnTopic.objects.exclude(author=member).select_for_update(of=("self",)):
        kept = [row for row in topic.content if row["fields"].get("member") != member.pk]
        if len(kept) < len(topic.content):
            topic.content = kept
            topic.save(update_fields=["content"])


def _without_names(text: str, keys: Collection[int]) -> str:
    """Return a text where quotations of the messages of these keys no longer say whose they are."""

    def hide(found: re.Match) -> str:
        return f"[**{NAMELESS}**]{found['link']}" if int(found["key"]) in keys else found[0]

    return QUOTED_NAME.sub(hide, text)
