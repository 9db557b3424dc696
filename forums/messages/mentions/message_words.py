"""A message in the words of its form: a name and a picture stand there, not the marks that the site keeps for them."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from forums.messages.mentions.reading import MENTION
from reseau.people.members.models.member import Member
from reseau.texts.markdown.html import KEPT_PICTURE_WORDS

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
