"""What a reply becomes, as apps list it under `TARGETS` in their module `declarations.reply_targets`.

A reply to a topic becomes a post.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from jobs.declared import declared
from reseau.people.members.models.member import Member


class ReplyRefusedError(Exception):
    """The reply can't be published: its words, in French, are sent to who wrote it."""


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """A file that came with a reply, as its sender named it: nothing in it has been checked yet."""

    name: str
    content_type: str
    content: bytes


class ReplyTarget(ABC):
    """An object that people may answer by mail. `kind`: small letters, part of the address."""

    kind: str

    @abstractmethod
    def publish(self, *, key: int, member: Member, text: str, files: Sequence[ReplyFile]) -> str:
        """Publish the reply as its member and return where it is read: a path of the site.

        Raises `ReplyRefusedError` if the member may not write there any more, or if the form of the site would refuse
        it. It runs in the transaction that settles the mail.
        """


def target_of(kind: str) -> ReplyTarget | None:
    return next((target for target in declared("reply_targets", "TARGETS") if target.kind == kind), None)
