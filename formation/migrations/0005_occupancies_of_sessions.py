"""The half-days known so far keep their room and those who have a place busy.

Where two of them claim the same person or room, which nothing refused until now, the older one has it.
"""

from django.db import migrations


def occupy(apps, schema_editor) -> None:
    Occupancy, HalfDay, Enrolment = (apps.get_model("formation", name) for name in ("Occupancy", "HalfDay", "Enrolment"))
    half_days = HalfDay.objects.exclude(session__status="cancelled").select_related("session").order_by("pk")
    people = {}
    for session, member in Enrolment.objects.filter(status="confirmed").values_list("session", "member"):
        people.setdefault(session, []).append(member)
    rows = []
    for half_day in half_days:
        when = {"half_day": half_day, "date": half_day.date, "part": half_day.part}
        rows.append(Occupancy(epm_id=half_day.session.epm_id, **when))
        rows += [Occupancy(member_id=member, **when) for member in people.get(half_day.session_id, [])]
    Occupancy.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("formation", "0004_occupancies")]

    # Going back drops the table.
    operations = [migrations.RunPython(occupy, migrations.RunPython.noop, elidable=True)]
