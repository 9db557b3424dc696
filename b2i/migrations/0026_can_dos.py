import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("b2i", "0025_jury_identity_opinion_number"),
    ]

    operations = [
        migrations.CreateModel(
            name='CanDo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=160, verbose_name='phrase (rédigée par le réseau)')),
                ('order', models.PositiveSmallIntegerField(verbose_name='rang')),
                ('is_current', models.BooleanField(db_default=True, default=True, verbose_name='en usage')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='can_dos', to='b2i.skill', verbose_name='compétence')),
            ],
            options={
                'verbose_name': 'phrase «\xa0Je sais\xa0»',
                'verbose_name_plural': 'phrases «\xa0Je sais\xa0»',
                'ordering': ['skill', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CanDoAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('no', 'Je ne sais pas encore'), ('helped', 'J’y arrive avec de l’aide'), ('alone', 'J’y arrive sans aide')], max_length=8, verbose_name='où j’en suis')),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dit le')),
                ('can_do', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='b2i.cando', verbose_name='phrase')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='can_do_answers', to='b2i.record', verbose_name='livret')),
            ],
            options={
                'verbose_name': 'réponse à une phrase',
                'verbose_name_plural': 'réponses aux phrases',
                'ordering': ['created', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='cando',
            constraint=models.UniqueConstraint(fields=('skill', 'text'), name='can_do_once_in_skill', violation_error_message='Cette phrase est déjà celle de la compétence.'),
        ),
    ]
