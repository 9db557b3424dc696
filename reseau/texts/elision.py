"""Elision and articles before the name of a person or a place: « d’Agnès », « du Vigan », « à l’EPM de Cahors »."""

import re

from reseau.texts.accent_folding import fold

# Names and nouns with these beginnings keep « de » and « le » whole; any other h is mute: « d’Hélène », « l’hôpital ».
_ASPIRATED_H = re.compile(
    r"ha(ie|k|li[lm]|ll|lt|meau|m[dimz]|na|nd|ns|r[dipo]|rry|s|te|ut|y)|he(id|lm|ris)|hi(b|c|erar|nd)|ho(ci|ll|ng|u|w)|hus"
)
_VOWEL = re.compile(r"[aeiou]|h|y[bcdfghjklmnpqrstvwxz]|yeux")
_ARTICLE = re.compile(r"(le|les)\s+(?=\S)", re.IGNORECASE)
# Articles of the nouns that begin the name of a place. Any other name is a proper noun, without article.
_ARTICLES = {
    "atelier": "l’",
    "bibliotheque": "la ",
    "centre": "le ",
    "cyber": "la ",
    "ecole": "l’",
    "epm": "l’",
    "espace": "l’",
    "foyer": "le ",
    "mairie": "la ",
    "maison": "la ",
    "mediatheque": "la ",
    "mjc": "la ",
    "pole": "le ",
    "salle": "la ",
    "tiers": "le ",
}
_CONTRACTED = {"de": {"le": "du", "les": "des"}, "à": {"le": "au", "les": "aux"}}


def elides(word: object) -> bool:
    """Whether « de » becomes « d’ » before `word`: « d’Yves », « de Yannick », « d’Œuf », « de Hassan »."""
    folded_word = fold(str(word))
    return bool(_VOWEL.match(folded_word)) and not _ASPIRATED_H.match(folded_word)


def of(name: object) -> str:
    """« d’Agnès », « de Bruno »; the « Le » that opens a surname stays whole."""
    return f"d’{name}" if elides(name) else f"de {name}"


def this(noun: object) -> str:
    """« ce matin », « cet après-midi »: a masculine noun."""
    return f"{'cet' if elides(noun) else 'ce'} {noun}"


def the_place(name: object) -> str:
    """« l’EPM de Cahors », « la Médiathèque de Figeac »; « Gramat », « Le Vigan » and « La Fabrique » as they are."""
    return f"{_article_of(name)}{name}"


def of_place(name: object) -> str:
    """« de l’EPM de Cahors », « du Vigan », « des Arques », « d’Assier », « de La Fabrique »."""
    return _contracted("de", name) or of(the_place(name))


def to_place(name: object) -> str:
    """« à l’EPM de Cahors », « au Vigan », « aux Arques », « à Assier », « à La Fabrique »."""
    return _contracted("à", name) or f"à {the_place(name)}"


def _article_of(name: object) -> str:
    return _ARTICLES.get(fold(str(name)).partition(" ")[0], "")


def _contracted(preposition: str, name: object) -> str:
    """`preposition` and the name, where the article « le » or « les » melts into it; nothing elsewhere."""
    place_name = the_place(name)
    if article := _ARTICLE.match(place_name):
        return f"{_CONTRACTED[preposition][article[1].lower()]} {place_name[article.end() :]}"
    return ""
