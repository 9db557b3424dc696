"""The text about the network is a part of the home now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("extranet", "0005_home_and_legal_texts")]

    operations = [migrations.RemoveField(model_name="homepage", name="network")]
