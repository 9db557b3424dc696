"""The acts by which the skills of a jury file were validated: each is told once, and cited by its mark."""

import datetime
from collections.abc import Iterator

from b2i.jury.jury_file import JuryFile
from b2i.validation.models.accreditation import Accreditation
from b2i.validation.models.validation import Validation
from reseau.wording import day_in_full

# An accreditation, who holds it, from which day: the last two as the validation copied them.
AttestedAct = tuple[Accreditation, str, datetime.date]


class ActTable:
    """The acts by which the skills of a file were validated, each once, under a mark that skills refer to.

    The act of a centre is an « agrément », that of a person an « habilitation » (arrêté of 2012, articles 3–5).
    """

    def __init__(self, file: JuryFile) -> None:
        self._lines: dict[int, tuple[str, str, str]] = {}  # mark, holder, act
        validations = [proven.validation for domain in file.domains for proven in domain.skills]
        for letter, kind, acts in (
            ("H", "habilitation", self._of_people(validations)),
            ("A", "agrément", self._of_centres(validations)),
        ):
            for accreditation, holder, starts_on in acts:
                if accreditation.pk not in self._lines:
                    rank = 1 + sum(mark.startswith(letter) for mark, *_ in self.lines)
                    words = f"{kind} du {day_in_full(starts_on, 'j F Y')} ({accreditation.act})"
                    self._lines[accreditation.pk] = f"{letter}{rank}", holder, words

    @staticmethod
    def _of_people(validations: list[Validation]) -> Iterator[AttestedAct]:
        for validation in validations:
            yield validation.accreditation, str(validation.decided_by or "–"), validation.accredited_from

    @staticmethod
    def _of_centres(validations: list[Validation]) -> Iterator[AttestedAct]:
        for validation in validations:
            accreditation = validation.centre_accreditation
            yield accreditation, accreditation.epm.name, validation.centre_accredited_from

    def mark(self, accreditation: Accreditation) -> str:
        return self._lines[accreditation.pk][0]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        return list(self._lines.values())
