"""Nothing of the site is forgotten: each model is in one place of the export, or left out with a reason."""

import re
from collections import Counter

from django.apps import apps
from django.db import models

from extranet.operations.site_export.columns import columns_of
from extranet.operations.site_export.contents import documents, table_path, tables
from extranet.operations.site_export.rows import MADE_FROM_ROW
from extranet.operations.site_export.scope import FOLDERS, LEFT_OUT, SECRET_FIELDS, SECRET_MODELS, TABLE_NAMES
from scripts.layout import APPS

# A field so named opens something, unless it says below why it does not.
OPENS_SOMETHING = re.compile(r"password|token|secret|credential|private")


def every_model() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def test_each_model_is_exported_once_or_left_out_with_a_reason():
    places = Counter(tables())
    places.update({model for part in documents() for model in part.tables})
    # The rows of a branch hang under documents of several kinds: a tag, under each kind of sheet.
    places.update({branch.model for part in documents() for branch in part.all_branches()})
    wrong = [
        f"{model._meta.label}: {places[model]} places, left out: {model._meta.label in LEFT_OUT}"
        for model in every_model()
        if places[model] != (0 if model._meta.label in LEFT_OUT else 1)
    ]
    assert wrong == [], "export these models (FOLDERS), or say in LEFT_OUT why not"
    assert [label for label, reason in LEFT_OUT.items() if not reason.strip()] == []


def test_models_of_our_own_are_left_out_rarely_and_on_purpose():
    assert {label for label in LEFT_OUT if label.split(".")[0] in APPS} == {
        "alertes.IncomingMail",
        "alertes.PushDevice",
        "alertes.PushedNotice",
        "b2i.CivilIdentity",
        "b2i.FrozenPaper",
        "b2i.FrozenPiece",
        "b2i.JuryDossier",
        "b2i.PaperReading",
        "enquetes.UnfinishedResponse",
        "extranet.PublicChange",
        "extranet.TableChange",
        "formation.SessionDossier",
        "formation.SessionDossier_sessions",
        "forums.WithdrawnTopic",
        "forums.HeldMessage",
        "jobs.JobStatus",
        "reseau.Connection",
        "reseau.SentForm",
        "search.DocumentMeaning",
        "search.FoldedJournal",
        "search.IndexState",
        "search.OutboxEntry",
    }


def test_names_of_the_scope_exist():
    known = {model._meta.label for model in every_model()}
    # Wagtail has that one on SQLite alone.
    assert set(LEFT_OUT) | SECRET_MODELS | set(TABLE_NAMES) <= known | {"wagtailsearch.SQLiteFTSIndexEntry"}
    for label in SECRET_FIELDS | set(MADE_FROM_ROW):
        model, _, name = label.rpartition(".")
        apps.get_model(model)._meta.get_field(name)
    assert {model._meta.app_label for model in tables()} <= set(FOLDERS)


def test_what_opens_something_is_a_secret():
    suspects = {
        f"{model._meta.label}.{field.name}"
        for model in every_model()
        if model._meta.label not in LEFT_OUT and model._meta.label not in SECRET_MODELS
        for field in model._meta.local_concrete_fields
        if OPENS_SOMETHING.search(field.name)
    }
    assert suspects - SECRET_FIELDS == set(), "add these to SECRET_FIELDS"


def test_tables_and_columns_have_a_name_each():
    paths = Counter([table_path(model) for model in tables()] + [part.folder for part in documents()])
    assert [path for path, count in paths.items() if count > 1] == []
    families = [(model, False) for model in tables()]
    families += [(part.model, True) for part in documents()]
    families += [(branch.model, False) for part in documents() for branch in part.all_branches()]
    for model, with_parents in families:
        names = Counter(column.name for column in columns_of(model, with_parents=with_parents))
        names.update(branch.name for part in documents() if part.model is model for branch in part.branches)
        assert [name for name, count in names.items() if count > 1 or not re.fullmatch(r"\w+", name)] == [], model
