"""The register of processing on paper, for the data-protection officer (RGPD, article 30)."""

from django.conf import settings
from django.utils import timezone

from extranet.public.processing_register.register import (
    RETENTION_HEADER,
    basis_in_words,
    field_words,
    processing_by_basis,
    who_answers,
)
from reseau.documents.papers.paper import Paper
from reseau.people.personal_data.declaration import declared_processing, declared_retention
from reseau.texts.wording import day_in_full, join_words

TEMPLATE = settings.BASE_DIR / "extranet" / "public" / "processing_register" / "registre.typ"
KIND = "Registre des traitements"


def register_paper() -> Paper:
    return Paper.of(
        TEMPLATE,
        title=KIND,
        kind=KIND,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=day_in_full(timezone.localdate(), "j F Y"),
        who=who_answers(),
        rights=[[str(part.basis), part.rights] for part in processing_by_basis()],
        processing=[
            {
                "name": one.name,
                "rows": [
                    ["Finalité", one.purpose],
                    ["Base légale", basis_in_words(one)],
                    ["Personnes concernées", one.people],
                    ["Données", one.data],
                    ["Destinataires", one.recipients],
                    ["Durée", one.retention],
                    ["Droits", join_words(one.rights)],
                ],
                "fields": field_words(one),
            }
            for one in declared_processing()
        ],
        retention_header=RETENTION_HEADER,
        retention=[line.cells for line in declared_retention()],
    )
