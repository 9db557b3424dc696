"""Word the conditions of equipment so that they agree with any name."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('qualite', '0007_decisions_protected'),
    ]

    operations = [
        migrations.AlterField(
            model_name='conditionreport',
            name='condition',
            field=models.CharField(choices=[('good', 'Bon état'), ('worn', 'Usure visible, sert encore'), ('damaged', 'À réparer, ou il manque une pièce'), ('out', 'Hors service')], max_length=8, verbose_name='état'),
        ),
        migrations.AlterField(
            model_name='equipment',
            name='condition',
            field=models.CharField(choices=[('good', 'Bon état'), ('worn', 'Usure visible, sert encore'), ('damaged', 'À réparer, ou il manque une pièce'), ('out', 'Hors service')], default='good', max_length=8, verbose_name='état'),
        ),
    ]
