"""Tables of the report, the same on the page, the paper and the spreadsheet."""

from collections.abc import Callable, Iterable, Mapping

from accueil.visio.appointments.enums import OpinionQuestion
from accueil.visio.report.interview_tally import InterviewTally
from accueil.visio.report.report import Tallies, VisioReport
from accueil.visio.report.satisfaction import OpinionCount, hidden_row
from formation.year.training_report.tables import Number, Table
from reseau.texts.wording import day_in_full

DELAYS = (
    "Délai\u00a0: moyenne des jours entre la réservation et l’entretien. Non venues\u00a0: part des personnes "
    "attendues jusqu’au bout qui ne sont pas venues."
)
HOURS = (
    "Heures ouvertes\u00a0: celles des plages où une pièce est tenue pour un partenaire. Prises\u00a0: celles des "
    "rendez-vous qui ont tenu la pièce, y compris quand personne n’est venu. Vides\u00a0: ouvertes, que nul "
    "rendez-vous n’a prises."
)
JOURNEYS = (
    "Kilomètres évités\u00a0: aller et retour jusqu’à l’agence la plus proche, moins le trajet jusqu’au lieu, à vol "
    "d’oiseau et un tiers de plus pour les routes. Un entretien dont on ne sait pas d’où venait la personne n’en "
    "compte aucun."
)
OPINIONS = (
    "Taux\u00a0: «\u00a0Oui\u00a0» et «\u00a0Plutôt oui\u00a0», parmi les avis reçus. Entre quoi et quoi il serait si "
    "seul le hasard avait choisi qui répond, à 95\u00a0%. Aucun groupe de moins de cinq avis n’est montré, ni ce qui "
    "le donnerait par soustraction. Les avis du mois en cours n’y sont pas encore."
)
NETWORK_WIDE = "De tout le réseau. "
TOTAL = "Total"


def tables_of(report: VisioReport) -> list[Table]:
    return [
        _year(report),
        _months(report),
        _interviews(report, "lieux", "Entretiens par lieu", report.places, report.by_place, report.places_before),
        _interviews(
            report, "partenaires", "Entretiens par partenaire", report.partners, report.by_partner,
            report.partners_before,
        ),
        _rooms(report, "pieces", "Pièces et trajets par lieu", report.places, report.by_place),
        _rooms(report, "pieces-partenaires", "Pièces et trajets par partenaire", report.partners, report.by_partner),
        _opinions(report, "avis-lieux", "Avis par lieu", report.places, report.satisfaction.by_place),
        _opinions(
            report, "avis-partenaires", "Avis par partenaire", report.partners, report.satisfaction.by_partner,
            is_of_network=True,
        ),
    ]  # fmt: skip


def _year(report: VisioReport) -> Table:
    now, before = report.total, report.total_before
    rows = tuple((title, read(now), read(before)) for title, read in YEAR_ROWS)
    if report.is_whole:
        pairs = zip(
            opinion_cells(report.satisfaction.total), opinion_cells(report.satisfaction_before.total), strict=True
        )
        rows += tuple((title, *cells) for title, cells in zip(OPINION_ROWS, pairs, strict=True))
    note = f"{report.days.words}, à côté des mêmes jours de {report.year - 1}. {DELAYS}"
    return Table("annee", "L’année en chiffres", ("Chiffre", str(report.year), str(report.year - 1)), rows, note)


def _number(read: Callable[[InterviewTally], float | None], unit: str = "") -> Callable[[InterviewTally], Number]:
    return lambda tally: Number(read(tally), unit)


YEAR_ROWS: tuple[tuple[str, Callable[[InterviewTally], Number]], ...] = (
    ("Entretiens qui ont eu lieu", _number(lambda tally: tally.seen)),
    ("Rendez-vous pris", _number(lambda tally: tally.booked)),
    ("Personnes excusées", _number(lambda tally: tally.excused)),
    ("Rendez-vous annulés", _number(lambda tally: tally.cancelled)),
    ("Personnes non venues", _number(lambda tally: tally.no_show)),
    ("Part de personnes non venues", _number(lambda tally: tally.no_show_rate, "%")),
    ("Rendez-vous passés, à noter", _number(lambda tally: tally.unnoted)),
    ("Délai entre la réservation et l’entretien", _number(lambda tally: tally.mean_delay, "j")),
    ("Durée réelle d’un entretien", _number(lambda tally: tally.mean_minutes, "min")),
    ("Entretiens où des documents ont été échangés", _number(lambda tally: tally.with_documents)),
    ("Heures de pièces ouvertes", _number(lambda tally: tally.opened_hours, "h")),
    ("Heures prises", _number(lambda tally: tally.taken_hours, "h")),
    ("Heures vides", _number(lambda tally: tally.unused_hours, "h")),
    ("Entretiens dont le trajet est connu", _number(lambda tally: tally.measured)),
    ("Kilomètres évités, estimation", _number(lambda tally: tally.kilometres, "km")),
    ("CO₂ évité, estimation", _number(lambda tally: tally.kilograms, "kg")),
)


def _months(report: VisioReport) -> Table:
    now, before, none = report.by_month, report.months_before, InterviewTally()
    rows = []
    for month in report.days.months:
        tally = now.get(month, none)
        rows.append(
            (
                day_in_full(month, "F").capitalize(),
                Number(tally.seen),
                Number(before.get(month, none).seen),
                Number(tally.no_show),
                Number(tally.opened_hours, "h"),
                Number(tally.unused_hours, "h"),
                Number(tally.kilometres, "km"),
                Number(tally.kilograms, "kg"),
            )
        )
    header = (
        "Mois", "Entretiens", f"En {report.year - 1}", "Non venues", "Heures ouvertes", "Vides", "Km évités", "CO₂",
    )  # fmt: skip
    return Table("mois", "Par mois", header, tuple(rows), f"{HOURS} {JOURNEYS}")


def _with_total(report: VisioReport, names: Mapping[int, str], tallies: Tallies) -> Iterable[tuple[object, str]]:
    """Yield the keys with something to tell and their names, then None for the total."""
    shown = [(key, name) for key, name in names.items() if key in tallies]
    yield from shown
    if len(shown) > 1:
        yield None, TOTAL


def _interviews(report: VisioReport, slug: str, title: str, names, now: Tallies, before: Tallies) -> Table:
    none = InterviewTally()
    rows = []
    for key, name in _with_total(report, names, {**before, **now}):
        tally = report.total if key is None else now.get(key, none)
        former = report.total_before if key is None else before.get(key, none)
        rows.append(
            (
                name,
                Number(tally.seen),
                Number(former.seen),
                Number(tally.excused),
                Number(tally.cancelled),
                Number(tally.no_show),
                Number(tally.mean_delay, "j"),
                Number(tally.mean_minutes, "min"),
                Number(tally.with_documents),
            )
        )
    header = (
        title.rsplit(" ", 1)[-1].capitalize(), "Entretiens", f"En {report.year - 1}", "Excusées", "Annulés",
        "Non venues", "Délai", "Durée", "Avec documents",
    )  # fmt: skip
    return Table(slug, title, header, tuple(rows), DELAYS)


def _rooms(report: VisioReport, slug: str, title: str, names, now: Tallies) -> Table:
    rows = []
    for key, name in _with_total(report, names, now):
        tally = report.total if key is None else now[key]
        rows.append(
            (
                name,
                Number(tally.opened_hours, "h"),
                Number(tally.taken_hours, "h"),
                Number(tally.unused_hours, "h"),
                Number(tally.kilometres, "km"),
                Number(tally.kilograms, "kg"),
            )
        )
    header = (
        title.rsplit(" ", 1)[-1].capitalize(), "Heures ouvertes", "Prises", "Vides", "Km évités", "CO₂ évité",
    )  # fmt: skip
    return Table(slug, title, header, tuple(rows), f"{HOURS} {JOURNEYS}")


def _opinions(
    report: VisioReport,
    slug: str,
    title: str,
    names: Mapping[int, str],
    counts: Mapping[int, OpinionCount | None],
    *,
    is_of_network: bool = False,
) -> Table:
    rows = [(name, *opinion_cells(counts[key])) for key, name in names.items() if key in counts]
    if rows and (report.is_whole or is_of_network):
        rows.append((TOTAL, *opinion_cells(report.satisfaction.total)))
    header = (title.rsplit(" ", 1)[-1].capitalize(), *OPINION_COLUMNS)
    return Table(slug, title, header, tuple(rows), (NETWORK_WIDE if is_of_network else "") + OPINIONS)


OPINION_ROWS = (
    "Avis reçus", "Satisfaits de l’accueil", "Satisfaits de l’accueil, à 95\u00a0%", "Attentes satisfaites",
    "Attentes satisfaites, à 95\u00a0%",
)  # fmt: skip
OPINION_COLUMNS = ("Avis", "Accueil", "Accueil, à 95\u00a0%", "Attentes", "Attentes, à 95\u00a0%")


def opinion_cells(count: OpinionCount | None) -> tuple[str, ...]:
    """Return how many opinions, then the rate and the interval of each question."""
    if count is None:
        return hidden_row()
    pairs = [words for question in OpinionQuestion for words in (count.rate(question), count.interval(question))]
    return (str(count.received), *pairs)
