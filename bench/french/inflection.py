"""Rules of French for the words of this folder: plurals, feminines, conjugations."""

import re
from dataclasses import dataclass

JE, IL, NOUS, VOUS, ILS = range(5)
Forms = tuple[str, str, str, str, str]

_IMPERFECT = ("ais", "ait", "ions", "iez", "aient")
_FUTURE = ("ai", "a", "ons", "ez", "ont")
_SUBJUNCTIVE = ("e", "e", "ions", "iez", "ent")

_PLURALS = {
    "œil": "yeux",
    "ciel": "cieux",
    "grand-père": "grands-pères",
    "grand-mère": "grands-mères",
    "petit-fils": "petits-fils",
    "petite-fille": "petites-filles",
    "petit-déjeuner": "petits-déjeuners",
    "rond-point": "ronds-points",
    "procès-verbal": "procès-verbaux",
    "compte-rendu": "comptes-rendus",
    "mot-clé": "mots-clés",
    "chef-d’œuvre": "chefs-d’œuvre",
}
_PREPOSITIONS = frozenset(["de", "à", "au", "en", "des", "du"])
_PLURAL_IN_AUX = frozenset(["travail", "vitrail", "bail", "émail", "corail"])
_PLURAL_IN_ALS = frozenset(["bal", "carnaval", "festival", "récital", "régal", "glacial", "final", "natal", "naval"])
_PLURAL_IN_OUX = frozenset(["bijou", "caillou", "chou", "genou", "hibou", "joujou", "pou"])
_PLURAL_IN_EUS = frozenset(["pneu", "bleu"])

_FEMININES = {
    "beau": "belle",
    "nouveau": "nouvelle",
    "vieux": "vieille",
    "mou": "molle",
    "blanc": "blanche",
    "sec": "sèche",
    "frais": "fraîche",
    "doux": "douce",
    "faux": "fausse",
    "long": "longue",
    "public": "publique",
    "malin": "maligne",
    "gentil": "gentille",
    "majeur": "majeure",
    "mineur": "mineure",
    "pareil": "pareille",
    **{word: f"{word}se" for word in ("bas", "gros", "gras", "épais")},
    **{word: f"{word[:-2]}ète" for word in ("discret", "secret", "complet", "incomplet", "inquiet")},
}
_FEMININE_ENDINGS = (
    ("e", "e"),
    ("er", "ère"),
    ("x", "se"),
    ("f", "ve"),
    ("el", "elle"),
    ("eil", "eille"),
    ("en", "enne"),
    ("on", "onne"),
    ("san", "sanne"),
    ("et", "ette"),
    ("teur", "trice"),
    ("eur", "euse"),
)

# Verbs that double their consonant where others take an è: « j’appelle », « j’achète ».
_DOUBLING = re.compile(r"(?:app|rapp|ép|renouv)el$|(?:^|[eo])j+et$|feuillet$")


@dataclass(frozen=True, slots=True)
class Verb:
    """Forms of each tense for je, il, nous, vous and ils; `participle` is masculine, feminine and their plurals."""

    infinitive: str
    present: Forms
    imperfect: Forms
    future: Forms
    conditional: Forms
    subjunctive: Forms
    participle: tuple[str, str, str, str]
    gerund: str

    @property
    def forms(self) -> tuple[str, ...]:
        tenses = (*self.present, *self.imperfect, *self.future, *self.conditional, *self.subjunctive)
        return (self.infinitive, *tenses, *self.participle, self.gerund)


def plural(word: str) -> str:
    if word in _PLURALS:
        return _PLURALS[word]
    if word[-1] in "sxz":
        return word
    if word in _PLURAL_IN_AUX:
        return f"{word[:-3]}aux"
    if word.endswith("al") and word not in _PLURAL_IN_ALS:
        return f"{word[:-2]}aux"
    if word in _PLURAL_IN_OUX or (word.endswith(("au", "eu")) and word not in _PLURAL_IN_EUS):
        return f"{word}x"
    return f"{word}s"


def phrase_plural(words: list[str]) -> list[str]:
    """« salles des fêtes » but « pièces jointes »: words after a preposition do not change."""
    has_preposition = any(
        word in {"de", "à", "au", "en", "des", "du"} or word.startswith(("d’", "l’")) for word in words[1:]
    )
    return [plural(words[0]), *words[1:]] if has_preposition else [plural(word) for word in words]


def feminine(adjective: str) -> str:
    if adjective in _FEMININES:
        return _FEMININES[adjective]
    for ending, other in _FEMININE_ENDINGS:
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + other
    return f"{adjective}e"


def agreements(adjective: str) -> tuple[str, str, str, str]:
    """Masculine and feminine, then their plurals."""
    return adjective, feminine(adjective), plural(adjective), plural(feminine(adjective))


def first_group(infinitive: str) -> Verb:
    stem = infinitive.removesuffix("er")
    soft = re.sub(r"c$", "ç", re.sub(r"g$", "ge", stem))
    stressed = _stressed(stem)
    # « je préférerai » keeps its é, « j’achèterai » does not keep its e.
    future = f"{stem if re.search('é[^aeiouyé]+$', stem) else stressed}er"
    if stem.endswith("envoy"):
        future = f"{stem.removesuffix('oy')}err"
    imperfect = tuple((stem if end[0] == "i" else soft) + end for end in _IMPERFECT)
    subjunctive = tuple((stem if end[0] == "i" else stressed) + end for end in _SUBJUNCTIVE)
    present = (f"{stressed}e", f"{stressed}e", f"{soft}ons", f"{stem}ez", f"{stressed}ent")
    return _verb(infinitive, present, imperfect, future, subjunctive, f"{stem}é", f"{soft}ant")


def _stressed(stem: str) -> str:
    """Return the stem before a mute e."""
    if stem.endswith(("oy", "uy", "ay")):
        return f"{stem[:-1]}i"
    if _DOUBLING.search(stem):
        return stem + stem[-1]
    return re.sub(r"[eé]([^aeiouyéèê]|(?<=é)(?:ch|gl|gn|gr|br|cr|dr|tr|gu|qu))$", r"è\1", stem)


def second_group(infinitive: str) -> Verb:
    stem = infinitive.removesuffix("r")
    present = (f"{stem}s", f"{stem}t", f"{stem}ssons", f"{stem}ssez", f"{stem}ssent")
    return irregular(infinitive, *present, stem, infinitive, f"{stem}ss", f"{stem}ss")


def third_group(infinitive: str) -> Verb:
    """Verbs in -dre: « attendre », « perdre »."""
    stem = infinitive.removesuffix("re")
    present = (f"{stem}s", stem, f"{stem}ons", f"{stem}ez", f"{stem}ent")
    return irregular(infinitive, *present, f"{stem}u", infinitive.removesuffix("e"), stem, stem)


def irregular(infinitive: str, *parts: str) -> Verb:
    """Built from five forms of the present, the participle, the stem of the future, and the subjunctive."""
    *present, participle, future, strong, weak = parts
    stem = "ét" if infinitive == "être" else present[NOUS].removesuffix("ons")
    subjunctive = tuple((weak if end[0] == "i" else strong) + end for end in _SUBJUNCTIVE)
    if infinitive == "être":
        subjunctive = ("sois", "soit", "soyons", "soyez", "soient")
    elif infinitive == "avoir":
        subjunctive = ("aie", "ait", "ayons", "ayez", "aient")
    gerund = {"avoir": "ayant", "savoir": "sachant"}.get(infinitive, f"{stem}ant")
    imperfect = tuple(stem + end for end in _IMPERFECT)
    return _verb(infinitive, tuple(present), imperfect, future, subjunctive, participle, gerund)


def _verb(infinitive, present, imperfect, future, subjunctive, participle, gerund) -> Verb:
    base = "du" if participle == "dû" else participle
    plurals = (base if base.endswith("s") else f"{base}s", f"{base}es")
    return Verb(
        infinitive,
        present,
        imperfect,
        tuple(future + end for end in _FUTURE),
        tuple(future + end for end in _IMPERFECT),
        subjunctive,
        (participle, f"{base}e", *plurals),
        gerund,
    )
