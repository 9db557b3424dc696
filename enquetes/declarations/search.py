"""Searchable content of surveys: published results, for everybody. Nothing else of a campaign is in the index."""

from django.db import models

from enquetes.design.campaigns.models import Campaign
from enquetes.findings.publication.models import PublishedResults
from enquetes.findings.publication.published_parts import published_parts
from reseau.places import audience
from search.sources.documents import Document
from search.sources.registry import SearchSource


class PublishedResultsSource(SearchSource):
    """Public, as long as they are published."""

    kind = "survey"
    label = "Résultats d’enquête"
    label_plural = "Résultats d’enquêtes"
    icon = "chart-line"
    model = PublishedResults
    title_field = "campaign__title"
    date_words = "publiés le"

    def queryset(self) -> models.QuerySet[PublishedResults]:
        return PublishedResults.objects.select_related("campaign")

    def visible_to(self, user) -> models.QuerySet[PublishedResults]:
        return PublishedResults.objects.all()

    def related(self) -> dict[type[models.Model], str]:
        return {Campaign: "campaign"}

    def document(self, instance: PublishedResults) -> Document:
        campaign, parts = instance.campaign, published_parts(instance.content)
        return Document(
            kind=self.kind,
            key=self.key_of(instance),
            title=campaign.title,
            url=instance.get_absolute_url(),
            audience=frozenset({audience.PUBLIC}),
            summary=campaign.population,
            body="\n".join(words for part in parts for words in (part.title, *(each.wording for each in part.blocks))),
            keywords=(self.label, "Sondage"),
            facts=("Données de synthèse",) if campaign.is_synthetic else (),
            date=instance.published_on.date(),
        )


SOURCES = (PublishedResultsSource(),)
