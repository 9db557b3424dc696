"""Template of a table of learners to fill in, as ODS with instructions or as CSV."""

import csv
from io import StringIO

from b2i.admission.learner_import.columns import template_header
from b2i.frameworks.models.framework import Skill
from reseau.documents.papers.spreadsheet import SheetOfCells, escape_formula, spreadsheet

TITLE = "Modèle pour importer des apprenants"
HELP = (
    ("Colonne", "Ce qu’on y écrit"),
    ("Prénom", "Obligatoire. Un pseudonyme suffit."),
    ("Nom", "Facultatif."),
    (
        "Année de naissance",
        "Facultatif, quatre chiffres. Moins de 15 ans\u00a0: ouvrez le livret à l’écran, avec un parent.",
    ),
    ("15 ans ou plus", "«\u00a0oui\u00a0» après l’avoir demandé. Obligatoire sans année de naissance."),
    ("Commune", "Facultatif. Le nom ou le code INSEE d’une commune du Lot."),
    (
        "Accord",
        "Obligatoire\u00a0: «\u00a0oral\u00a0» ou «\u00a0écrit\u00a0». Sans l’accord, la ligne est refusée.",
    ),
    ("Date de l’accord", "Obligatoire\u00a0: 12/03/2026."),
    (
        "Autre personne",
        "«\u00a0oui\u00a0» si une personne du même nom et de la même année est déjà suivie, et que c’est une autre.",
    ),
    (
        "D1.1, D1.2…",
        "La date où la compétence a été travaillée, ou ce que la personne en dit\u00a0: seul, aide, non. Vide sinon.",
    ),
    ("", "N’ajoutez ni santé, ni famille, ni opinion\u00a0: les autres colonnes ne sont pas lues."),
)


def template_ods() -> bytes:
    """Return the template as ODS, with a sheet of instructions."""
    header = template_header(_codes())
    return spreadsheet(TITLE, [SheetOfCells("Apprenants", [header]), SheetOfCells("Mode d’emploi", HELP)])


def template_csv() -> bytes:
    """Return the template as CSV."""
    output = StringIO()
    csv.writer(output, delimiter=";").writerow(map(escape_formula, template_header(_codes())))
    return output.getvalue().encode("utf-8-sig")


def _codes() -> list[str]:
    return list(Skill.objects.filter(domain__framework__is_record_base=True).values_list("code", flat=True))
