"""French of the A2 level, as a machine can check it: short sentences, frequent words, no article of law."""

import re
from collections.abc import Iterable, Iterator

from wordfreq import zipf_frequency

# Words in a sentence, counted between spaces.
LONGEST = 14
# On the scale of Zipf, 3 is one word in a million: people of the A2 level know most of those above.
RAREST = 3.0
WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"(?<=[.!?:;…])[\s»)]+|\ufffc")
LAW = re.compile(r"\barticles? \d|RGPD|règlement|décret|arrêté|\blois?\b|base légale", re.IGNORECASE)
# Rare words that stay, with the reason.
KNOWN = {
    "epm": "the name of the place, as on its door",
    "médiateurs": "the name of the site",
    "multimédia": "idem, in the note at the foot",
    "visio": "a skill to learn; what people say",
    "validée": "the state of a skill, explained by the key of the stones",
    "validées": "idem",
    "animatrices": "the people of the place, women first",
    "animez": "said to those people, who came to the wrong door",
    "téléphonez": "what people do; the number is beside it",
    "pix": "the name of another list of skills",
    "digcomp": "idem",
    "diag": "part of the name of a test of Pix",
    "crcn": "part of the name of the list of Pix",
    "ko": "the size of a file",
    "usb": "what is written on the key",
    "lun": "a day, as on a calendar; in full beside it",
    "ven": "idem",
    "janv": "a month, as on a calendar; in full beside it",
    "févr": "idem",
    "avr": "idem",
    "juill": "idem",
    "sept": "idem",
    "déc": "idem",
}


def difficulties(text: str, *, known: Iterable[str] = ()) -> Iterator[str]:
    """Yield what makes a text hard to read. `known`: rare words, in lower case, that are allowed."""
    if found := LAW.search(text):
        yield f"texte de loi «\u00a0{found[0]}\u00a0»\u00a0: {text}"
    for sentence in SENTENCE_END.split(text):
        length = sum(bool(WORD.search(word)) for word in sentence.split())
        if length > LONGEST:
            yield f"{length} mots\u00a0: {sentence}"
        for word in WORD.findall(sentence):
            if word.lower() not in known and zipf_frequency(word, "fr") < RAREST:
                yield f"mot rare «\u00a0{word}\u00a0»\u00a0: {sentence}"
