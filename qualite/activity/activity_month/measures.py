"""What a month counts: each measure with its definition, printed wherever its numbers are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from qualite.activity.visit_tally.themes import themes
from reseau.texts.figures import FigureDefinition

VISITS, WORKSHOPS, PARTICIPATIONS = "visits", "workshops", "participations"
HALF_DAYS, RECORDS, SKILLS = "half-days", "records", "skills"
THEME_PREFIX = "theme-"
ACCOMPANIMENTS = FigureDefinition(
    "accompagnement",
    "accompagnements",
    "Personnes aidées une à une, comptées au compteur du lieu sous le thème de leur demande\u00a0: qui revient compte "
    "une fois de plus. Les thèmes sont ceux de la Coop de la médiation numérique.",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """`code`: how the database names it. `source`: what computes it. `is_counted`: unknown, not zero, without a tally.

    `is_about_people`: a small number may tell of a person to whoever does not work there (`b2i.people.anonymity`).
    """

    code: str
    definition: FigureDefinition
    source: str
    is_counted: bool = False
    is_about_people: bool = False

    @property
    def title(self) -> str:
        words = self.definition.plural
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def is_theme(self) -> bool:
        return self.code.startswith(THEME_PREFIX)


MEASURES: Sequence[Measure] = (
    Measure(
        VISITS,
        FigureDefinition(
            "visite",
            "visites",
            "Personnes entrées dans le lieu, comptées par l’équipe au compteur, ateliers compris\u00a0: qui vient deux "
            "fois compte deux fois.",
        ),
        "compteur",
        is_counted=True,
    ),
    Measure(
        WORKSHOPS,
        FigureDefinition(
            "atelier animé", "ateliers animés", "Notés «\u00a0J’ai animé cet atelier\u00a0» sur une fiche."
        ),
        "ateliers notés",
    ),
    Measure(
        PARTICIPATIONS,
        FigureDefinition(
            "participation",
            "participations",
            "Personnes accueillies à ces ateliers\u00a0: qui vient deux fois compte deux fois.",
        ),
        "ateliers notés",
    ),
    Measure(
        HALF_DAYS,
        FigureDefinition(
            "demi-journée de formation accueillie",
            "demi-journées de formation accueillies",
            "Tenues dans ce lieu, émargement clos, au moins une personne présente.",
        ),
        "émargements clos",
    ),
    Measure(
        RECORDS,
        FigureDefinition(
            "livret B2i ouvert", "livrets B2i ouverts", "Ouverts dans ce lieu et encore tenus par lui aujourd’hui."
        ),
        "livrets",
        is_about_people=True,
    ),
    Measure(
        SKILLS,
        FigureDefinition(
            "compétence B2i validée",
            "compétences B2i validées",
            "Une personne habilitée a dit oui, pour un livret que ce lieu tient.",
        ),
        "livrets",
        is_about_people=True,
    ),
)


@cache
def theme_measures() -> tuple[Measure, ...]:
    """Return a measure for each theme of accompaniment, in the order of the vocabulary."""
    return tuple(
        Measure(
            f"{THEME_PREFIX}{theme.code}",
            FigureDefinition(theme.label, theme.label, ACCOMPANIMENTS.meaning),
            "compteur",
            is_counted=True,
            is_about_people=True,
        )
        for theme in themes()
    )


@cache
def measures_by_code() -> dict[str, Measure]:
    return {measure.code: measure for measure in (*MEASURES, *theme_measures())}
