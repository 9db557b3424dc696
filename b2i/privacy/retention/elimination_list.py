"""The elimination list of records, as CSV and on paper, and the certificate of their destruction."""

import csv
import datetime
from collections.abc import Iterable, Iterator
from io import StringIO

from b2i.privacy.retention.enums import EliminationOutcome
from b2i.privacy.retention.models import Elimination, EliminationLine
from b2i.privacy.retention.rule import RULE
from reseau.documents.eliminations import papers
from reseau.documents.eliminations.papers import Destroyed, extreme_dates, short_day
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.spreadsheet import escape_formula

RECORDS = Destroyed(
    nature=(
        "Livrets de compétences numériques (brevet informatique et internet, B2i Adultes) d’apprenants des espaces "
        "publics multimédia\u00a0: positionnements, preuves, validations, fichiers joints"
    ),
    motive=(
        f"Aucune nouvelle de la personne depuis {RULE.silence}\u00a0; espace public multimédia prévenu, sans suite au "
        f"bout de {RULE.notice}"
    ),
    fate="Destruction. Il reste des nombres par année, lieu et domaine, sans nom",
    things="les livrets",
    heading="Livrets",
    process=(
        "Suppression de la base de données, de l’index de recherche et des fichiers joints. Les copies de sauvegarde "
        "faites avant ce jour s’effacent à leur terme"
    ),
)
HEADER = ("Carte", "EPM", "Commune", "Livret ouvert le", "Dernier contact", "EPM prévenu le", "Suite")
PAPER_HEADER = ("Carte", "EPM", "Ouvert le", "Dernier contact", "EPM prévenu le", "Suite")
CERTIFICATE_HEADER = ("Carte", "EPM", "Ouvert le", "Dernier contact")


def elimination_csv(elimination: Elimination) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French office spreadsheets expect."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(HEADER)
    for line in elimination.lines.with_epm():
        days = (short_day(day) for day in (line.opened_on, line.last_contact, line.told_on))
        row = (line.shown_number, line.epm.name, line.epm.commune.name, *days, line.get_outcome_display())
        writer.writerow([escape_formula(cell) for cell in row])
    return output.getvalue().encode("utf-8-sig")


def elimination_paper(elimination: Elimination) -> Paper:
    """Return the list to sign and to send, in two copies, and the visa once it is noted."""
    lines = elimination.lines.with_epm()
    rows = [
        (
            line.shown_number,
            line.epm.name,
            *(short_day(day) for day in (line.opened_on, line.last_contact, line.told_on)),
            line.get_outcome_display(),
        )
        for line in lines
    ]
    return papers.elimination_paper(elimination, RECORDS, **_shown(elimination, lines), header=PAPER_HEADER, rows=rows)


def destruction_paper(elimination: Elimination) -> Paper:
    """Return the certificate that the records of a list were destroyed: which, when, by whom, how."""
    lines = list(elimination.lines.with_epm())
    destroyed = [line for line in lines if line.outcome == EliminationOutcome.ERASED and line.card_number]
    kept_count = sum(line.outcome == EliminationOutcome.KEPT for line in lines)
    others = []
    if kept_count:
        words = f"{volume_in_words(kept_count)}\u00a0: la personne est revenue avant la destruction"
        others.append(("Non détruits", words))
    if asked := _erased_at_request(lines):
        words = f"{volume_in_words(asked)}\u00a0: effacement demandé par la personne avant la destruction"
        others.append(("Hors du visa", words))
    rows = [
        (line.shown_number, line.epm.name, short_day(line.opened_on), short_day(line.last_contact))
        for line in destroyed
    ]
    return papers.destruction_paper(
        elimination, RECORDS, **_shown(elimination, destroyed), others=others, header=CERTIFICATE_HEADER, rows=rows
    )


def volume_in_words(count: int) -> str:
    return f"{count}\u00a0{'livrets' if count > 1 else 'livret'}"


def _days(lines: Iterable[EliminationLine]) -> Iterator[datetime.date]:
    """Yield the day when each record was opened, and that of its last contact."""
    return (day for line in lines for day in (line.opened_on, line.last_contact))


def _shown(elimination: Elimination, lines: Iterable[EliminationLine]) -> dict[str, str]:
    lines = list(lines)
    return {
        "reference": elimination.reference or RULE.reference,
        "extreme_dates": extreme_dates(_days(lines)),
        "volume": volume_in_words(len(lines)),
    }


def _erased_at_request(lines: Iterable[EliminationLine]) -> int:
    return sum(line.outcome == EliminationOutcome.ERASED and not line.card_number for line in lines)
