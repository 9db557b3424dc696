"""Where the facts of a sheet come from, which screens it shows, and when somebody last found them true."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ressources", "0040_pages_by_publication")]

    operations = [
        migrations.AddField(
            model_name="reviewdate",
            name="verified_on",
            field=models.DateField(blank=True, null=True, verbose_name="faits vérifiés le"),
        ),
        migrations.AddField(
            model_name="workshoppage",
            name="screens",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="La version de ce que l’on voit\xa0: «\xa0Windows 11, Firefox 140\xa0».",
                max_length=200,
                verbose_name="écrans montrés",
            ),
        ),
        migrations.AddField(
            model_name="workshoppage",
            name="sources",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Une par ligne\xa0: qui le dit, puis l’adresse de la page.",
                max_length=3000,
                verbose_name="sources des faits",
            ),
        ),
    ]
