"""The consent given at the opening of a record becomes the first line of the learner's consents."""

from django.db import migrations


def keep(apps, schema_editor) -> None:
    Learner, Consent = apps.get_model("b2i", "Learner"), apps.get_model("b2i", "Consent")
    given = Learner.objects.filter(consent_given_at__isnull=False).order_by("pk")
    Consent.objects.bulk_create(
        (
            Consent(
                learner_id=learner.pk,
                epm_id=learner.epm_id,
                version=learner.consent_version,
                given_at=learner.consent_given_at,
                noted_by_id=learner.consent_noted_by_id,
            )
            for learner in given.iterator()
        ),
        batch_size=500,
    )


def put_back(apps, schema_editor) -> None:
    """Keep only the last consent of each learner, since an older release stores one."""
    Learner, Consent = apps.get_model("b2i", "Learner"), apps.get_model("b2i", "Consent")
    for consent in Consent.objects.order_by("given_at", "pk").iterator():
        Learner.objects.filter(pk=consent.learner_id).update(
            consent_given_at=consent.given_at,
            consent_version=consent.version,
            consent_noted_by=consent.noted_by_id,
        )


class Migration(migrations.Migration):

    dependencies = [("b2i", "0009_consents_and_followings")]

    operations = [migrations.RunPython(keep, put_back, elidable=True)]
