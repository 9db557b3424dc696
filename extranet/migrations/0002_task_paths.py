"""Jobs that were queued before the modules of tasks moved name their new path, so that the worker still finds them."""

from django.db import migrations

# Path that a row may hold → present path of the same task.
MOVED = {
    "alertes.sending_tasks.send_mails": "alertes.channels.mails.tasks.send_mails",
    "alertes.tasks.check_searches": "alertes.occasions.saved_searches.tasks.check_searches",
    "b2i.jury_tasks.make_files": "b2i.outcomes.jury.tasks.make_files",
    "formation.dossier_tasks.make": "formation.proof.dossiers.tasks.make",
    "ressources.import_tasks.read_document": "ressources.authoring.imports.tasks.read_document",
    "ressources.tasks.read": "ressources.files.tasks.read",
    "ressources.tasks.scan": "ressources.files.tasks.scan",
    "search.tasks.drain": "search.index.tasks.drain",
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
    dependencies = [("extranet", "0001_initial"), ("django_tasks_database", "0021_conditional_partial_index_ordering")]

    # Not elidable: a site may come from a release older than the moves, with jobs in its queue.
    operations = [migrations.RunPython(follow_moves, take_back_moves, elidable=False)]
