"""A message in the words of its form: names, pictures and quotations stand there, not the marks that the site keeps."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from forums.messages.mentions import MENTION
from forums.messages.posts.models import Post
from forums.messages.posts.quotation import quotation_header
from reseau.people.members.models.member import Member
from reseau.texts.markdown.html import KEPT_PICTURE_WORDS

# The field of the form that holds the keys of those whom its script named: two people may bear one name.
NAMED = "nomme"
MOST_NAMES, LONGEST_NAME = 60, 6  # names looked for in a message, words of a name
MOST_QUOTATIONS = 60
PICTURE = re.compile(r"!\[((?:[^\[\]\n]|\[[^\[\]\n]{0,300}\]){0,300})\]\(image:(\d{1,18})\)")
NAME = re.compile(rf"(?<![\w\[/.@])@([\w'’.-]+(?: [\w'’.-]+){{0,{LONGEST_NAME - 1}}})")
QUOTED = re.compile(
    r"^> \[\*\*(?P<name>[^\[\]*\n]{1,200})\*\*\]\([^()\s]{0,300}/message/(?P<key>\d{1,18})/\)\u00a0:$", re.MULTILINE
)
QUOTED_IN_WORDS = re.compile(
    r"^> ?Citation[^\S\n]?: (?P<name>[^\[\]*\n]{1,200}), message (?P<key>\d{1,18})[^\S\n]*$", re.MULTILINE
)


def in_words(body: str) -> str:
    """Return a text of the site as its form shows it: « @Camille Marty », « [Image 4 – le voyant] », « > Citation :
    Camille Marty, message 12 ».
    """
    body = MENTION.sub(lambda mention: mention[0][1:].partition("]")[0], body)
    body = QUOTED.sub(lambda header: f"> Citation\u00a0: {header['name']}, message {header['key']}", body)
    return PICTURE.sub(_picture_in_words, body)


def _picture_in_words(picture: re.Match) -> str:
    words = " ".join(re.sub(r"[\[\]<>]", " ", picture[1]).split())
    return f"[Image {picture[2]} – {words}]" if words else f"[Image {picture[2]}]"


def with_marks(text: str, *, named: Iterable[str], by: Member) -> str:
    """Return a text of a form as the site keeps it: names and quotations are links, pictures are marks.

    `named`: keys of people, who come first among those of one name. A name that several bear stays a name, and a
    quotation of a message that `by` cannot read stays words.
    """
    text = KEPT_PICTURE_WORDS.sub(lambda picture: f"![{picture['words'] or ''}](image:{picture['key']})", text)
    return _with_named_people(_with_quoted_posts(text, by), named, by)


def _with_quoted_posts(text: str, by: Member) -> str:
    keys = {header["key"] for header in list(QUOTED_IN_WORDS.finditer(text))[:MOST_QUOTATIONS]}
    if not keys:
        return text
    posts = Post.objects.readable_by(by).filter(pk__in=keys).select_related("topic__forum")
    addresses = {str(post.pk): post.get_absolute_url() for post in posts}

    def link(header: re.Match) -> str:
        address = addresses.get(header["key"])
        return f"> {quotation_header(header['name'], address)}" if address else header[0]

    return QUOTED_IN_WORDS.sub(link, text)


def _with_named_people(text: str, named: Iterable[str], by: Member) -> str:
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
