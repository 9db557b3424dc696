"""A recording of the demo: three notes that rise, as a learner composes a ring tone; the same bytes each time."""

import io
import math
import wave

RATE = 8_000  # samples a second
NOTES = (523.25, 659.25, 783.99)  # do, mi, sol, in hertz
LENGTH = 0.6  # seconds for each
MIDDLE, LOUDNESS = 128, 90  # of samples of one byte


def render_ring_tone() -> bytes:
    """Return a WAV of two seconds; each note fades out."""
    count = int(RATE * LENGTH)
    samples = bytes(
        round(MIDDLE + LOUDNESS * (1 - place / count) * math.sin(2 * math.pi * note * place / RATE))
        for note in NOTES
        for place in range(count)
    )
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(samples)
    return content.getvalue()
