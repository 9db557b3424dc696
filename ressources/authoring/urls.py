"""Addresses of `ressources/authoring`, concept by concept. Part of `ressources.urls`."""

from django.urls import path

from ressources.authoring import maintenance
from ressources.authoring.coverage import views as coverage
from ressources.authoring.imports import views as imports
from ressources.authoring.publication import views as publication
from ressources.authoring.sheet_requests import views as sheet_requests
from ressources.authoring.topics import views as topics
from ressources.authoring.upkeep import views as upkeep
from ressources.authoring.watch_inbox.views import feeds, inbox, watch
from ressources.authoring.writing.views import autosave, deletion, merged_texts, my_sheets, writing

urlpatterns = [
    # Writing: forms of sheets, texts kept while typing, previews.
    path("proposer/", writing.NewSheetView.as_view(), name="propose"),
    path("proposer/<str:kind>/", writing.NewSheetView.as_view(), name="propose_kind"),
    path("mes-fiches/", my_sheets.MySheetsView.as_view(), name="mine"),
    path("fiches/garder/", autosave.keep, name="keep"),
    path("fiches/jeton/", autosave.token, name="token"),
    path("fiches/commencees/<int:pk>/apercu/", my_sheets.KeptPreviewView.as_view(), name="kept_preview"),
    path("fiches/commencees/<int:pk>/effacer/", my_sheets.discard, name="discard"),
    path("fiches/<int:pk>/modifier/", writing.EditView.as_view(), name="edit"),
    path("fiches/<int:pk>/reunir/<int:text>/", merged_texts.MergedTextView.as_view(), name="unite"),
    path("fiches/<int:pk>/apercu/", writing.PreviewView.as_view(), name="preview"),
    path("fiches/<int:pk>/supprimer/", deletion.DeleteDraftView.as_view(), name="delete"),
    path("fiches/<int:pk>/envoyer/", writing.submit, name="submit"),
    # Imports of documents.
    path("importer/", imports.ImportView.as_view(), name="import"),
    path("importer/<int:pk>/", imports.ImportBatchView.as_view(), name="import_batch"),
    # Decisions about a sheet.
    path("fiches/<int:pk>/publier/", publication.publish, name="publish"),
    path("fiches/<int:pk>/demander-des-modifications/", publication.ask_changes, name="ask_changes"),
    path("fiches/<int:pk>/retirer/", publication.withdraw, name="withdraw"),
    # Upkeep of published sheets.
    path("fiches/<int:pk>/suivi/", upkeep.UpkeepView.as_view(), name="upkeep"),
    path("fiches/<int:pk>/toujours-valable/", upkeep.confirm_valid, name="confirm_valid"),
    path("fiches/<int:pk>/obsolete/", upkeep.ObsoleteView.as_view(), name="obsolete"),
    path("fiches/<int:pk>/remettre-d-actualite/", upkeep.revive, name="revive"),
    path("entretien/", maintenance.maintenance, name="maintenance"),
    path("sans-auteur/", upkeep.OrphansView.as_view(), name="orphans"),
    path("obsoletes/", upkeep.ObsoleteListView.as_view(), name="obsolete_list"),
    # Address where a topic of the forum becomes a sheet.
    path("depuis-un-sujet/<slug:forum>/<slug:topic>/", topics.FromTopicView.as_view(), name="from_topic"),
    # Requests for sheets.
    path("demandes/", sheet_requests.SheetRequestsView.as_view(), name="sheet_requests"),
    path("demandes/chercher/", sheet_requests.request_searched_sheet, name="request_searched_sheet"),
    path("demandes/<int:pk>/voix/", sheet_requests.support, name="support_sheet_request"),
    path("demandes/<int:pk>/ecrire/", sheet_requests.write, name="write_requested_sheet"),
    path("demandes/<int:pk>/rendre/", sheet_requests.give_back, name="give_back_sheet_request"),
    path("demandes/<int:pk>/clore/", sheet_requests.close, name="close_sheet_request"),
    # Coverage map.
    path("couverture/", coverage.coverage, name="coverage"),
    # Veille: its page, the inbox, the feeds.
    path("veille/", watch.WatchView.as_view(), name="watch"),
    path("veille/suivre/", watch.follow_watch, name="follow_watch"),
    path("veille/a-trier/", inbox.inbox, name="watch_inbox"),
    path("veille/ecartees/", inbox.DiscardedView.as_view(), name="watch_discarded"),
    path("veille/<int:pk>/garder/", inbox.keep, name="watch_keep"),
    path("veille/<int:pk>/brouillon/", inbox.keep_draft, name="watch_draft"),
    path("veille/<int:pk>/ecarter/", inbox.discard, name="watch_discard"),
    path("veille/<int:pk>/remettre/", inbox.restore, name="watch_restore"),
    path("veille/flux/", feeds.FeedsView.as_view(), name="watch_feeds"),
    path("veille/flux/<int:pk>/relire/", feeds.read_again, name="watch_feed_read"),
    path("veille/flux/<int:pk>/retirer/", feeds.remove, name="watch_feed_remove"),
]
