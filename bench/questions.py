"""Questions of the benchmark: one word and several, phrases, filters, misspellings, exclusions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.engines.base import SearchQuery

# Facets that the site counts.
FACETS = ("kind", "theme", "level", "duration", "skill", "territory", "epm", "year", "tag")
VISITOR = frozenset({"public"})
ANIMATOR = frozenset({"public", "member", "territory:2", "epm:5", "member:17"})
COORDINATOR = frozenset({"public", "member", "coordinator", "territory:1", "territory:2", "territory:3", "member:1"})
PEOPLE = (ANIMATOR, VISITOR, COORDINATOR)

ONE_WORD = "chose|personne|courriel|imprimante|clavier|photo|livre|hérisson|cornemuse|rançongiciel|Figeac|atelier|santé"
SEVERAL_WORDS = (
    "imprimer une photo|mot de passe oublié|réseau social|chat dans le jardin|souris clavier écran|chercher un emploi|"
    "déclarer ses impôts en ligne|livre bibliothèque lecteur|petit grand beau|envoyer une pièce jointe à un ami|"
    "comment installer une imprimante chez soi|recette de cuisine au fromage|le train de Cahors à Gourdon|wi-fi public|"
    "animer un atelier pour des débutants sur la sécurité et la vie privée"
)
PHRASES = '"pièce jointe"|"carte d’identité"|"salle des fêtes" village|"mode d’emploi"|«\xa0vie privée\xa0» réseau'
EXCLUSIONS = 'recette -chocolat|ordinateur -souris|musique -"bande dessinée"|train -gare -quai'
MISTAKES = "imprimente|courriell|bibliotèque|téléfone portable|gendarmme|ordinateru"
WIDENED = "photo vacances dromadaire|budget xylophone|clavier zzyzx"
HOLLOW = "pour la|comment faire"
FILTERED = (
    ("atelier", {"kind": ["sheet"], "territory": ["Figeac"]}),
    ("chose", {"kind": ["sheet", "topic"], "territory": ["Figeac", "Cahors"]}),
    ("formation emploi", {"level": ["debutant"], "year": ["2026", "2025"]}),
    ("imprimante", {"theme": ["ordinateur"], "duration": ["60"]}),
    ("photo", {"theme": ["image", "famille"], "level": ["grand_debutant", "debutant"]}),
    ("personne", {"skill": ["D1.2", "D2.1"], "territory": ["Gourdon"]}),
    ("santé", {"kind": ["topic"], "year": ["2026"]}),
    ("jardin légume", {"kind": ["topic", "sheet"], "theme": ["nature"]}),
    ("imprimer document", {"kind": ["sheet"], "level": ["debutant"], "territory": ["Cahors", "Figeac"]}),
    ('"pièce jointe"', {"theme": ["courrier"], "year": ["2024", "2025", "2026"]}),
    ("musée", {"tag": ["concert", "théâtre"], "kind": ["topic"]}),
    ("voyage", {"epm": ["EPM de Cambes", "EPM de Anglars"], "kind": ["sheet", "topic"]}),
)
TYPED = "imprimante|trier ses photos|l’évaluation|carte d’identité|souris|créer un compte|bibliothèque|Figeac|wi-fi"


@dataclass(frozen=True)
class Typed:
    """The text in the search box after one more letter."""

    text: str
    audience: frozenset[str]


def questions() -> tuple[SearchQuery, ...]:
    """Return more than fifty questions, asked by three people in turn."""
    groups = (ONE_WORD, SEVERAL_WORDS, PHRASES, EXCLUSIONS, MISTAKES, WIDENED, HOLLOW)
    plain = [(text, {}) for group in groups for text in group.split("|")]
    return tuple(
        SearchQuery(text, audience, {name: frozenset(values) for name, values in filters.items()}, FACETS)
        for (text, filters), audience in _with_people([*plain, *FILTERED])
    )


def beginnings() -> tuple[Typed, ...]:
    """Return the texts in the search box while words are typed, letter by letter."""
    texts = [text[:length] for text in TYPED.split("|") for length in range(1, len(text) + 1)]
    return tuple(Typed(text, audience) for text, audience in _with_people(texts))


def _with_people(items: Iterable) -> Iterator[tuple]:
    return ((item, PEOPLE[number % len(PEOPLE)]) for number, item in enumerate(items))
