from django.db import migrations, models

MATTERS = [
    ('sheets', 'Mes fiches'),
    ('reviews', 'Les fiches à relire'),
    ('training', 'Mes formations'),
    ('records', 'Les livrets B2i'),
    ('forums', 'Les forums'),
    ('searches', 'Mes recherches suivies'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('alertes', '0005_outsiders'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mail',
            name='matter',
            field=models.CharField(choices=MATTERS, max_length=16, verbose_name='à propos de'),
        ),
        migrations.AlterField(
            model_name='mailchoice',
            name='matter',
            field=models.CharField(choices=MATTERS, max_length=16, verbose_name='à propos de'),
        ),
    ]
