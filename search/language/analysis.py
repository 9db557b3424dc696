"""Analysis of French: a text becomes words, each with the terms under which it is indexed and searched.

Both sides go through here, documents and queries, so that « évaluation » meets « l’évaluation », « Evaluations » and
« EVALUATION ». A word has at most two stems: one taken before its accents are folded (better: « animée » → « anim »),
one taken after (what somebody who types without accents gets). They meet if they share one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tantivy

MAX_WORD_LENGTH = 60

# One match for a whole compound (« rendez-vous », « wi‑fi »); combining marks belong to their letter.
_LETTERS = r"(?:[^\W_]++[\u0300-\u036f]*+)++"
# A dot belongs to a code: « D4.3 » is « d4 » and « 3 », or « d43 ».
_JOINT = r"(?:[-\u2010\u2011]|(?<=\d)\.(?=\d))"
TOKEN = re.compile(rf"[aA]ujourd\W?hui|AUJOURD\W?HUI|{_LETTERS}(?:{_JOINT}{_LETTERS})*+")
_PART = re.compile(_LETTERS)
_TODAY = re.compile(r"aujourd\W?hui", re.IGNORECASE)

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o"})

# Words unrelated to the subject, without accents: grammar words and words of questions (« comment peut-on faire pour
# bien… »). Elided forms stand alone: « l’ », « qu’ », « jusqu’ ».
_STOP_WORDS = """
    a ai alors as au aussi aux avec avez avons bien bon bonjour bonne bonnes bons c ca car ce ceci cela ces cet
    cette ci combien comme comment d dans de des devoir dois doit donc dont du elle elles en es est et etaient etait
    etes etre eu eux faire fais fait faites falloir faut il ils j je jusqu l la le les leur leurs lorsqu lui m ma
    mais me meme merci mes moi mon n ne ni nos notre nous on ont ou par pas peut peuvent peux pour pourquoi pouvez
    pouvoir puisqu qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi quoiqu s sa sais sait
    sans savez savoir se sera seront ses si soi sommes son sont sous suis sur svp t ta te tes toi ton tous tout
    toute toutes tres trop tu un une vers veut veux vos votre voudrais vouloir vous y
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Words by which people ask, complain or hesitate, without accents: what they ask for is in the other words.
_WEAK_WORDS = """
    aide aider aidez ailleurs aimerais aller alors appelle apprendre apprends apres arrive arriver arrives aucun
    aucune aujourdhui avant besoin bloque bloquer bug bugue cause cherche cherchent chercher chez chose choses
    comprend comprendre comprends comprennent compris concernant debrouiller deja demander depuis dire dit
    encore enfin explique expliquer fonctionne fonctionner foutu galere genre gros hier impossible jamais juste
    maintenant manque marche marchent marcher marre mettent mettre moment moyen parfois parle plein plus plutot
    possible pourrais pourrait pourriez probleme problemes propos quand quelqu quelque quelques rien sait
    secours sorte sortir souci soucis souvent super tellement toujours travers trouve trouver truc trucs venir
    veulent vient voir voit vouloir vraiment
"""
WEAK_WORDS = frozenset(_WEAK_WORDS.split())

# Plurals, spellings and short forms without a rule.
IRREGULAR = {
    "travaux": "travail",
    "vitraux": "vitrail",
    "baux": "bail",
    "émaux": "émail",
    "yeux": "œil",
    # Not all words in -eux: « heureux » is no plural.
    "jeux": "jeu",
    "enjeux": "enjeu",
    "lieux": "lieu",
    "milieux": "milieu",
    "feux": "feu",
    "vœux": "vœu",
    "aveux": "aveu",
    "cheveux": "cheveu",
    "clef": "clé",
    "clefs": "clé",
    "st": "saint",
    "ste": "sainte",
    "ado": "adolescent",
    "ados": "adolescents",
    "appli": "application",
    "applis": "applications",
    "asso": "association",
    "assos": "associations",
    "biblio": "bibliothèque",
    "ordi": "ordinateur",
    "ordis": "ordinateurs",
    "pub": "publicité",
    "pubs": "publicités",
    "rdv": "rendezvous",
    "visio": "visioconférence",
    "visios": "visioconférences",
}
# Words, without accents, whose stem would be another word: « café » is not the CAF.
OWN_STEMS = {"cafe": "cafe", "cafes": "cafe"}

_stemmer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer("french")).build()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. `exact` is folded but not stemmed; `terms` are its stems, none for a stop word."""

    start: int
    end: int
    position: int
    exact: str
    terms: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case, without accents or ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> Iterator[Word]:
    """Return the words of `text` in order; a compound gives its parts, then the whole at the place of the first."""
    position = 0
    for match in TOKEN.finditer(text):
        token = match.group()
        if token.isalnum() or _TODAY.fullmatch(token):
            if len(token) <= MAX_WORD_LENGTH:
                yield _word(token if token.isalnum() else "aujourdhui", *match.span(), position)
            position += 1
            continue
        first, parts = position, 0
        for part in _PART.finditer(token):
            start = match.start() + part.start()
            if part.end() - part.start() <= MAX_WORD_LENGTH:
                yield _word(part.group(), start, start + len(part.group()), position)
            position += 1
            parts += 1
        if parts > 1 and match.end() - match.start() <= MAX_WORD_LENGTH:
            yield _word("".join(_PART.findall(token)), match.start(), match.end(), first)


def simple_words(text: str) -> list[Word]:
    """Return the words of `text` in order, without the compounds that `words` adds."""
    all_words = list(words(text))
    return [word for index, word in enumerate(all_words) if index == 0 or word.position > all_words[index - 1].position]


def number_forms(exact: str) -> list[str]:
    """Return a folded word with its possible singular and plurals."""
    forms = [exact, f"{exact}s", f"{exact}x"]
    if exact[-1:] in "sx" and len(exact) > 3:
        forms.append(exact[:-1])
    if exact.endswith("al"):
        forms.append(f"{exact[:-1]}ux")
    if exact.endswith("aux"):
        forms.append(f"{exact[:-2]}l")
    return forms


def _word(text: str, start: int, end: int, position: int) -> Word:
    exact, terms = _forms(text)
    return Word(start, end, position, exact, terms)


@lru_cache(maxsize=50_000)
def _forms(text: str) -> tuple[str, tuple[str, ...]]:
    word = unicodedata.normalize("NFC", text).lower()
    exact = _in_one_piece(fold(word))
    if not exact or exact in STOP_WORDS:
        return exact, ()
    if exact in OWN_STEMS:
        return exact, (OWN_STEMS[exact],)
    word = IRREGULAR.get(word, word)
    return exact, tuple(dict.fromkeys((_in_one_piece(fold(_stem(word))), _stem(_in_one_piece(fold(word))))))


def _in_one_piece(word: str) -> str:
    """Keep one word: a few letters, such as « ﷻ », become several words when folded."""
    return "".join(word.split())


def _stem(word: str) -> str:
    """Return the Snowball stem of the singular, since Snowball leaves « photos » and « bijoux » in the plural."""
    if len(word) > 3 and (word.endswith("oux") or (word.endswith("s") and not word.endswith("ss"))):
        word = word[:-1]
    return _stemmer.analyze(word)[0]
