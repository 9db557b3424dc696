"""How urgent a task is, from its dates alone, and the words in which a first page says so."""

import datetime

from django.utils import timezone

from reseau.texts.wording import day_in_full

NOW, SOON = "now", "soon"
A_WEEK = 7
TWO_WEEKS = 14


def days_in_words(count: int) -> str:
    """« un jour », « 3 jours »."""
    return "un jour" if count == 1 else f"{count}\u00a0jours"


def due_in_words(day: datetime.date) -> dict[str, str]:
    """Return the urgency and the badge of a task to do by `day`, that day included."""
    days = (day - timezone.localdate()).days
    if days < 0:
        late = days_in_words(-days)
        return {"urgency": NOW, "badge": f"En retard {'d’' if days == -1 else 'de '}{late}"}
    if days <= 1:
        return {"urgency": SOON if days else NOW, "badge": "D’ici demain soir" if days else "Avant ce soir"}
    if days < A_WEEK:
        return {"urgency": SOON, "badge": f"D’ici {day_in_full(day, 'l')}"}
    return {"badge": f"D’ici au {day_in_full(day, 'j F')}"}


def since_in_words(day: datetime.date) -> dict[str, str]:
    """Return the urgency and the badge of a task that could be done from `day` on, and should have been that day."""
    days = (timezone.localdate() - day).days
    if days <= 0:
        return {"urgency": SOON, "badge": "Aujourd’hui"}
    return {"urgency": NOW, "badge": "Depuis hier" if days == 1 else f"Depuis {days_in_words(days)}"}


def silence_in_words(asked: datetime.datetime) -> dict[str, str]:
    """Return how long a question has waited for its first answer, in words, and the tone of a badge."""
    days = (timezone.localdate() - timezone.localdate(asked)).days
    tone = "bad" if days >= TWO_WEEKS else "wait" if days >= A_WEEK else ""
    return {"tone": tone, "silence": f"{days_in_words(days)} sans réponse" if days > 0 else "posée aujourd’hui"}
