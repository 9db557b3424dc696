"""The end of forms that were sent."""

import datetime

from django.utils import timezone

from reseau.web.sent_forms.models import SentForm
from reseau.web.sent_forms.services import KEPT, forget_old_forms


def test_old_forms_are_forgotten(db):
    now = timezone.now()
    for name, age in (("new", KEPT - datetime.timedelta(hours=1)), ("old", KEPT + datetime.timedelta(hours=1))):
        SentForm.objects.create(fingerprint=name, location="/")
        SentForm.objects.filter(fingerprint=name).update(sent_at=now - age)

    forget_old_forms()

    assert [form.fingerprint for form in SentForm.objects.all()] == ["new"]
