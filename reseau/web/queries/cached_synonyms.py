"""The synonyms of a search, kept until somebody changes them: each search would read several hundred sets.

Named by `SEARCH_SYNONYMS`: the search itself knows nothing of compiled queries.
"""

from collections.abc import Iterable

from reseau.web.queries.cached_query import CachedQuery
from search.questions.synonyms.models import SynonymSet

SETS = CachedQuery(lambda: SynonymSet.objects.stored())


def kept_synonyms() -> Iterable[str]:
    """Return the expressions of each set, one a line. One query, for the version of the sets."""
    return SETS.rows()
