"""What one can run the week after a training, where its facts come from, and when somebody last found them true."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("formation", "0037_replacement_calls")]

    operations = [
        migrations.AddField(
            model_name="trainingpage",
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
            model_name="trainingpage",
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
        migrations.AddField(
            model_name="trainingpage",
            name="verified_on",
            field=models.DateField(
                blank=True,
                help_text="Le jour où quelqu’un a tout relu à ces sources.",
                null=True,
                verbose_name="faits vérifiés le",
            ),
        ),
        migrations.AddField(
            model_name="trainingpage",
            name="week_after",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Ce que l’on peut animer dès la semaine suivante\xa0: le titre d’une fiche emportée, entre «\xa0guillemets\xa0», devient un lien.",
                max_length=600,
                verbose_name="la semaine suivante",
            ),
        ),
    ]
