"""How words change on their way from the head to the box: fingers, ears, habits of the telephone.

Each function takes a text and a `random.Random`, and returns the text changed; unchanged if nothing in it can slip so.
"""

import random
import re

from search.language.analysis import STOP_WORDS, fold

# Neighbours of each key on a French keyboard.
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
SHORTEST = 5

_BY_EAR = (
    ("ph", "f"),
    ("eau", "o"),
    ("au", "o"),
    ("qu", "k"),
    (r"c(?=[eiéèêy])", "s"),
    ("ç", "s"),
    ("ss", "c"),
    (r"s(?=ion)", "ss"),
    ("tion", "sion"),
    (r"([bcdfglmnprst])\1", r"\1"),
    ("th", "t"),
    (r"\bh", ""),
    ("ai", "é"),
    (r"er\b", "é"),
    (r"ez\b", "é"),
    ("y", "i"),
    ("en(?=[bcdfgjpqstv])", "an"),
    ("an(?=[bcdfgjpqstv])", "en"),
    (r"g(?=[eiéè])", "j"),
    ("gn", "ni"),
    (r"(?<=[a-zé]{3})[etsxd]\b", ""),
    ("z", "s"),
    ("in(?=[cdfgpstv])", "ain"),
)
_SMS = (
    (r"\bpour\b", "pr"),
    (r"\bavec\b", "avc"),
    (r"\bcomment\b", "cmt"),
    (r"\bdans\b", "ds"),
    (r"\bsans\b", "ss"),
    (r"\bbonjour\b", "bjr"),
    (r"\bquel(?:le|s|les)?\b", "kel"),
    (r"\bc[’']est\b", "c"),
    (r"\bbeaucoup\b", "bcp"),
    (r"\btoujours\b", "tjr"),
    (r"\brendez-vous\b", "rdv"),
    (r"\bsur\b", "sr"),
    ("qu", "k"),
    ("ss", "s"),
)
# Beginnings after which people leave a space, or leave none.
_BEGINNINGS = (
    "télé", "smart", "mini", "anti", "auto", "photo", "vidéo", "visio", "micro", "multi", "inter", "web", "cyber",
    "porte", "hyper", "trans", "sauve", "whats", "libre", "france", "messa", "pass", "sur", "contre",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def keyboard(text: str, draw: random.Random) -> str:
    """Press a key beside, skip one, press one twice or two in the wrong order, in the longest words."""
    chosen = {match.span() for match in draw.sample(_long_words(text), k=min(len(_long_words(text)), 2))}
    return _WORD.sub(lambda match: _mistyped(match[0], draw) if match.span() in chosen else match[0], text)


def by_ear(text: str, draw: random.Random) -> str:
    """Write two things as they sound."""
    return _rewritten(text, _BY_EAR, draw, most=2)


def as_a_short_message(text: str, draw: random.Random) -> str:
    """Write as on a telephone: no accent, no apostrophe, short forms."""
    short = text.lower()
    for pattern, instead in _SMS:
        short = re.sub(pattern, instead, short)
    words = [word for word in re.split(r"[\s’'-]+", fold(short)) if word not in {"l", "d", "le", "la", "les", "des"}]
    return " ".join(words)


def joined(text: str, draw: random.Random) -> str:
    """Leave out the space or hyphen between two words that follow one another."""
    gaps = list(re.finditer(r"(?<=[^\W\d_]{2})[ -](?=[^\W\d_]{2})", text))
    if not gaps:
        return text
    gap = draw.choice(gaps)
    return text[: gap.start()] + text[gap.end() :]


def split(text: str, draw: random.Random) -> str:
    """Put a space inside a word that begins like one that could stand alone."""
    places = [
        match.start() + len(beginning)
        for match in _WORD.finditer(text)
        for beginning in _BEGINNINGS
        if match[0].lower().startswith(beginning) and len(match[0]) - len(beginning) >= 3
    ]
    if not places:
        return text
    place = draw.choice(places)
    return f"{text[:place]} {text[place:]}"


def inflected(text: str, draw: random.Random) -> str:
    """Give the words another number, and verbs of the first group another form."""
    return _WORD.sub(lambda match: _other_form(match[0], draw), text)


def _long_words(text: str) -> list[re.Match]:
    return [match for match in _WORD.finditer(text) if len(match[0]) >= SHORTEST]


def _mistyped(word: str, draw: random.Random) -> str:
    place = draw.randrange(1, len(word) - 1)
    letter = fold(word[place])
    row = next((row for row in _ROWS if letter in row), "")
    beside = [row[at] for at in (row.find(letter) - 1, row.find(letter) + 1) if row and 0 <= at < len(row)]
    ways = [
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        *(word[:place] + key + word[place + 1 :] for key in beside),
    ]
    return draw.choice([way for way in ways if way != word])


def _rewritten(text: str, rules: tuple[tuple[str, str], ...], draw: random.Random, *, most: int) -> str:
    text = text.lower()
    for _ in range(most):
        possible = [
            (match, instead)
            for pattern, instead in rules
            for match in re.finditer(pattern, text)
            if len(_word_at(text, match.start())) >= SHORTEST
        ]
        if not possible:
            break
        match, instead = draw.choice(possible)
        text = text[: match.start()] + match.expand(instead) + text[match.end() :]
    return text


def _word_at(text: str, place: int) -> str:
    return next((match[0] for match in _WORD.finditer(text) if match.start() <= place < match.end()), "")


def _other_form(word: str, draw: random.Random) -> str:
    if len(word) < SHORTEST or fold(word) in STOP_WORDS:
        return word
    if word.endswith("er"):
        return word[:-2] + draw.choice(("é", "ez", "ant", "e", "ons"))
    if word.endswith(("s", "x")):
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return f"{word}s" if word[-1] not in "zéâ" else word
