"""A crosswalk as a CSV file: one link a line, with its relation in SKOS."""

import csv
from io import StringIO

from b2i.frameworks.enums import MatchDegree
from b2i.frameworks.models.crosswalk import Crosswalk
from reseau.documents.papers.spreadsheet import escape_formula

HEADER = (
    "referentiel",
    "code",
    "intitule",
    "relation",
    "degre",
    "referentiel_lie",
    "code_lie",
    "intitule_lie",
    "version",
    "officielle",
)


def crosswalk_csv(crosswalk: Crosswalk) -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French office spreadsheets expect. One query."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(HEADER)
    is_official = "oui" if crosswalk.is_official else "non"
    for link in crosswalk.links.select_related("skill", "counterpart").in_order():
        degree = MatchDegree(link.degree) if link.degree else None
        row = (
            *(crosswalk.source.slug, link.skill.code, link.skill.wording),
            *((degree.skos, degree.label) if degree else ("", "")),
            *(crosswalk.target.slug, link.counterpart.code, link.counterpart.wording),
            *(crosswalk.version, is_official),
        )
        writer.writerow(map(escape_formula, row))
    return output.getvalue().encode("utf-8-sig")
