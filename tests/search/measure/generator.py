"""Queries drawn from the content by rule, with a new seed each run: nobody can have prepared the engine for them.

Any document that is as good an answer counts: what holds the same words in its title, summary or tags, what fulfils the
same constraints. A query that fits more than `MOST_WANTED` documents is too vague and is drawn again.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator

from django.utils.dates import MONTHS

from search.language.analysis import STOP_WORDS, fold
from search.sources.documents import Document
from tests.search.measure import slips
from tests.search.measure.content import Content, WorkshopFacts, words_of
from tests.search.measure.query import MeasuredQuery

FOR_EACH_FAMILY = 20
MOST_WANTED = 8
MOST_DRAWS = 4_000
WITH_A_TITLE = ("sheet", "topic", "training", "watch", "story", "media", "help")

# A part of a title that one says in one breath.
_CLAUSE = re.compile(r"[^:;,.?!«»()–—]+")

QUESTIONS = (
    "comment {}",
    "comment faire pour {}",
    "est-ce qu’on peut {}",
    "où trouver de l’aide pour {}",
    "quelqu’un a déjà fait {} ?",
    "je voudrais apprendre à {}",
    "qui peut m’aider pour {} ?",
    "y a-t-il quelque chose sur {} ?",
)
COMPLAINTS = (
    "je n’arrive pas à {}",
    "ça ne marche pas {}",
    "toujours un souci avec {}",
    "mes usagers ne comprennent rien à {}",
    "personne ne sait {}",
    "au secours {}",
    "impossible de s’en sortir avec {}",
    "depuis hier plus rien {}",
)
LEVELS = {
    "grand_debutant": ("grands débutants", "grand débutant"),
    "debutant": ("débutants", "débutant"),
    "intermediaire": ("intermédiaire", "niveau intermédiaire"),
    "confirme": ("confirmés", "niveau confirmé"),
}
WITHOUT_INTERNET = ("sans internet", "sans connexion", "hors connexion", "sans réseau")
LONGEST_OF_A_SLOT = 30


def draw_queries(content: Content, seed: int) -> list[MeasuredQuery]:
    """Return up to `FOR_EACH_FAMILY` distinct queries of each family."""
    return [query for family, rule in FAMILIES.items() for query in _draw(family, rule, content, seed)]


def _draw(family: str, rule: Callable, content: Content, seed: int) -> Iterator[MeasuredQuery]:
    draw, known = random.Random(f"{family} {seed}"), set()  # noqa: S311 - a draw that can be repeated
    for _ in range(MOST_DRAWS):
        if len(known) == FOR_EACH_FAMILY:
            return
        text, wanted = rule(content, draw)
        text = " ".join(text.split())
        if text and text not in known and 0 < len(wanted) <= MOST_WANTED:
            known.add(text)
            yield MeasuredQuery(family, text, frozenset(wanted))


def _holding(content: Content, words: Iterable[str], kinds: tuple[str, ...] = ()) -> set[str]:
    wanted = set(words)
    documents = content.of_kinds(*kinds) if kinds else content.documents
    return {document.id for document in documents if wanted and wanted <= content.headlines[document.id]}


def _piece(document: Document, draw: random.Random, most: int = 3) -> str:
    """Return a run of words of the title, two or three of which say something; empty if it has none."""
    clause = draw.choice(_CLAUSE.findall(document.title))
    words = clause.split()
    telling = [at for at, word in enumerate(words) if words_of(word)]
    if len(telling) < 2:
        return ""
    count = min(draw.randint(2, most), len(telling))
    first = draw.randrange(len(telling) - count + 1)
    return " ".join(words[telling[first] : telling[first + count - 1] + 1])


def _titled(content: Content, draw: random.Random) -> Document:
    return draw.choice(content.of_kinds(*WITH_A_TITLE))


def _slipped(slip: Callable[[str, random.Random], str]) -> Callable:
    def rule(content: Content, draw: random.Random) -> tuple[str, set[str]]:
        piece = _piece(_titled(content, draw), draw).lower()
        text = slip(piece, draw)
        return (text if text != piece else ""), _holding(content, words_of(piece))

    return rule


def _told(frames: tuple[str, ...], slip: Callable | None = None) -> Callable:
    def rule(content: Content, draw: random.Random) -> tuple[str, set[str]]:
        piece = _piece(_titled(content, draw), draw).lower()
        text = draw.choice(frames).format(piece)
        return (slip(text, draw) if slip else text), _holding(content, words_of(piece))

    return rule


def _complaint(content: Content, draw: random.Random) -> tuple[str, set[str]]:
    """Two words of the title, perhaps with one of the text, as they come to one who is annoyed."""
    document = _titled(content, draw)
    piece, beside = _piece(document, draw, most=2).lower(), _words_beside(document)
    words = f"{piece} {draw.choice(beside)}" if beside and draw.random() < 0.5 else piece
    return draw.choice(COMPLAINTS).format(words), _holding(content, words_of(piece))


def _half_and_half(content: Content, draw: random.Random) -> tuple[str, set[str]]:
    document = _titled(content, draw)
    titled = [word for word in re.findall(r"[^\W\d_]{4,}", document.title.lower()) if fold(word) not in STOP_WORDS]
    written = _words_beside(document)
    if not titled or not written:
        return "", set()
    text = f"{draw.choice(titled)} {draw.choice(written)}"
    wanted = set(words_of(text))
    return text, {other.id for other in content.documents if wanted <= content.texts[other.id]}


def _words_beside(document: Document) -> list[str]:
    """Return the long words of a text that its title lacks."""
    title = fold(document.title)
    return [word for word in re.findall(r"[^\W\d_]{6,}", document.body.lower()) if fold(word) not in title]


def _constrained(count: int) -> Callable:
    def rule(content: Content, draw: random.Random) -> tuple[str, set[str]]:
        document = draw.choice([one for one in content.of_kinds("sheet") if one.tags and one.id in content.workshops])
        tag, facts = draw.choice(document.tags), content.workshops[document.id]
        possible = list(_constraints(facts, draw))
        asked = draw.sample(possible, k=min(count, len(possible)))
        parts = [tag, *(words for words, _ in asked)]
        draw.shuffle(parts)
        wanted = {
            other.id
            for other in content.of_kinds("sheet")
            if tag in other.tags and all(fits(content.workshops[other.id]) for _, fits in asked)
        }
        return (" ".join(parts) if len(asked) == count else ""), wanted

    return rule


def _constraints(facts: WorkshopFacts, draw: random.Random) -> Iterator[tuple[str, Callable[[WorkshopFacts], bool]]]:
    yield draw.choice(LEVELS[facts.level]), lambda other, level=facts.level: other.level == level
    hours, minutes = divmod(facts.minutes, 60)
    length = draw.choice((f"{hours} h {minutes or ''}".strip(), f"{facts.minutes} minutes", f"{hours}h{minutes or ''}"))
    yield length, lambda other, most=facts.minutes: most - LONGEST_OF_A_SLOT <= other.minutes <= most
    people = draw.randint(max(2, facts.group_size - 2), facts.group_size)
    yield f"{people} personnes", lambda other, least=people: other.group_size >= least
    if not facts.needs_internet:
        yield draw.choice(WITHOUT_INTERNET), lambda other: not other.needs_internet


def _name(content: Content, draw: random.Random) -> tuple[str, set[str]]:
    """A person or a commune, written as heard or mistyped."""
    slip = draw.choice((slips.by_ear, slips.keyboard))
    if draw.random() < 0.5:
        member = draw.choice(content.of_kinds("member"))
        namesakes = {other.id for other in content.of_kinds("member") if fold(other.title) == fold(member.title)}
        return slip(member.title.lower(), draw), namesakes
    epm = draw.choice(content.of_kinds("epm"))
    commune = content.communes[epm.id]
    lead = draw.choice(("", "epm ", "espace multimédia "))
    return lead + slip(commune.lower(), draw), {
        other.id for other in content.of_kinds("epm") if content.communes[other.id] == commune
    }


def _place_and_time(content: Content, draw: random.Random) -> tuple[str, set[str]]:
    """A training or a workshop where and when it takes place, an EPM on a day when it is open."""
    if draw.random() < 0.3:
        return _open_day(content, draw)
    document = draw.choice([one for one in content.of_kinds("training", "open_workshop") if one.id in content.meetings])
    meeting = draw.choice(content.meetings[document.id])
    month = str(MONTHS[meeting.day.month])
    piece, by_place = _piece(document, draw, most=2).lower(), draw.random() < 0.5
    if not piece:
        return "", set()
    text = draw.choice(
        (f"{piece} {meeting.commune}", f"{piece} à {meeting.commune}")
        if by_place
        else (f"{piece} en {month}", f"{piece} {month} {meeting.day.year}")
    )
    return text, {
        other.id
        for other in content.of_kinds("training", "open_workshop")
        if set(words_of(piece)) <= content.headlines[other.id]
        and any(
            one.commune == meeting.commune if by_place else one.day.month == meeting.day.month
            for one in content.meetings.get(other.id, ())
        )
    }


def _open_day(content: Content, draw: random.Random) -> tuple[str, set[str]]:
    opening = {epm.id: content.opening[epm.id] for epm in content.of_kinds("epm")}
    key = draw.choice([key for key, days in opening.items() if days])
    day, commune = draw.choice(sorted(opening[key])), content.communes[key]
    text = draw.choice(("ouvert le {day} {commune}", "epm {commune} {day}", "{commune} {day}"))
    wanted = {other for other, days in opening.items() if content.communes[other] == commune and day in days}
    return text.format(day=day, commune=commune), wanted


def _code(content: Content, draw: random.Random) -> tuple[str, set[str]]:
    """A skill by its code, as people note it."""
    skill = draw.choice([one for one in content.of_kinds("skill") if re.match(r"D\d\.\d", one.title)])
    code = draw.choice((str.upper, str.lower))(skill.title.split()[0])
    written = code.replace(".", draw.choice((".", "", " ", "-")))
    return draw.choice(("{}", "compétence {}", "b2i {}", "domaine et compétence {}")).format(written), {skill.id}


FAMILIES: dict[str, Callable[[Content, random.Random], tuple[str, set[str]]]] = {
    "inflected": _slipped(slips.inflected),
    "keyboard": _slipped(slips.keyboard),
    "by ear": _slipped(slips.by_ear),
    "short message": _told(QUESTIONS, slips.as_a_short_message),
    "joined": _slipped(slips.joined),
    "split": _slipped(slips.split),
    "question": _told(QUESTIONS),
    "complaint": _complaint,
    "two constraints": _constrained(2),
    "three constraints": _constrained(3),
    "half and half": _half_and_half,
    "names": _name,
    "place and time": _place_and_time,
    "codes": _code,
}
