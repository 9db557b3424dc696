
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alertes', '0006_matter_records'),
    ]

    operations = [
        migrations.AddField(
            model_name='mail',
            name='reply_to',
            field=models.EmailField(blank=True, max_length=254, verbose_name='répondre à'),
        ),
        migrations.AlterField(
            model_name='mail',
            name='matter',
            field=models.CharField(choices=[('sheets', 'Mes fiches'), ('reviews', 'Les fiches à relire'), ('training', 'Mes formations'), ('records', 'Les livrets B2i'), ('forums', 'Les forums'), ('searches', 'Mes recherches suivies'), ('from_public', 'Les messages du public')], max_length=16, verbose_name='à propos de'),
        ),
        migrations.AlterField(
            model_name='mail',
            name='url',
            field=models.CharField(blank=True, max_length=300, verbose_name='adresse dans le site'),
        ),
        migrations.AlterField(
            model_name='mailchoice',
            name='matter',
            field=models.CharField(choices=[('sheets', 'Mes fiches'), ('reviews', 'Les fiches à relire'), ('training', 'Mes formations'), ('records', 'Les livrets B2i'), ('forums', 'Les forums'), ('searches', 'Mes recherches suivies'), ('from_public', 'Les messages du public')], max_length=16, verbose_name='à propos de'),
        ),
    ]
