"""The register of processing as people read it: who answers for it, each processing, and what nobody declared."""

import csv
from dataclasses import dataclass
from io import StringIO

from django.apps import apps
from django.core.paginator import Paginator

from extranet.public.institution import read_institution
from extranet.public.processing_register.not_personal import NOT_PERSONAL
from reseau.documents.papers.spreadsheet import escape_formula
from reseau.people.personal_data.declaration import Basis, Processing, declared_processing, declared_retention
from reseau.people.personal_data.personal_fields import personal_fields
from reseau.texts.wording import join_words

# Keeps each page light: one of them takes about 1 kB.
PAGE_SIZE = 20
UNKNOWN = "pas encore indiqué par l’équipe qui installe ce site"
SAFETY = (
    "Comptes personnels et second facteur, droits par rôle et par territoire, journal des lectures de livrets, "
    "connexions closes sans usage, fichiers passés à l’antivirus, sauvegardes chiffrées."
)
TRANSFERS = (
    "Le site n’appelle aucun autre site et n’envoie rien hors de l’Union européenne\u00a0; le lieu de ses machines "
    "dépend de l’hébergement."
)
HEADER = (
    *("Traitement", "Finalité", "Base légale", "Personnes concernées", "Données", "Destinataires", "Durée"),
    *("Droits", "Champs de la base"),
)
RETENTION_HEADER = ("Documents", "Durée", "À partir de", "Texte ou décision", "Sort", "Visa de l’archiviste")


def who_answers() -> list[tuple[str, str]]:
    """Return the controller, the officer (DPO) and the host, as the settings name them; safety and transfers."""
    institution = read_institution()
    return [
        ("Responsable", institution.editor or UNKNOWN),
        ("Protection des données (DPO)", institution.dpo or UNKNOWN),
        ("Hébergement (sous-traitant)", institution.host or UNKNOWN),
        ("Sécurité", SAFETY),
        ("Transferts", TRANSFERS),
    ]


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """A basis, the rights that it gives, in words, and what rests on it."""

    basis: Basis
    rights: str
    processing: list[Processing]

    @property
    def paginator(self) -> Paginator:
        return Paginator(self.processing, PAGE_SIZE)


def processing_by_basis() -> list[RegisterPart]:
    every = list(declared_processing())
    return [
        RegisterPart(basis, join_words(basis.rights), [one for one in every if one.basis is basis]) for basis in Basis
    ]


def basis_in_words(processing: Processing) -> str:
    return f"{processing.basis}\u00a0: {processing.because}" if processing.because else str(processing.basis)


def field_words(processing: Processing) -> str:
    """Return the kept fields under their French names, by model: « accord (donné par, comment) »."""
    parts = []
    for label, names in processing.fields.items():
        meta = apps.get_model(label)._meta
        words = ", ".join(str(meta.get_field(name).verbose_name) for name in names.split())
        parts.append(f"{meta.verbose_name} ({words})")
    return "\u00a0; ".join(parts)


def register_csv() -> bytes:
    """Return CSV with semicolons and a UTF-8 mark, as French office spreadsheets expect."""
    output = StringIO()
    writer = csv.writer(output, delimiter=";")
    writer.writerow(HEADER)
    for one in declared_processing():
        cells = (one.name, one.purpose, basis_in_words(one), one.people, one.data, one.recipients, one.retention)
        writer.writerow([escape_formula(cell) for cell in (*cells, join_words(one.rights), field_words(one))])
    writer.writerow([])
    writer.writerow(RETENTION_HEADER)
    writer.writerows([escape_formula(cell) for cell in line.cells] for line in declared_retention())
    writer.writerow([])
    writer.writerows(map(escape_formula, row) for row in who_answers())
    return output.getvalue().encode("utf-8-sig")


def undeclared_fields() -> list[str]:
    """Return the personal fields, as « app.Model.field », that no processing declares and that are not set apart."""
    declared = {label for one in declared_processing() for label in one.field_labels}
    found = ((model._meta.label, f"{model._meta.label}.{field.name}") for model, field in personal_fields())
    return [label for model, label in found if not {label, model} & NOT_PERSONAL.keys() and label not in declared]
