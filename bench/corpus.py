"""A hundred thousand documents as in a site of ten years: kinds, facets and audiences in proportion.

Two thirds of the text are French words by their frequency (`bench.words`), a third are sentences of the demo, which
speak of what the site is about. The same number always gives the same document.
"""

import datetime
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random

from bench.words import drawn_sentence, drawn_text, drawn_words
from search.sources.documents import Document

ROOT = Path(__file__).resolve().parents[1]
SEED = 2026
THEMES = [
    "ordinateur",
    "internet",
    "courrier",
    "bureautique",
    "image",
    "démarche",
    "santé",
    "emploi",
    "famille",
    "école",
    "bibliothèque",
    "village",
    "nature",
    "cuisine",
    "maison",
    "transport",
    "argent",
    "association",
    "culture",
    "jeu",
    "animation",
]
TERRITORIES = ("Cahors", "Figeac", "Gourdon")
EPM_COUNT = 110
# Percentages.
KINDS = {"topic": 40, "sheet": 33, "member": 15, "training": 6, "epm": 4, "skill": 2}
LEVELS = {"grand_debutant": 30, "debutant": 40, "intermediaire": 20, "confirme": 10}
DURATIONS = {("60", "90"): 50, ("90",): 30, ("long",): 20}
# Audiences of topics and sheets.
TOPIC_AUDIENCES = {"public": 25, "member": 45, "territory": 25, "epm": 5}
SHEET_AUDIENCES = {"public": 70, "member": 30}
SHORTEST, USUAL, LONGEST = 60, 140, 400
DEMO_SHARE = 0.35
LAST_DAY = datetime.date(2026, 11, 30)
DAYS = 3_650


def documents(numbers: Iterable[int]) -> Iterator[Document]:
    return map(document, numbers)


def document(number: int) -> Document:
    random = Random(f"{SEED} {number}")  # noqa: S311 - a benchmark has to draw the same each time
    kind = _drawn(random, KINDS)
    epm = random.randrange(EPM_COUNT)
    territory = TERRITORIES[epm % len(TERRITORIES)]
    day = LAST_DAY - datetime.timedelta(days=int(DAYS * random.random() ** 2))
    return Document(
        kind=kind,
        key=str(number),
        title=_title(kind, random),
        url=f"/{kind}/{number}/",
        audience=_audience(kind, random, epm),
        summary=drawn_sentence(random),
        body=_body(random),
        tags=tuple(sorted({*drawn_words(random, random.randrange(5))})),
        facets={
            "theme": (random.choice(THEMES),),
            "territory": (territory,),
            "epm": (epm_names()[epm],),
            "year": (str(day.year),),
            **_workshop_facets(kind, random),
        },
        date=day,
        weight={"sheet": 1.2, "skill": 0.7}.get(kind, 1.0),
    )


@cache
def names() -> tuple[str, ...]:
    """Proper nouns: people and communes."""
    people = tomllib.loads((ROOT / "extranet/demo/content/people.toml").read_text(encoding="utf-8"))
    return (*people["first_names"], *people["last_names"], *communes())


@cache
def communes() -> tuple[str, ...]:
    told = json.loads((ROOT / "reseau/data/communes_lot.json").read_text(encoding="utf-8"))
    return tuple(commune["nom"] for commune in told["communes"])


@cache
def epm_names() -> tuple[str, ...]:
    return tuple(f"EPM de {commune}" for commune in communes()[:EPM_COUNT])


@cache
def skills() -> tuple[str, ...]:
    return tuple(f"D{domain}.{skill}" for domain in range(1, 6) for skill in range(1, 5))


@cache
def demo_sentences() -> tuple[str, ...]:
    """Return the sentences of the demo's sheets, topics and trainings."""
    files = sorted((ROOT / "extranet/demo/content").glob("*/*.toml"))
    texts = chain.from_iterable(_strings(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
    sentences = chain.from_iterable(re.split(r"(?<=[.?!])\s+", text) for text in texts)
    return tuple(dict.fromkeys(sentence for sentence in sentences if sentence.count(" ") > 3))


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _title(kind: str, random: Random) -> str:
    if kind == "member":
        return " ".join(random.choices(names(), k=2))
    if kind == "epm":
        return f"EPM {random.choice(names())}"
    return " ".join(drawn_words(random, random.randint(3, 8))).capitalize()


def _body(random: Random) -> str:
    words = int(random.triangular(SHORTEST, LONGEST, USUAL))
    borrowed = " ".join(random.choices(demo_sentences(), k=int(words * DEMO_SHARE / 12)))
    return f"{drawn_text(random, words - borrowed.count(' '))} {borrowed}".strip()


def _audience(kind: str, random: Random, epm: int) -> frozenset[str]:
    if kind in {"epm", "training", "skill"}:
        return frozenset({"public"})
    if kind == "member":
        return frozenset({"member"})
    level = _drawn(random, TOPIC_AUDIENCES if kind == "topic" else SHEET_AUDIENCES)
    places = {"territory": f"territory:{epm % len(TERRITORIES) + 1}", "epm": f"epm:{epm + 1}"}
    return frozenset({places[level], "coordinator"} if level in places else {level})


def _workshop_facets(kind: str, random: Random) -> dict[str, tuple[str, ...]]:
    if kind not in {"sheet", "training"}:
        return {}
    return {
        "level": (_drawn(random, LEVELS),),
        "duration": _drawn(random, DURATIONS),
        "skill": tuple(sorted(random.sample(skills(), random.randint(1, 3)))),
    }


def _drawn(random: Random, shares: dict):
    return random.choices(list(shares), shares.values())[0]
