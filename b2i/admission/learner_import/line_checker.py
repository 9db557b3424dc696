"""Checking of the lines of a table: each becomes an applicant, with every problem found."""

import datetime
import re
from dataclasses import dataclass, field

from django.utils import timezone

from b2i.admission.learner_import.columns import Columns
from b2i.admission.learner_import.table_file import TableLine
from b2i.people.enums import ConsentMeans
from b2i.records.enums import SelfPosition
from reseau.documents.papers.spreadsheet import LIKE_A_FORMULA
from reseau.places.models.commune import Commune
from reseau.texts.accent_folding import fold

NAME_LENGTH = 60
OLDEST, ADULT = 110, 15
UNDER_AGE = "moins de 15 ans, peut-être\u00a0: ouvrez ce livret à l’écran, avec un parent"
AGE_NOT_ASKED = (
    "sans année de naissance, demandez si la personne a 15 ans ou plus, et écrivez «\u00a0oui\u00a0» dans cette colonne"
)
EARLIEST = datetime.date(2000, 1, 1)
ORAL, WRITTEN = ConsentMeans.ORAL, ConsentMeans.WRITTEN
MEANS = {"oral": ORAL, "oui": ORAL, "oui oral": ORAL, "ecrit": WRITTEN, "oui ecrit": WRITTEN}
LEVELS = {
    "non": SelfPosition.NO,
    "pas encore": SelfPosition.NO,
    "aide": SelfPosition.HELPED,
    "avec aide": SelfPosition.HELPED,
    "seul": SelfPosition.ALONE,
    "seule": SelfPosition.ALONE,
    "sans aide": SelfPosition.ALONE,
    **{fold(label): level for level, label in zip(SelfPosition, SelfPosition.labels, strict=True)},
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
FRENCH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class CellError(ValueError):
    """A problem in a cell; its message is for the animator."""


@dataclass(slots=True)
class Applicant:
    """A parsed line. If `problems` is not empty, the other fields must not be used."""

    number: int
    first_name: str = ""
    last_name: str = ""
    birth_year: int | None = None
    is_of_age: bool | None = None
    commune: Commune | None = None
    means: str = ORAL
    consent_on: datetime.date | None = None
    is_other: bool = False
    levels: dict[str, SelfPosition] = field(default_factory=dict)
    worked_on_days: dict[str, datetime.date] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def identity_key(self) -> tuple[str, int | None]:
        """Name and year of birth: two lines with the same key are probably one person."""
        return fold(f"{self.last_name} {self.first_name}"), self.birth_year


class LineChecker:
    """Parser of lines. It loads the communes once, by name and by code."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.today = timezone.localdate()
        communes = list(Commune.objects.all())
        self.communes = {commune.search_name: commune for commune in communes}
        self.communes |= {commune.insee_code: commune for commune in communes}

    def parse(self, line: TableLine) -> Applicant:
        """Return the applicant of a line, with all problems."""
        applicant = Applicant(line.number)
        readers = {
            "first_name": self._first_name,
            "last_name": self._name,
            "birth_year": self._birth_year,
            "is_of_age": self._is_of_age,
            "commune": self._commune,
            "consent": self._means,
            "consent_on": self._consent_on,
            "is_other": lambda cell: fold(cell) == "oui",
        }
        attributes, unread = {"consent": "means"}, set()
        for name, reader in readers.items():
            try:
                setattr(applicant, attributes.get(name, name), reader(self.columns.of(line, name)))
            except CellError as error:
                unread.add(name)
                applicant.problems.append(str(error))
        if not unread & {"birth_year", "is_of_age"} and (problem := self._age_problem(applicant)):
            applicant.problems.append(problem)
        for code, cell in self.columns.skills_of(line).items():
            try:
                self._read_skill(applicant, code, cell)
            except CellError as error:
                applicant.problems.append(f"{code}\u00a0: {error}")
        return applicant

    def _age_problem(self, applicant: Applicant) -> str:
        """Return why nobody can tell that the person consents alone, or an empty string.

        A parent may have to consent, which a table cannot record.
        """
        consent_day = applicant.consent_on or self.today
        if applicant.birth_year is None and applicant.is_of_age is None:
            return AGE_NOT_ASKED
        born_too_late = applicant.birth_year is not None and consent_day.year - applicant.birth_year <= ADULT
        return UNDER_AGE if born_too_late or applicant.is_of_age is False else ""

    def _is_of_age(self, cell: str) -> bool | None:
        if not cell:
            return None
        if (answer := {"oui": True, "non": False}.get(fold(cell))) is None:
            raise CellError("sous «\u00a015 ans ou plus\u00a0», écrivez «\u00a0oui\u00a0» ou «\u00a0non\u00a0»")
        return answer

    def _first_name(self, cell: str) -> str:
        if not cell:
            raise CellError("il manque le prénom ou le pseudonyme")
        return self._name(cell)

    def _name(self, cell: str) -> str:
        if cell.startswith(LIKE_A_FORMULA):
            raise CellError(f"«\u00a0{cell[:20]}\u00a0» commence comme une formule, pas comme un nom")
        if len(cell) > NAME_LENGTH:
            raise CellError(f"un nom a {NAME_LENGTH} lettres au plus")
        return cell

    def _birth_year(self, cell: str) -> int | None:
        if not cell:
            return None
        if not re.fullmatch(r"[0-9]{4}", cell) or not self.today.year - OLDEST <= int(cell) <= self.today.year:
            raise CellError("l’année de naissance s’écrit avec quatre chiffres, par exemple 1958")
        return int(cell)

    def _commune(self, cell: str) -> Commune | None:
        if not cell:
            return None
        if (commune := self.communes.get(cell) or self.communes.get(fold(cell))) is None:
            raise CellError(f"«\u00a0{cell[:40]}\u00a0» n’est pas une commune du Lot, ni son code INSEE")
        return commune

    def _means(self, cell: str) -> str:
        if (means := MEANS.get(fold(cell.replace(",", " ")))) is None:
            raise CellError("sans l’accord de la personne («\u00a0oral\u00a0» ou «\u00a0écrit\u00a0»), pas de livret")
        return means

    def _consent_on(self, cell: str) -> datetime.date:
        if not cell:
            raise CellError("il manque la date de l’accord")
        return self._day(cell, "la date de l’accord")

    def _read_skill(self, applicant: Applicant, code: str, cell: str) -> None:
        if (level := LEVELS.get(fold(cell))) is not None:
            applicant.levels[code] = level
        elif any(character.isdigit() for character in cell):
            applicant.worked_on_days[code] = self._day(cell, "la date")
        else:
            raise CellError(f"«\u00a0{cell[:30]}\u00a0» n’est ni une date, ni un des mots seul, aide, non")

    def _day(self, cell: str, label: str) -> datetime.date:
        """Return the date. Raises CellError if it is malformed, in the future or too old."""
        if match := ISO.fullmatch(cell):
            year, month, day = map(int, match.groups())
        elif match := FRENCH.fullmatch(cell):
            day, month, year = map(int, match.groups())
        else:
            raise CellError(f"{label} s’écrit 12/03/2026, pas «\u00a0{cell[:20]}\u00a0»")
        try:
            date = datetime.date(year, month, day)
        except ValueError as error:
            raise CellError(f"{label} n’existe pas dans le calendrier\u00a0: {cell}") from error
        if not EARLIEST <= date <= self.today:
            raise CellError(f"{label} n’est pas encore là, ou trop ancienne\u00a0: {cell}")
        return date
