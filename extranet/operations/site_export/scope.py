"""What an export holds: every model, unless it is named here with the reason why it is left out.

Tests read all the models of the site: a new one is exported as a table, without a word here.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

MADE_AGAIN = "refait par la commande migrate ou par le site lui-même"
OF_THE_MOMENT = "n’a de sens que pour le site qui tourne"
SEARCH = "refait par rebuild_index"
# Model → why it is not in an export.
LEFT_OUT = {
    "contenttypes.ContentType": MADE_AGAIN,
    "auth.Permission": MADE_AGAIN,
    "sessions.Session": OF_THE_MOMENT,
    "reseau.Connection": OF_THE_MOMENT,
    "reseau.SentForm": OF_THE_MOMENT,
    "account.EmailConfirmation": "clés envoyées par courriel, valables quelques jours",
    "django_tasks_database.DBTaskResult": OF_THE_MOMENT,
    "jobs.JobStatus": OF_THE_MOMENT,
    "alertes.IncomingMail": "courriels reçus, effacés une fois publiés",
    "alertes.PushDevice": OF_THE_MOMENT,
    "alertes.PushedNotice": OF_THE_MOMENT,
    "enquetes.UnfinishedResponse": "pas encore envoyées, oubliées au bout d’un mois",
    "extranet.PublicChange": OF_THE_MOMENT,
    "extranet.TableChange": OF_THE_MOMENT,
    "search.OutboxEntry": SEARCH,
    "search.IndexState": SEARCH,
    "search.DocumentMeaning": SEARCH,
    "search.FoldedJournal": OF_THE_MOMENT,
    "forums.HeldMessage": "pas encore relu\u00a0: publié, il devient un message",
    "forums.WithdrawnTopic": "gardé un quart d’heure, le temps de changer d’avis",
    "formation.SessionDossier": "archives préparées à la demande, gardées sept jours",
    "formation.SessionDossier_sessions": "archives préparées à la demande, gardées sept jours",
    "b2i.JuryDossier": "archives préparées à la demande, gardées sept jours",
    "b2i.CivilIdentity": "demandé pour un dossier de jury et détruit avec lui\u00a0: une copie lui survivrait",
    "b2i.FrozenPaper": "porte un état civil et se détruit avec lui\u00a0: une copie lui survivrait",
    "b2i.FrozenPiece": "part et se détruit avec un papier figé\u00a0: une copie lui survivrait",
    "b2i.PaperReading": "lectures des papiers d’un jury, qui restent ici",
    "wagtailadmin.Admin": "ne contient rien\u00a0: porte les droits d’accès à l’éditeur",
    "wagtailadmin.EditingSession": OF_THE_MOMENT,
    "wagtailadmin.FormState": OF_THE_MOMENT,
    "wagtailcore.UploadedFile": OF_THE_MOMENT,
    "wagtailcore.ReferenceIndex": MADE_AGAIN,
    "wagtailembeds.Embed": "mémoire de contenus d’autres sites",
    "wagtailimages.Rendition": "images redimensionnées, refaites à la demande",
    "wagtailsearch.IndexEntry": MADE_AGAIN,
    "wagtailsearch.SQLiteFTSIndexEntry": MADE_AGAIN,
}
# Fields that open something: they are in `secrets/`, which can be left out.
SECRET_FIELDS = {
    "reseau.Member.password",
    "b2i.Learner.card_secret",
    "wagtailcore.CollectionViewRestriction.password",
    "wagtailcore.PageViewRestriction.password",
}
# Models that are nothing but secrets.
SECRET_MODELS = {"mfa.Authenticator"}
# Application → folder of the export.
FOLDERS = {
    "extranet": "site",
    "projets": "projets",
    "qualite": "qualite",
    "accueil": "accueil",
    "patrimoine": "patrimoine",
    "enquetes": "enquetes",
    "formation": "formation",
    "ressources": "ressources",
    "b2i": "b2i",
    "forums": "forums",
    "questionnaires": "questionnaires",
    "alertes": "alertes",
    "reseau": "reseau",
    "audit": "journal",
    "search": "recherche",
    "account": "comptes",
    "mfa": "secrets",
    "auth": "comptes",
    "taggit": "mots-cles",
    "wagtailcore": "edition",
    "wagtailforms": "edition",
    "wagtailredirects": "edition",
    "wagtailusers": "comptes",
    "wagtaildocs": "edition",
    "wagtailimages": "edition",
}
# Names in French of what comes from libraries; ours have theirs in `verbose_name_plural`.
TABLE_NAMES = {
    "mfa.Authenticator": "seconds facteurs",
    "taggit.TaggedItem": "mots-clés posés",
    "wagtailcore.Locale": "langues",
    "wagtailcore.PageSubscription": "abonnements aux commentaires",
    "wagtailcore.WorkflowContentType": "relectures par type de contenu",
    "wagtailusers.UserProfile": "réglages de l’éditeur",
}


def exported_models() -> list[type[models.Model]]:
    """Return the models with a table of their own, in the order of the applications."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if is_exported(model) and not model._meta.proxy and model._meta.managed]


def is_exported(model: type[models.Model]) -> bool:
    return model._meta.label not in LEFT_OUT


def is_secret(field: models.Field) -> bool:
    return f"{field.model._meta.label}.{field.name}" in SECRET_FIELDS


def file_fields() -> Iterator[tuple[type[models.Model], models.FileField]]:
    for model in exported_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                yield model, field
