from django.db import migrations


class Migration(migrations.Migration):
    """On SQLite the condition called a function of Django’s own: other tools could not check the database any more."""

    dependencies = [("alertes", "0017_returned_mails")]

    operations = [migrations.RemoveConstraint(model_name="letter", name="letter_week_is_a_monday")]
