"""The open package of a campaign: table, dictionary in the format of Frictionless, method, in one archive."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.core.exceptions import ValidationError

from enquetes.design.campaigns.models import SYNTHETIC, Campaign
from enquetes.design.variables.choice_columns import YES
from enquetes.findings.open_data.anonymity import AnonymityCheck, suppress_small_groups
from enquetes.findings.open_data.choice import OfferedChoices, OpenChoice
from enquetes.findings.open_data.columns import OpenColumn
from enquetes.findings.open_data.published_table import PublishedTable, published_table, read_needed_table
from enquetes.findings.open_data.table import WEIGHT, OpenTable
from reseau.documents.papers.spreadsheet import escape_formula
from reseau.texts.wording import counted, join_words, percent_in_words

LICENCE = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0 (Etalab)",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
}
TABLE, DICTIONARY, METHOD = "reponses.csv", "datapackage.json", "METHODE.md"
EMPTIED = "Il ne resterait aucune réponse\u00a0: gardez moins de questions qui décrivent les personnes."
INVENTED = OpenColumn("donnees_de_synthese", "", "Données de synthèse", {YES: SYNTHETIC})
STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class OpenPackage:
    """What would be published: `check` counts the whole table, `rows` are those that stay."""

    campaign: Campaign
    published: PublishedTable
    check: AnonymityCheck
    rows: Sequence[dict[str, str]]

    @property
    def table(self) -> OpenTable:
        return self.published.table

    @property
    def suppressed(self) -> int:
        return len(self.table.rows) - len(self.rows)


def build_package(campaign: Campaign, choice: OpenChoice, offered: OfferedChoices) -> OpenPackage:
    """Return the package of a campaign, with what was chosen of what it offers.

    Raises ValidationError for a choice that is not offered, where groups under the campaign's smallest would be
    published, or nobody.
    """
    offered.check(choice)
    published = published_table(read_needed_table(campaign, offered, choice, whole=True), offered, choice)
    check = published.check(campaign.smallest)
    rows = published.table.rows
    if choice.suppresses:
        rows = suppress_small_groups(rows, published.traits, wanted=campaign.smallest)
    if not rows:
        raise ValidationError(EMPTIED)
    if not check.holds and not choice.suppresses:
        raise ValidationError(refusal_of(check))
    return OpenPackage(campaign, published, check, rows)


def refusal_of(check: AnonymityCheck) -> str:
    """Return why a table is not published as it is."""
    return (
        f"{counted(check.alone, 'réponse')} sur {check.rows} viendraient de groupes de moins de {check.wanted} "
        "personnes\u00a0: supprimez ces lignes, groupez des réponses, ou retirez une question."
    )


def package_archive(package: OpenPackage) -> bytes:
    """Return the archive. The same answers give the same bytes."""
    files = {
        TABLE: table_csv(package),
        DICTIONARY: json.dumps(data_package(package), ensure_ascii=False, indent=2) + "\n",
        METHOD: method_text(package),
    }
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(ZipInfo(f"{package.campaign.slug}/{name}", STAMP), text, ZIP_DEFLATED)
    return content.getvalue()


def table_csv(package: OpenPackage) -> str:
    """Return the table as CSV: UTF-8, commas, codes; no cell is a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = package.table.names
    marked = [INVENTED.name] if package.campaign.is_synthetic else []
    writer.writerow([*names, *marked])
    writer.writerows(
        [*(escape_formula(row[name]) for name in names), *([YES] if marked else [])] for row in package.rows
    )
    return text.getvalue()


def data_package(package: OpenPackage) -> dict:
    """Return the descriptor (specs.frictionlessdata.io), which is the dictionary too."""
    fields = [_field(column) for column in package.table.columns]
    if package.table.weighting:
        words = f"Poids de la réponse, 1 en moyenne. {package.table.weighting.source}".strip()
        fields.append(
            {"name": WEIGHT, "type": "number", "description": words, "constraints": {"required": True, "minimum": 0}}
        )
    if package.campaign.is_synthetic:
        fields.append(_field(INVENTED))
    return {
        "profile": "tabular-data-package",
        "name": package.campaign.slug,
        "title": package.campaign.title,
        "description": package.campaign.warning or package.campaign.population,
        "licenses": [LICENCE],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "reponses",
                "path": TABLE,
                "encoding": "utf-8",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }


def _field(column: OpenColumn) -> dict:
    """Return the field of a column, with the words of its codes and to whom the question was asked."""
    words = " ; ".join(f"{code}\u00a0: {label}" for code, label in column.codes.items())
    return {
        "name": column.name,
        "title": column.title,
        "type": "string",
        "description": " ".join(part for part in (column.asked, words) if part),
        # A question about numbers that too few people answered has no code, and is empty.
        "constraints": {"enum": [escape_formula(code) for code in column.codes]} if column.codes else {"maxLength": 1},
    }


def method_text(package: OpenPackage) -> str:
    """Return who was asked, how, when, who answered, and what was done to the table."""
    campaign, check = package.campaign, package.check
    received = campaign.collected.count()
    titles = package.published.trait_titles
    lines = [
        f"# {campaign.title}",
        *([campaign.warning] if campaign.warning else []),
        f"- Qui est interrogé\u00a0: {campaign.population}",
        *([f"- Comment\u00a0: {campaign.sampling}"] if campaign.sampling else []),
        f"- Façons de répondre\u00a0: {join_words([str(mode.label) for mode in campaign.modes])}",
        f"- Du {campaign.opens_on:%d/%m/%Y} au {campaign.closes_on:%d/%m/%Y}",
        f"- Réponses reçues\u00a0: {received}{_rate(campaign, received)}",
        f"- Comptées dans les résultats\u00a0: {check.rows}",
        f"- Licence\u00a0: {LICENCE['title']}",
        "",
        "## Ce qui protège les personnes",
        "Les textes n’y sont pas. La commune est remplacée par son territoire, un nombre par une tranche.",
        f"Traits qui pourraient faire reconnaître quelqu’un\u00a0: {join_words(titles) if titles else 'aucun'}.",
        f"Chaque ensemble de ces traits est partagé par {check.wanted} personnes au moins.",
        f"Lignes supprimées pour cela\u00a0: {package.suppressed} sur {check.rows}.",
        "",
        "## Poids",
        (
            f"La colonne «\u00a0{WEIGHT}\u00a0» vaut 1 en moyenne avant toute suppression. "
            f"Source des marges\u00a0: {package.table.weighting.source or 'non dite'}."
            if package.table.weighting
            else "Les réponses ne sont pas redressées."
        ),
    ]
    return "\n".join(lines) + "\n"


def _rate(campaign: Campaign, received: int) -> str:
    if not campaign.asked:
        return ""
    return f" pour {campaign.asked} questionnaires, soit {percent_in_words(received / campaign.asked)}"
