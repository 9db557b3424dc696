"""Erasure of a member's name from the messages of others: above what they quote, and where they mention the person.

The messages of the person stay, and say that somebody left. Who wants to stay named has the account closed instead.
"""

import re
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from forums.corrections.models import EarlierText
from forums.drafts.models import MessageDraft
from forums.first_links.models import HeldMessage
from forums.posts.models import Post
from reseau.markdown.html import to_html
from reseau.members.models.member import Member

NAMELESS = "Une personne partie du réseau"
# The name above a quotation, which leads to the message (`forums.posts.quotation`).
QUOTED_NAME = re.compile(r"\[\*\*[^\n]*?\*\*\](?P<link>\([^)\s]*/message/(?P<key>\d+)/\))")


@transaction.atomic
def forget_name(*, member: Member) -> int:
    """Take the name of `member` out of quotations and mentions, before the account is erased; return how many texts
    changed. Texts of today, of before a correction, of drafts and of held messages are all
    read: nobody erases an account in haste.
    """
    quoted = set(member.posts.values_list("pk", flat=True))
    mention = re.compile(rf"\[@[^\]\n]{{1,200}}\]\((?:/[\w-]+)*/membres/{member.pk}/\)")
    may_name = Q(body__contains=f"/membres/{member.pk}/)")
    if quoted:
        may_name |= Q(body__contains="/message/")
    changed = 0
    for model in (Post, EarlierText, MessageDraft, HeldMessage):
        for row in model.objects.filter(may_name).select_for_update(of=("self",)):
            body = mention.sub(f"@{NAMELESS.lower()}", _without_names(row.body, quoted))
            if body == row.body:
                continue
            row.body, fields = body, ["body"]
            if isinstance(row, Post):
                row.html, fields = to_html(body), ["body", "html"]
            row.save(update_fields=fields)
            changed += 1
    return changed


def _without_names(text: str, keys: Collection[int]) -> str:
    """Return a text where quotations of the messages of these keys no longer say whose they are."""

    def hide(found: re.Match) -> str:
        return f"[**{NAMELESS}**]{found['link']}" if int(found["key"]) in keys else found[0]

    return QUOTED_NAME.sub(hide, text)
