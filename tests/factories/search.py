"""Documents, outbox entries, synonyms and tallies for tests: a public sheet by default."""

import factory
from django.utils.timezone import localdate

from search.index.outbox import OutboxEntry
from search.questions.journal.models import SearchTally
from search.questions.journal.tallies import text_key
from search.questions.synonyms.models import SynonymSet
from search.sources.documents import Document


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


class SynonymSetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SynonymSet

    expressions = "clé USB\nclé mémoire"


class SearchTallyFactory(factory.django.DjangoModelFactory):
    """A text searched once today, without result."""

    class Meta:
        model = SearchTally

    day = factory.LazyFunction(localdate)
    text = "drone"
    key = factory.LazyAttribute(lambda tally: text_key(tally.text))
    searches = 1
    fruitless = factory.LazyAttribute(lambda tally: 0 if tally.results else tally.searches)
    results = 0
