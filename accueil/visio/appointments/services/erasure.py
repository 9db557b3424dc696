"""Names, ways to reach people and communes are erased a month after the appointment; so are the mails to them."""

from django.db import transaction
from django.utils import timezone

from accueil.visio.appointments.models import KEPT, Appointment, AppointmentQuarter
from alertes.channels.mails.models.mail import Mail


@transaction.atomic
def erase_people() -> int:
    """Erase who came to the appointments of more than thirty days ago; return how many. What is counted stays."""
    old = Appointment.objects.filter(day__lt=timezone.localdate() - KEPT).exclude(name="")
    keys = list(old.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        Mail.objects.about(f"visio:{key}:person:").delete()
    AppointmentQuarter.objects.filter(appointment__in=keys).delete()
    return Appointment.objects.filter(pk__in=keys).update(name="", phone="", email="", commune=None)
