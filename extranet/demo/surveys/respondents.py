"""People who answer a survey of the demo: each answer is drawn, and depends on an earlier one where the file says so.

Nobody stands behind them. What they answer obeys the conditions of the questionnaire.
"""

import random
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from extranet.demo.surveys.questions import questions_of
from questionnaires.filling.values import WORDS, Value
from questionnaires.questions.enums import QuestionKind
from reseau.places.models.commune import Commune

# Two sentences instead of one, so that few texts are written twice.
LONGER_SHARE = 0.4


@dataclass(frozen=True)
class CommuneLottery:
    """Communes drawn by population."""

    codes: Sequence[str]
    totals: Sequence[int]
    territories: Mapping[str, str]

    @classmethod
    def read(cls) -> "CommuneLottery":
        rows = list(Commune.objects.order_by("pk").values_list("pk", "population", "territory__slug"))
        return cls(
            [code for code, _, _ in rows],
            list(accumulate(population for _, population, _ in rows)),
            {code: territory for code, _, territory in rows},
        )

    def take(self, draw: random.Random) -> str:
        return self.codes[bisect(self.totals, draw.random() * self.totals[-1])]


class DrawnQuestion:
    """A question of a file, with what its answers are drawn from: all is looked up once, for thousands of people."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        self.code: str = written["code"]
        self.kind = QuestionKind(written["kind"])
        self.answered: float = written.get("answered", 1)
        self.given: str = written.get("given", "")
        self.codes = [code for code, _ in written.get("choices", ())]
        self.options: Sequence[str | int] = written.get("numbers") or self.codes
        self.texts: Sequence[str] = written.get("texts", ())
        self.rows = [code for code, _ in written.get("rows", ())]
        self.words: str = written.get("words", "")
        self.exclusive: str = written.get("exclusive", "")
        self.most: int = written["highest"] if self.codes and "highest" in written else len(self.codes)
        self.at_most: str = written.get("at_most", "")
        condition = written.get("condition", {"asked": "", "codes": ()})
        self.asked_after, self.asked_for = condition["asked"], frozenset(condition["codes"])
        # Answer to the earlier question → weights. The first ones stand under "" for those who gave none.
        own = written.get("weights", ())
        weights = own | {"": next(iter(own.values()))} if self.given else {"": own}
        self.weights = {key: self._prepared(each) for key, each in weights.items()}

    def _prepared(self, weights: Any) -> Any:
        """Return running totals, or for several answers (code, chance of 1) of each."""
        match self.kind:
            case QuestionKind.GRID:
                return [list(accumulate(row)) for row in weights]
            case QuestionKind.SEVERAL:
                return [(code, chance / 100) for code, chance in zip(self.codes, weights, strict=True)]
        return list(accumulate(weights))

    def is_asked(self, values: Mapping[str, Value]) -> bool:
        if not self.asked_after:
            return True
        given = values.get(self.asked_after, ())
        return not self.asked_for.isdisjoint([given] if isinstance(given, str) else given)

    def draw_value(self, key: str, draw: random.Random) -> Value:
        """Return an answer of somebody who answered `key` earlier."""
        weights = self.weights[key if key in self.weights else ""]
        match self.kind:
            case QuestionKind.SEVERAL:
                return self._several(weights, draw.random, draw)
            case QuestionKind.GRID:
                return {row: _pick(self.codes, totals, draw) for row, totals in zip(self.rows, weights, strict=True)}
            case QuestionKind.SHORT_TEXT:
                return draw.choice(self.texts)
            case QuestionKind.LONG_TEXT:
                longer = draw.random() < LONGER_SHARE
                return " ".join(draw.sample(self.texts, 2 if longer else 1))
        return _pick(self.options, weights, draw)

    def _several(
        self, chances: Sequence[tuple[str, float]], chance_of: Callable[[], float], draw: random.Random
    ) -> list[str]:
        """Return the choices whose chance came; the likeliest one if none did."""
        given = [code for code, chance in chances if chance_of() < chance]
        if self.exclusive in given:
            return [self.exclusive]
        if len(given) > self.most:
            kept = draw.sample(given, self.most)
            given = [code for code in given if code in kept]
        return given or [max((chance, code) for code, chance in chances if code != self.exclusive)[1]]


def _pick(options: Sequence[Any], totals: Sequence[float], draw: random.Random) -> Any:
    return options[bisect(totals, draw.random() * totals[-1])]


class Respondents:
    """Everybody who may answer the survey of a file."""

    def __init__(self, content: Mapping[str, Any], communes: CommuneLottery) -> None:
        self.questions = [DrawnQuestion(written) for written in questions_of(content)]
        self.communes = communes

    def draw_people(self, count: int, draw: random.Random) -> Iterator[dict[str, Value]]:
        """Yield the answers of `count` people, as forms give them."""
        for _ in range(count):
            yield self._draw_person(draw)

    def _draw_person(self, draw: random.Random) -> dict[str, Value]:
        home = self.communes.take(draw)
        # What later answers depend on; the commune by its territory, even for those who do not tell it.
        keys = {"": "", "commune": self.communes.territories[home]}
        values: dict[str, Value] = {}
        for question in self.questions:
            if not question.is_asked(values) or draw.random() > question.answered:
                continue
            code = question.code
            if question.kind is QuestionKind.COMMUNE:
                values[code] = home
                continue
            value = question.draw_value(keys.get(question.given, ""), draw)
            if question.at_most:
                value = min(value, values.get(question.at_most, value))
            values[code] = value
            if question.kind is not QuestionKind.SEVERAL:
                keys[code] = str(value)
            if question.words and question.words in (value if isinstance(value, list) else [value]):
                values[code + WORDS] = draw.choice(question.texts)
        return values
