"""The impact assessment on paper, for the data-protection officer (DPO) and the authority."""

from django.conf import settings
from django.utils import timezone

from extranet.public.impact_assessment.services import WrittenAssessment, assessed_processing
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = settings.BASE_DIR / "extranet" / "public" / "impact_assessment" / "analyse.typ"
KIND = "Analyse d’impact sur la protection des données"
NOT_REVIEWED = "Texte de départ, que personne n’a encore relu."
NO_OPINION = "Pas encore donné."


def assessment_paper(written: WrittenAssessment) -> Paper:
    text = written.assessment
    return Paper.of(
        TEMPLATE,
        title=KIND,
        kind=KIND,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        day=day_in_full(timezone.localdate(), "j F Y"),
        review=review_in_words(written),
        parts=[
            ["Ce qui est fait", paragraphs(text.description)],
            ["Pourquoi c’est nécessaire", paragraphs(text.necessity)],
            ["Droits des personnes", paragraphs(text.rights)],
        ],
        processing=[[one.name, one.data, one.recipients, one.retention] for one in assessed_processing()],
        risks=[
            {
                "name": str(risk),
                "rows": [
                    ["Ce que les personnes peuvent subir", risk.impacts],
                    ["Comment cela peut arriver", risk.causes],
                    ["Gravité", risk.get_gravity_display()],
                    ["Vraisemblance", risk.get_likelihood_display()],
                ],
                "measures": paragraphs(risk.measures),
            }
            for risk in written.risks
        ],
        remaining=paragraphs(text.remaining),
        opinion=paragraphs(text.officer_opinion or NO_OPINION),
    )


def review_in_words(written: WrittenAssessment) -> str:
    if written.is_starting_text:
        return NOT_REVIEWED
    text = written.assessment
    return f"Version {text.version}, relue le {day_in_full(text.reviewed_on, 'j F Y')} par {text.reviewed_by}."


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
