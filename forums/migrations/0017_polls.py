"""Polls; what a draft keeps of one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forums", "0016_tags_from_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="messagedraft",
            name="choices",
            field=models.TextField(blank=True, db_default="", verbose_name="réponses d’un sondage"),
        ),
        migrations.AddField(
            model_name="messagedraft",
            name="closes",
            field=models.TextField(blank=True, db_default="", verbose_name="dernier jour du vote"),
        ),
        migrations.AddField(
            model_name="messagedraft",
            name="kind",
            field=models.TextField(blank=True, db_default="", verbose_name="sorte"),
        ),
        migrations.AddField(
            model_name="messagedraft",
            name="several",
            field=models.TextField(blank=True, db_default="", verbose_name="plusieurs réponses"),
        ),
        migrations.AlterField(
            model_name="topic",
            name="kind",
            field=models.CharField(
                choices=[
                    ("question", "Question"),
                    ("discussion", "Discussion"),
                    ("announcement", "Annonce"),
                    ("poll", "Sondage"),
                ],
                db_default="question",
                default="question",
                max_length=12,
                verbose_name="sorte",
            ),
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("several", models.BooleanField(default=False, verbose_name="plusieurs réponses")),
                ("closes", models.DateField(verbose_name="dernier jour du vote")),
                (
                    "topic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="poll",
                        to="forums.topic",
                        verbose_name="sujet",
                    ),
                ),
            ],
            options={
                "verbose_name": "sondage",
                "verbose_name_plural": "sondages",
            },
        ),
        migrations.CreateModel(
            name="PollChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("text", models.CharField(max_length=140, verbose_name="réponse possible")),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="forums.poll",
                        verbose_name="sondage",
                    ),
                ),
            ],
            options={
                "verbose_name": "réponse possible d’un sondage",
                "verbose_name_plural": "réponses possibles des sondages",
                "ordering": ["poll", "rank"],
            },
        ),
        migrations.CreateModel(
            name="PollVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choices",
                    models.ManyToManyField(related_name="votes", to="forums.pollchoice", verbose_name="réponses"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="poll_votes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="membre",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="forums.poll",
                        verbose_name="sondage",
                    ),
                ),
            ],
            options={
                "verbose_name": "vote",
                "verbose_name_plural": "votes",
            },
        ),
        migrations.AddConstraint(
            model_name="pollchoice",
            constraint=models.UniqueConstraint(
                fields=("poll", "rank"),
                name="poll_choice_once_at_its_rank",
                violation_error_message="Une réponse du sondage est déjà à cette place.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollchoice",
            constraint=models.UniqueConstraint(
                fields=("poll", "text"),
                name="poll_choice_once",
                violation_error_message="Cette réponse est déjà dans le sondage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__gte", 1), ("rank__lte", 8)),
                name="poll_has_few_choices",
                violation_error_message="Un sondage a 8 réponses possibles au plus.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pollvote",
            constraint=models.UniqueConstraint(
                fields=("poll", "member"),
                name="poll_voted_once",
                violation_error_message="Vous avez déjà voté dans ce sondage.",
            ),
        ),
    ]
