"""What the search keeps: the outbox of the index and its diary, synonyms, and how often what was searched."""

from search.models.outbox import REBUILD_SILENCE, IndexState, OutboxEntry
from search.models.synonym_set import SynonymSet
from search.models.tally import FoldedJournal, SearchTally

__all__ = ["REBUILD_SILENCE", "FoldedJournal", "IndexState", "OutboxEntry", "SearchTally", "SynonymSet"]
