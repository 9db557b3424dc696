"""Whoever wrote in a topic was told what came next; they follow it from now on, and may stop."""

from django.db import migrations

BATCH = 1000


def subscribe_writers(apps, schema_editor):
    Post = apps.get_model("forums", "Post")
    Subscription = apps.get_model("alertes", "Subscription")
    posts = Post.objects.exclude(author=None).filter(author__is_active=True).order_by()
    pairs = posts.values_list("topic", "author").distinct()
    rows = []
    for topic, author in pairs.iterator(chunk_size=BATCH):
        rows.append(Subscription(member_id=author, subject=f"topic:{topic}"))
        if len(rows) == BATCH:
            Subscription.objects.bulk_create(rows, ignore_conflicts=True)
            rows = []
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [
        ("forums", "0010_drafts_of_messages"),
        ("alertes", "0013_followed_by_mail"),
    ]

    operations = [migrations.RunPython(subscribe_writers, migrations.RunPython.noop, elidable=True)]
