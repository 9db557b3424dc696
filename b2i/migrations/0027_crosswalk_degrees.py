from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("b2i", "0026_can_dos")]

    operations = [
        migrations.AddField(
            model_name='crosswalklink',
            name='degree',
            field=models.CharField(blank=True, choices=[('exact', 'dit la même chose'), ('broader', 'est plus large'), ('part', 'en est une partie'), ('related', 'a une part commune')], db_default='', default='', max_length=8, verbose_name='degré'),
        ),
    ]
