"""A kind of event: its sentence on the page of preferences, its rhythm by default, what it counts in a digest."""

from collections.abc import Callable
from dataclasses import dataclass

from alertes.enums import Matter, Rhythm
from reseau.texts.wording import counted

NAME_LENGTH = 40
# What a notice was about before kinds had a name.
UNNAMED = "unnamed"


def anybody(member) -> bool:
    return True


def reviewers(member) -> bool:
    """Those who review: coordinators and territorial animators."""
    return member.is_coordinator or member.is_territorial


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is stored, `forums.answer`: it never changes. `one` and `many` are counted in the subject of a digest.

    `rhythm`: that of its mails until the member chooses. `is_urgent`: sent at once, it leaves in quiet hours too.
    `is_mailed`: False for what is read on the site alone, and is no line of the preferences.
    `may_be_declined`: False for what always leaves, which the page of preferences says.
    `rhythms`: those that a member may choose.
    `reaches`: whether it may reach a member, hence is a line of their page.
    `facts`: the sources of the facts that its messages tell (`alertes.channels.facts`); without one, `lasting` says
    why nothing makes a message that waits false.
    """

    name: str
    matter: Matter
    sentence: str
    one: str
    many: str
    icon: str = "bell"
    rhythm: Rhythm = Rhythm.DAILY
    is_urgent: bool = False
    is_mailed: bool = True
    may_be_declined: bool = True
    reaches: Callable[..., bool] = anybody
    rhythms: tuple[Rhythm, ...] = tuple(Rhythm)
    facts: tuple[str, ...] = ()
    lasting: str = ""

    @property
    def may_name_learners(self) -> bool:
        """Whether its notices may name a learner, in their text or by the number in their address.

        A feed or a push, read without login, then tells the kind alone.
        """
        return self.matter is Matter.RECORDS or self.name == UNNAMED

    def counted(self, count: int) -> str:
        """« 0 réponse », « 1 réponse », « 3 réponses »."""
        return counted(count, self.one, self.many)
