"""Sentences from simple grammar patterns, on one field at a time, with a few frequent words and many rare ones."""

from bisect import bisect
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from random import Random

from bench.french.inflection import IL, ILS, JE, NOUS, VOUS, Verb
from bench.french.vocabulary import GENERAL, Noun, vocabulary
from reseau.texts.elision import elides, of_place, to_place

_SEED = 46
# The word of rank r is drawn as 1 / (r + 2): Zipf's law, without a first word that would be everywhere.
_RANK_SHIFT = 2
_GENERAL_SHARE = 0.25
_PLURAL_SHARE = 0.35
_ADJECTIVE_SHARE = 0.3

_CONNECTORS = """ensuite|puis|enfin|souvent|parfois|désormais|heureusement|malheureusement|cependant|pourtant|néanmoins
toutefois|ainsi|évidemment|généralement|par exemple|en effet|au début|à la fin|après la pause|avant de partir
dans ce cas|à la maison|en salle|au printemps|pendant l’hiver|chaque semaine|ce mois-ci|d’habitude|au besoin"""
_CONNECTORS = _CONNECTORS.replace("\n", "|").split("|")
_PLACES = [
    "dans",
    "sur",
    "sous",
    "avec",
    "sans",
    "pour",
    "par",
    "contre",
    "vers",
    "derrière",
    "pendant",
    "avant",
    "après",
    "malgré",
    "selon",
]
_NUMBERS = [
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "quinze",
    "vingt",
    "trente",
    "quarante",
    "cent",
]
_SINGULAR = (
    ["le", "le", "le", "un", "un", "ce", "mon", "votre", "notre", "son", "leur", "chaque"],
    ["la", "la", "la", "une", "une", "cette", "ma", "votre", "notre", "sa", "leur", "chaque"],
)
_PLURAL = ["les", "les", "les", "des", "ces", "mes", "vos", "nos", "ses", "leurs", "plusieurs", "quelques"]
_BEFORE_VOWEL = {"le": "l’", "la": "l’", "ce": "cet ", "ma": "mon ", "sa": "son "}


class Draw:
    """Draw one of `items`, the first ones far more often than the last."""

    def __init__(self, items: Sequence) -> None:
        self._items = items
        self._cumulated = list(accumulate(1 / (rank + _RANK_SHIFT) for rank in range(len(items))))

    def __call__(self, random: Random):
        return self._items[bisect(self._cumulated, random.random() * self._cumulated[-1])]


def of(group: str) -> str:
    """« du clavier », « des clés », « d’un écran », « de la souris »."""
    return of_place(group.removeprefix("des "))


def that(group: str) -> str:
    return f"qu’{group}" if elides(group) else f"que {group}"


def sentence_case(text: str) -> str:
    return text[0].upper() + text[1:]


@cache
def _words_of(field: str) -> tuple[Draw, Draw, Draw, Draw, Draw]:
    """Nouns of the field and of every field, adjectives, verbs, adverbs; their frequency depends on the field."""
    words, random = vocabulary(), Random(f"{_SEED} {field}")  # noqa: S311 - a benchmark has to draw the same each time
    adjectives = [adjective for section in words.adjectives.values() for adjective in section]
    groups = (words.nouns[field], words.nouns[GENERAL], adjectives, words.verbs, words.adverbs)
    return tuple(Draw(random.sample(group, len(group))) for group in groups)


class Writer:
    """Writer on one field of the vocabulary, drawing from `random`; `names` are proper nouns used at times."""

    def __init__(self, field: str, random: Random, names: Sequence[str]) -> None:
        self.random = random
        self._names = names
        self._field_nouns, self._general_nouns, self._adjective, self._verb, self._adverb = _words_of(field)

    def sentence(self) -> str:
        pattern = self.random.choice(PATTERNS)
        return sentence_case(pattern(self))

    def title(self) -> str:
        pattern = self.random.choice(TITLES)
        return sentence_case(pattern(self))

    def text(self, word_count: int) -> str:
        """Return sentences of `word_count` words in all, or a few more, in paragraphs."""
        pieces, written = [], 0
        while written < word_count:
            sentence = self.sentence()
            written += sentence.count(" ") + 1
            pieces += [sentence, "\n" if self.random.random() < 0.15 else " "]
        return "".join(pieces[:-1])

    def noun(self) -> Noun:
        return (self._general_nouns if self.random.random() < _GENERAL_SHARE else self._field_nouns)(self.random)

    def verb(self) -> Verb:
        return self._verb(self.random)

    def infinitive(self) -> str:
        return self._verb(self.random).infinitive

    def adverb(self) -> str:
        return self._adverb(self.random)

    def name(self) -> str:
        return self.random.choice(self._names)

    def connector(self) -> str:
        return self.random.choice(_CONNECTORS)

    def place(self) -> str:
        return f"{self.random.choice(_PLACES)} {self.group()}"

    def group(self) -> str:
        return self.agreed_group()[0]

    def agreed_group(self) -> tuple[str, bool, bool]:
        """Return a noun with its article and perhaps an adjective or a complement, its gender and number."""
        noun, is_plural = self.noun(), self.random.random() < _PLURAL_SHARE
        text = self.described(noun, is_plural=is_plural)
        if is_plural:
            return f"{self.random.choice(_PLURAL)} {text}", noun.is_feminine, True
        article = self.random.choice(_SINGULAR[noun.is_feminine])
        if article in _BEFORE_VOWEL and elides(text):
            return _BEFORE_VOWEL[article] + text, noun.is_feminine, False
        return f"{article} {text}", noun.is_feminine, False

    def described(self, noun: Noun, *, is_plural: bool) -> str:
        text = noun.plural if is_plural else noun.singular
        if self.random.random() < _ADJECTIVE_SHARE:
            adjective = self._adjective(self.random)
            before = text if adjective.goes_before else ""
            agreed = adjective.agreed(is_feminine=noun.is_feminine, is_plural=is_plural, before=before)
            return f"{agreed} {text}" if before else f"{text} {agreed}"
        return f"{text} {of(self.group())}" if self.random.random() < 0.12 else text

    def bare(self, *, is_plural: bool) -> str:
        return self.described(self.noun(), is_plural=is_plural)

    def clause(self, tense: str = "present") -> str:
        """A subject, its verb and an object."""
        subject, _, is_plural = self.agreed_group()
        spoken = getattr(self.verb(), tense)[ILS if is_plural else IL]
        return f"{subject} {spoken} {self.group()}"

    def quality(self) -> str:
        """« la souris est légère »."""
        subject, is_feminine, is_plural = self.agreed_group()
        described = self._adjective(self.random).agreed(is_feminine=is_feminine, is_plural=is_plural)
        return f"{subject} {'sont' if is_plural else 'est'} {described}"

    def passive(self) -> str:
        """« les clés seront rangées par ma voisine »."""
        subject, is_feminine, is_plural = self.agreed_group()
        participle = self.verb().participle[is_feminine + 2 * is_plural]
        auxiliary = self.random.choice(("sont", "seront", "étaient") if is_plural else ("est", "sera", "était"))
        return f"{subject} {auxiliary} {participle} par {self.group()}"

    def past(self) -> str:
        subject, _, is_plural = self.agreed_group()
        return f"{subject} {'ont' if is_plural else 'a'} {self.verb().participle[0]} {self.group()}"

    def necessity(self) -> str:
        subject, _, is_plural = self.agreed_group()
        return f"il faut {that(subject)} {self.verb().subjunctive[ILS if is_plural else IL]} {self.group()}"

    def regret(self) -> str:
        subject, _, is_plural = self.agreed_group()
        return f"si {subject} {self.verb().imperfect[ILS if is_plural else IL]}, {self.clause('conditional')}"

    def relative(self) -> str:
        subject, _, is_plural = self.agreed_group()
        person = ILS if is_plural else IL
        return f"{subject} qui {self.verb().present[person]} {self.group()} {self.verb().future[person]} {self.place()}"

    def first_person(self) -> str:
        spoken = self.random.choice((self.verb().present, self.verb().imperfect, self.verb().future))[JE]
        return f"{'j’' if elides(spoken) else 'je '}{spoken} {self.group()} parce {that(self.clause())}"

    def together(self) -> str:
        spoken = self.random.choice((self.verb().present, self.verb().future, self.verb().conditional))[NOUS]
        return f"nous {spoken} {self.group()} {to_place(self.group())} avec {self.name()}"


PATTERNS: tuple[Callable[[Writer], str], ...] = (
    lambda w: f"{w.clause()}.",
    lambda w: f"{w.clause()} {w.place()}.",
    lambda w: f"{w.clause('future')} {w.adverb()}.",
    lambda w: f"{w.clause('imperfect')} {of(w.group())} quand {w.past()}.",
    lambda w: f"{w.connector()}, {w.clause()} et {w.clause()}.",
    lambda w: f"pour {w.infinitive()} {w.group()}, il faut {w.infinitive()} {w.group()} {w.place()}.",
    lambda w: f"vous {w.verb().present[VOUS]} {w.group()} avant {of(w.infinitive())} {w.group()}.",
    lambda w: f"{w.verb().present[VOUS]} {w.group()}, puis {w.verb().present[VOUS]} {w.group()} {w.place()}.",
    lambda w: f"on {w.verb().present[IL]} {w.group()} quand {w.clause()}.",
    lambda w: f"{w.quality()}, mais {w.quality()}.",
    lambda w: f"{w.connector()}, {w.quality()} : {w.clause()}.",
    lambda w: f"{w.relative()}.",
    lambda w: f"{w.past()} {w.place()}.",
    lambda w: f"{w.passive()}.",
    lambda w: f"en {w.verb().gerund} {w.group()}, {w.clause('future')}.",
    lambda w: f"{w.necessity()}.",
    lambda w: f"{w.regret()}.",
    lambda w: f"{w.first_person()}.",
    lambda w: f"{w.together()}.",
    lambda w: f"comment {w.infinitive()} {w.group()} {w.place()} ?",
    lambda w: f"faut-il {w.infinitive()} {w.group()} ou {w.infinitive()} {w.group()} ?",
    lambda w: f"il y a {w.random.choice(_NUMBERS)} {w.bare(is_plural=True)} {w.place()}.",
    lambda w: f"{w.name()} {w.verb().present[IL]} {w.group()} et {w.verb().present[IL]} {w.group()}.",
    lambda w: f"{w.bare(is_plural=True)}, {w.bare(is_plural=True)} et {w.bare(is_plural=True)} : {w.clause()}.",
    lambda w: f"je voudrais {w.infinitive()} {w.group()}, {w.connector()} {w.infinitive()} {w.group()}.",
)
TITLES: tuple[Callable[[Writer], str], ...] = (
    lambda w: f"{w.infinitive()} {w.group()}",
    lambda w: f"{w.infinitive()} {w.group()} et {w.infinitive()} {w.group()}",
    lambda w: f"{w.bare(is_plural=True)} et {w.bare(is_plural=True)}",
    lambda w: f"{w.bare(is_plural=False)} : {w.infinitive()} {w.group()}",
    lambda w: f"comment {w.infinitive()} {w.group()} ?",
    lambda w: f"{w.group()} {w.place()}",
    lambda w: f"{w.infinitive()} {w.group()} avec {w.name()}",
)
