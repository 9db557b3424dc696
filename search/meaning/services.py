"""Keep the vectors of documents, and find the documents near a question; nothing at all where the option is off."""

import hashlib
import logging
import time
from collections.abc import Iterable, Sequence
from importlib import import_module

from django.conf import settings
from django.db.models import Count, Max

from search.meaning.models import DocumentMeaning
from search.meaning.texts import parts_of
from search.sources.documents import Document

logger = logging.getLogger(__name__)

# Seconds between two looks at what other processes wrote.
LOOK_EVERY = 20
# Rows read at once.
CHUNK = 500


def keep_meanings(*, documents: Iterable[Document]) -> None:
    """Keep the vectors of `documents` whose texts changed, and forget those that have too few words.

    A failure is logged: a search by words never waits for a meaning.
    """
    if not settings.SEARCH_MEANING:
        return
    try:
        _keep({document.id: parts_of(document) for document in documents})
    except Exception:  # a model is not worth an index that stops
        logger.exception("the meaning of documents can't be kept")


def forget_meanings(*, ids: Iterable[str]) -> None:
    """Forget the documents `ids` (`document_id`), which left the index."""
    if settings.SEARCH_MEANING:
        DocumentMeaning.objects.named(ids).delete()


def forget_other_meanings(*, kind: str, ids: Iterable[str]) -> None:
    """Forget the documents of `kind` that are not among `ids`: those that left while nobody looked; all of them where
    the option is off, since nothing would follow what happens to them.
    """
    kept = DocumentMeaning.objects.filter(identity__startswith=f"{kind}:").values_list("identity", flat=True)
    gone = sorted(set(kept) - set(ids if settings.SEARCH_MEANING else ()))
    for start in range(0, len(gone), CHUNK):
        DocumentMeaning.objects.named(gone[start : start + CHUNK]).delete()


def near_in_meaning(*, text: str) -> tuple[str, ...]:
    """Return the ids of documents near `text`, the nearest first, whoever may read them; none if the option is off."""
    if not settings.SEARCH_MEANING:
        return ()
    return _space.current().near(text)


def _keep(parts: dict[str, list[str]]) -> None:
    digests = {identity: _digest(texts) for identity, texts in parts.items()}
    known = dict(DocumentMeaning.objects.named(parts).values_list("identity", "digest"))
    changed = [identity for identity, texts in parts.items() if texts and known.get(identity) != digests[identity]]
    vectors = _spaces().vectors_of([text for identity in changed for text in parts[identity]])
    rows, at = [], 0
    for identity in changed:
        own = vectors[at : at + len(parts[identity])]
        at += len(own)
        rows.append(DocumentMeaning(identity=identity, digest=digests[identity], vectors=_spaces().packed(own)))
    DocumentMeaning.objects.named([identity for identity in known if not parts[identity]]).delete()
    DocumentMeaning.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["identity"], update_fields=["digest", "vectors", "updated"]
    )


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\x00".join((_spaces().MODEL, *texts)).encode()).hexdigest()


def _spaces():
    """Return the module of the extra: a site without it has nothing to import."""
    return import_module("search.meaning.space")


class _CurrentSpace:
    """The space of this process, read again when the rows changed; it looks once in a while."""

    def __init__(self) -> None:
        self._space, self._stamp, self._looked = None, None, float("-inf")

    def current(self):
        """Return the `MeaningSpace` of today's rows."""
        if time.monotonic() - self._looked >= LOOK_EVERY:
            stamp = DocumentMeaning.objects.aggregate(count=Count("pk"), last=Max("updated"))
            stamp = (stamp["count"], stamp["last"])
            if stamp != self._stamp:
                rows = DocumentMeaning.objects.order_by("pk").values_list("identity", "vectors")
                unpacked = _spaces().unpacked
                vectors = ((identity, unpacked(content)) for identity, content in rows.iterator(CHUNK))
                self._space = _spaces().MeaningSpace(vectors)
            self._stamp, self._looked = stamp, time.monotonic()
        return self._space

    def forget(self) -> None:
        """Look again at the next question."""
        self._looked = float("-inf")


_space = _CurrentSpace()
