"""What makes a text hard to read for people of the A2 level: advice beside it, never a refusal.

Words are counted in subtitles, as people speak (package `pyspellchecker`); those of digital mediation are newer.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from questionnaires.questions.outline import Outline, QuestionOutline

# Words in a sentence, counted between spaces.
LONGEST_SENTENCE = 14
# Of 350 million words of subtitles: one in five million is rarer than those that people of the A2 level know.
FEWEST = 70
SENTENCE_END = re.compile(r"(?<=[.!?:;…])[\s»)]+|\n+")
WORD = re.compile(r"[^\W\d_]+")
NEGATION = re.compile(r"\bne\b|\bn[’']|\bsans\b|\bni\b|\bnon\b(?=[\s-]\w)", re.IGNORECASE)
LAW = re.compile(r"\barticles? \d|\bRGPD\b|\brèglement\b|\bdécret\b|\barrêté\b|\blois?\b|base légale", re.IGNORECASE)
# Known to those whom the network welcomes, and younger than the subtitles.
KNOWN = (
    " appli application bluetooth clavier commune courriel covoiturage département email epm "
    "facebook google gps imprimante internet lot mail médiathèque mobile numérique ordinateur pix podcast scanner sms "
    "smartphone souris tablette tchat twitter usb visio visioconférence web whatsapp wifi wi fi youtube "
)


@dataclass(frozen=True, slots=True)
class Advice:
    """`about`: the text in a few words, empty for the wording itself; `text`: what to look at again."""

    about: str
    text: str


def advice_on(text: str) -> Iterator[str]:
    """Yield what makes a text hard to read, in the order in which one meets it."""
    if found := LAW.search(text):
        yield f"«\u00a0{found[0]}\u00a0» parle de loi\u00a0: dites ce que cela change pour la personne."
    for sentence in SENTENCE_END.split(text):
        length = sum(bool(WORD.search(word)) for word in sentence.split())
        if length > LONGEST_SENTENCE:
            yield f"Phrase longue\u00a0: {length} mots. Coupez-la après {LONGEST_SENTENCE} mots au plus."
        if len(NEGATION.findall(sentence)) > 1:
            yield "Deux négations dans la même phrase\u00a0: dites-le dans l’autre sens."
    rare = dict.fromkeys(word for sentence in SENTENCE_END.split(text) for word in _rare_words(sentence))
    if rare:
        words = ", ".join(f"«\u00a0{word}\u00a0»" for word in rare)
        yield f"{'Mots rares' if len(rare) > 1 else 'Mot rare'}\u00a0: {words}. Y a-t-il plus simple\u00a0?"


def advice_on_question(question: QuestionOutline) -> list[Advice]:
    """Return the advice on a wording, its help, its choices and lines."""
    texts = [("", question.wording), ("Aide", question.help)]
    texts += [(f"«\u00a0{part.label}\u00a0»", part.label) for part in question.choices]
    texts += [(f"«\u00a0{row.wording}\u00a0»", row.wording) for row in question.rows]
    return [Advice(about, advice) for about, text in texts for advice in advice_on(text)]


def advice_on_outline(outline: Outline) -> dict[int, list[Advice]]:
    """Return the advice on each question that has some, by its key."""
    found = {question.key: advice_on_question(question) for question in outline.questions}
    return {key: advice for key, advice in found.items() if advice}


def is_rare(word: str) -> bool:
    """Whether a word is hard to know: rare in speech, in the plural as in the singular. Acronyms are not."""
    if len(word) < 3 or word[1:] != word[1:].lower():
        return False
    forms = list(_forms(word.lower().replace("œ", "oe")))
    return not any(f" {form} " in KNOWN or form in _common_words() for form in forms)


def _rare_words(sentence: str) -> Iterator[str]:
    """Yield the rare words of a sentence; with a capital inside it, they are names."""
    for rank, word in enumerate(WORD.findall(sentence)):
        if (rank == 0 or not word[:1].isupper()) and is_rare(word):
            yield word


def _forms(word: str) -> Iterator[str]:
    """Yield a word, that of an elision, and those from which a plural or a feminine may come."""
    yield word
    yield f"{word}e"
    if word.endswith("aux"):
        yield word[:-3] + "al"
    for ending in ("s", "x", "e", "es"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending)


@cache
def _common_words() -> frozenset[str]:
    """Return some 37,000 words; read once, by processes that show a questionnaire being written."""
    packed = (files("spellchecker") / "resources" / "fr.json.gz").read_bytes()
    return frozenset(word for word, count in json.loads(gzip.decompress(packed)).items() if count >= FEWEST)
