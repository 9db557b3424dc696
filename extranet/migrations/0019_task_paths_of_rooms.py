"""Jobs that were queued before concepts went into rooms name their new path, so that the worker still finds them."""

from django.db import migrations

# Path that a row may hold → present path of the same task.
MOVED = {
    "alertes.mails.tasks.send_mails": "alertes.channels.mails.tasks.send_mails",
    "alertes.push.tasks.send_pushes": "alertes.channels.push.tasks.send_pushes",
    "alertes.saved_searches.tasks.check_searches": "alertes.occasions.saved_searches.tasks.check_searches",
    "b2i.jury.tasks.make_files": "b2i.outcomes.jury.tasks.make_files",
    "enquetes.answer_files.tasks.read_brought": "enquetes.preparation.answer_files.tasks.read_brought",
    "formation.dossiers.tasks.make": "formation.proof.dossiers.tasks.make",
    "ressources.imports.tasks.read_document": "ressources.authoring.imports.tasks.read_document",
    "ressources.watch_inbox.tasks.read_one_feed": "ressources.authoring.watch_inbox.tasks.read_one_feed",
}
UNFINISHED = ("READY", "RUNNING")


def rename(apps, paths: dict[str, str]) -> None:
    """Rewrite the path of every unfinished job that `paths` names: old → new."""
    unfinished = apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(status__in=UNFINISHED)
    for old, new in paths.items():
        unfinished.filter(task_path=old).update(task_path=new)


def follow_moves(apps, schema_editor) -> None:
    rename(apps, MOVED)


def take_back_moves(apps, schema_editor) -> None:
    rename(apps, {new: old for old, new in MOVED.items()})


class Migration(migrations.Migration):
    dependencies = [
        ("extranet", "0018_account_terms"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    # Not elidable: a site may come from a release older than the moves, with jobs in its queue.
    operations = [migrations.RunPython(follow_moves, take_back_moves, elidable=False)]
