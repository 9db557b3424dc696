"""Who reads the guide: what concerns a person comes first, and all the rest may be read."""

from collections.abc import Iterable

from django.db import models
from django.http import HttpRequest

from extranet.interface.help.guide_files import GuideSection, read_guide
from reseau.places import audience


class Reader(models.TextChoices):
    VISITOR = "visitor", "visite"
    LEARNER = "learner", "apprentissage"
    ANIMATOR = "animator", "animation"
    TERRITORIAL = "territorial", "animation territoriale"
    COORDINATOR = "coordinator", "coordination"


# Who comes without an account of the network.
PUBLIC_READERS = frozenset({Reader.VISITOR, Reader.LEARNER})


def reader_of(request: HttpRequest) -> Reader:
    """Return as whom a person reads the guide; a member of several roles, as what their home shows."""
    user = request.user
    if not user.is_authenticated:
        return Reader.VISITOR
    if not user.is_in_network:
        return Reader.LEARNER if request.learner else Reader.VISITOR
    return Reader(user.main_position.role)


def sections_for(reader: Reader) -> tuple[list[GuideSection], list[GuideSection]]:
    """Return the sections that concern the reader, the most their own first, then the others."""
    sections = read_guide()
    own = sorted((section for section in sections if reader in section.concerns), key=lambda each: len(each.concerns))
    return own, [section for section in sections if section not in own]


def audience_of(concerns: Iterable[str]) -> str:
    """Return the audience token of a section in the search: there, visitors and learners find their own answers only.

    A visitor may read every article, but whoever looks for a workshop is not helped by how to close an attendance
    sheet.
    """
    return audience.MEMBER if PUBLIC_READERS.isdisjoint(concerns) else audience.PUBLIC
