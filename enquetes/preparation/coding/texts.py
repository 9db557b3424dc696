"""What people wrote to a question: the same words together, then those that look alike, and the words that come often.

Only responses that count are read; under the smallest group of the campaign, nobody's words are shown.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from rapidfuzz import fuzz, process

from enquetes.design.campaigns.models import Campaign
from enquetes.design.variables.models import CodedText, GivenCode
from enquetes.fieldwork.collection.counted import is_counted
from enquetes.fieldwork.collection.models import UNCOUNTED, CollectedResponse
from questionnaires.answers.models import Answer
from questionnaires.questions.codes import EMPTY_WORDS
from questionnaires.questions.outline import QuestionOutline
from reseau.texts.accent_folding import fold
from search.language.analysis import STOP_WORDS

MOST_WORDS, SHORTEST_WORD = 24, 3
EMPTY = STOP_WORDS | set(EMPTY_WORDS.split())
MOST_NEAR, NEAR = 8, 72


@dataclass(frozen=True)
class TextGroup:
    """Answers in the same words, but for accents, capitals and signs. `key`: names the group in addresses.

    `answers`: keys; `uncoded`: how many of them nobody coded; `codes`: keys of the codes that they all have.
    """

    key: str
    text: str
    folded: str
    answers: tuple[int, ...]
    uncoded: int
    codes: frozenset[int]

    @property
    def count(self) -> int:
        return len(self.answers)

    @property
    def is_coded(self) -> bool:
        return self.uncoded == 0


@dataclass(frozen=True, slots=True)
class FrequentWord:
    """A word that many people wrote. `folded`: as groups bear it; `count`: of people."""

    folded: str
    spelled: str
    count: int


@dataclass(frozen=True)
class WrittenTexts:
    """The texts of a question. `groups`: the most frequent first; none where too few people wrote."""

    groups: tuple[TextGroup, ...]
    count: int
    coded: int
    shows_none: bool

    def find(self, keys: Iterable[str]) -> list[TextGroup]:
        wanted = set(keys)
        return [group for group in self.groups if group.key in wanted]

    def next_uncoded(self, after: str = "") -> TextGroup | None:
        """Return the first group to code after another one, or from the beginning."""
        keys = [group.key for group in self.groups]
        start = keys.index(after) + 1 if after in keys else 0
        waiting = (group for group in (*self.groups[start:], *self.groups[:start]) if not group.is_coded)
        return next(waiting, None)

    def near(self, group: TextGroup) -> list[TextGroup]:
        """Return the groups that are not coded and look like this one, the nearest first."""
        others = {each.key: each.folded for each in self.groups if each is not group and not each.is_coded}
        found = process.extract(group.folded, others, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR, limit=MOST_NEAR)
        by_key = {each.key: each for each in self.groups}
        return [by_key[key] for _, _, key in found]

    def frequent_words(self, fewest: int) -> list["FrequentWord"]:
        """Return the words that `fewest` people or more wrote."""
        counts: Counter[str] = Counter()
        for group in self.groups:
            for word in set(group.folded.split()):
                if len(word) >= SHORTEST_WORD and word not in EMPTY:
                    counts[word] += group.count
        most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:MOST_WORDS]
        frequent = {word: count for word, count in most if count >= fewest}
        return [FrequentWord(word, spelled, frequent[word]) for word, spelled in self._spellings(frequent).items()]

    def _spellings(self, words: Iterable[str]) -> dict[str, str]:
        """Return each folded word → as somebody wrote it, with its accents."""
        spellings = dict.fromkeys(words, "")
        for group in self.groups:
            if all(spellings.values()):
                break
            if not spellings.keys().isdisjoint(group.folded.split()):
                for word in re.findall(r"\w+", group.text.lower()):
                    if (folded := fold(word)) in spellings:
                        spellings[folded] = spellings[folded] or word
        return {word: spelled or word for word, spelled in spellings.items()}


def read_texts(campaign: Campaign, question: QuestionOutline) -> WrittenTexts:
    """Return what was written to a question of a started campaign. Four queries."""
    answers = Answer.objects.filter(question=question.key).order_by()
    if CollectedResponse.objects.filter(UNCOUNTED, campaign=campaign).exists():
        answers = answers.filter(is_counted())
    coded = set(CodedText.objects.filter(answer__question=question.key).order_by().values_list("pk", flat=True))
    codes = defaultdict(set)
    for answer, code in GivenCode.objects.filter(code__question=question.key).order_by().values_list("answer", "code"):
        codes[answer].add(code)
    by_words: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, text in answers.values_list("pk", "text"):
        by_words[folded_words(text)].append((key, text))
    count = sum(map(len, by_words.values()))
    shows_none = count < campaign.smallest
    groups = [] if shows_none else [_group(folded, own, coded, codes) for folded, own in by_words.items()]
    groups.sort(key=lambda group: (-group.count, group.folded))
    return WrittenTexts(tuple(groups), count, sum(each.count - each.uncoded for each in groups), shows_none)


def folded_words(text: str) -> str:
    """Return the words of a text alone: « Le Wi-Fi, partout ! » → « le wi fi partout »."""
    return " ".join(re.findall(r"\w+", fold(text)))


def _group(folded: str, own: Sequence[tuple[int, str]], coded: set[int], codes: dict[int, set[int]]) -> TextGroup:
    answers = tuple(sorted(key for key, _ in own))
    # The way in which most people wrote it.
    text = min(Counter(text for _, text in own).items(), key=lambda each: (-each[1], each[0]))[0]
    shared = frozenset.intersection(*(frozenset(codes.get(key, ())) for key in answers))
    uncoded = sum(key not in coded for key in answers)
    return TextGroup(blake2s(folded.encode(), digest_size=6).hexdigest(), text, folded, answers, uncoded, shared)
