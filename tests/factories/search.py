"""Documents and outbox entries for tests: a public sheet by default."""

import factory

from search.documents import Document
from search.models import OutboxEntry


class DocumentFactory(factory.Factory):
    class Meta:
        model = Document

    kind = "sheet"
    key = factory.Sequence(lambda n: f"{n}")
    title = "Découvrir la souris"
    url = factory.LazyAttribute(lambda document: f"/{document.kind}/{document.key}/")
    audience = frozenset({"public"})


class OutboxEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutboxEntry

    kind = "epm"
    key = "1"
