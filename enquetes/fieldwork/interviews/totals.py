"""Interviews done, people who refused, people absent: what an honest rate of response is made of."""

from dataclasses import dataclass

from reseau.texts.wording import percent_in_words


@dataclass(frozen=True, slots=True)
class InterviewTotals:
    done: int = 0
    refused: int = 0
    absent: int = 0

    @property
    def approached(self) -> int:
        """People whom an interviewer met or looked for."""
        return self.done + self.refused + self.absent

    @property
    def rate(self) -> str:
        """Interviews among the people approached, in words; empty if there were none."""
        return percent_in_words(self.done / self.approached) if self.approached else ""
