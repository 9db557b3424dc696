"""Sent forms: the answer to a form that is sent twice, and the end of old ones."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from reseau.web.sent_forms.models import SentForm

KEPT = datetime.timedelta(days=2)


@transaction.atomic
def answer_once(
    *, fingerprint: str, answer: Callable[[], HttpResponse], is_taken: Callable[[HttpResponse], bool]
) -> HttpResponse | SentForm:
    """Return the answer to a form, or the form as it was taken before.

    What the answer writes and the memory of it are one transaction. The same form sent meanwhile waits here. An answer
    for which `is_taken` does not hold is forgotten: the form may be sent again.
    """
    sent_form, is_new = SentForm.objects.get_or_create(fingerprint=fingerprint)
    if not is_new:
        return sent_form
    response = answer()
    if is_taken(response):
        sent_form.location = response.headers["Location"]
        sent_form.save(update_fields=["location"])
    else:
        sent_form.delete()
    return response


def forget_old_forms() -> None:
    """Forget the forms that nobody sends again."""
    SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
