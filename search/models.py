"""What the search keeps: the outbox of the index and its diary, synonyms, and how often what was searched."""

from search.index.outbox import REBUILD_SILENCE, IndexState, OutboxEntry
from search.meaning.models import DocumentMeaning
from search.questions.journal.models import FoldedJournal, SearchTally
from search.questions.synonyms.models import SynonymSet

__all__ = [
    "REBUILD_SILENCE",
    "DocumentMeaning",
    "FoldedJournal",
    "IndexState",
    "OutboxEntry",
    "SearchTally",
    "SynonymSet",
]
