"""Addresses of the application « ressources », under /ressources/.

The list and the sheets are Wagtail pages. They are found here by their slug, which spares the queries of Wagtail's
walk from the root: pages serve themselves, with the same checks on either way.
"""

from django.urls import path

from ressources.adaptations import views as adapting
from ressources.collections.views import collections, sharing
from ressources.deliveries.views import deliveries, group_sessions
from ressources.files.views import files, pictures
from ressources.imports import views as imports
from ressources.library.views import feed, pages, tags
from ressources.open_workshops import views as open_workshops
from ressources.readers.views import favourites, feedback
from ressources.review.views import assignment, remarks, review
from ressources.sheets.views import authors
from ressources.take_away import views as take_away
from ressources.topics import views as topics
from ressources.upkeep import views as upkeep
from ressources.versions import views as versions
from ressources.writing.views import autosave, mine, union, writing

app_name = "ressources"
urlpatterns = [
    path("", pages.library, name="library"),
    path("proposer/", writing.ProposeView.as_view(), name="propose"),
    path("proposer/<str:kind>/", writing.ProposeView.as_view(), name="propose_kind"),
    path("mes-fiches/", mine.MineView.as_view(), name="mine"),
    path("importer/", imports.ImportView.as_view(), name="import"),
    path("importer/<int:pk>/", imports.ImportBatchView.as_view(), name="import_batch"),
    path("a-relire/", review.QueueView.as_view(), name="review_queue"),
    path("fiches/garder/", autosave.keep, name="keep"),
    path("fiches/jeton/", autosave.token, name="token"),
    path("fiches/commencees/<int:pk>/apercu/", mine.KeptPreviewView.as_view(), name="kept_preview"),
    path("fiches/commencees/<int:pk>/effacer/", mine.discard, name="discard"),
    path("fiches/<int:pk>/modifier/", writing.EditView.as_view(), name="edit"),
    path("fiches/<int:pk>/reunir/<int:text>/", union.UnionView.as_view(), name="unite"),
    path("fiches/<int:pk>/apercu/", writing.PreviewView.as_view(), name="preview"),
    path("fiches/<int:pk>/versions/", versions.VersionsView.as_view(), name="versions"),
    path("fiches/<int:pk>/versions/comparer/", versions.CompareView.as_view(), name="compare"),
    path("fiches/<int:pk>/versions/<int:revision>/", versions.VersionView.as_view(), name="version"),
    path("fiches/<int:pk>/versions/<int:revision>/reprendre/", versions.restore, name="restore"),
    path("fiches/<int:pk>/versions/<int:revision>/nommer/", versions.name, name="name_version"),
    path("fiches/<int:pk>/envoyer/", writing.submit, name="submit"),
    path("fiches/<int:pk>/relire/", review.ReviewView.as_view(), name="review"),
    path("fiches/<int:pk>/relire/prendre/", assignment.take, name="take_review"),
    path("fiches/<int:pk>/relire/confier/", assignment.give, name="give_review"),
    path("fiches/<int:pk>/relire/rendre/", assignment.put_back, name="put_back_review"),
    path("fiches/<int:pk>/relire/echeance/", assignment.choose_date, name="choose_answer_date"),
    path("fiches/<int:pk>/relire/remarquer/", remarks.remark, name="remark"),
    path("remarques/<int:pk>/repondre/", remarks.answer, name="answer_remark"),
    path("remarques/<int:pk>/faite/", remarks.done, name="remark_done"),
    path("remarques/<int:pk>/rouvrir/", remarks.reopen, name="reopen_remark"),
    path("remarques/<int:pk>/retirer/", remarks.withdraw, name="withdraw_remark"),
    path("fiches/<int:pk>/publier/", review.publish, name="publish"),
    path("fiches/<int:pk>/demander-des-modifications/", review.ask_changes, name="ask_changes"),
    path("fiches/<int:pk>/retirer/", review.withdraw, name="withdraw"),
    path("fiches/<int:pk>/grille/", group_sessions.SheetSessionView.as_view(), name="sheet_session"),
    path("fiches/<int:pk>/fichiers/", files.FilesView.as_view(), name="files"),
    path("fiches/<int:pk>/fichiers/reprendre/", files.reuse, name="reuse_file"),
    path("fiches/<int:pk>/images/", pictures.PicturesView.as_view(), name="pictures"),
    path("fiches/<int:pk>/images/reprendre/", pictures.reuse, name="reuse_picture"),
    path("fiches/<int:pk>/suivi/", upkeep.UpkeepView.as_view(), name="upkeep"),
    path("fiches/<int:pk>/toujours-valable/", upkeep.confirm_valid, name="confirm_valid"),
    path("fiches/<int:pk>/obsolete/", upkeep.ObsoleteView.as_view(), name="obsolete"),
    path("fiches/<int:pk>/remettre-d-actualite/", upkeep.revive, name="revive"),
    path("fiches/<int:pk>/auteurs/", authors.AuthorsView.as_view(), name="authors"),
    path("fiches/<int:pk>/auteurs/ajouter/", authors.add_coauthor, name="add_coauthor"),
    path("fiches/<int:pk>/auteurs/retirer/", authors.remove_coauthor, name="remove_coauthor"),
    path("fiches/<int:pk>/auteurs/confier/", authors.hand_over, name="hand_over"),
    path("fiches/<int:pk>/repondre/", authors.take_over, name="take_over"),
    path("fiches/<int:pk>/adapter/", adapting.AdaptView.as_view(), name="adapt"),
    path("fiches/<int:pk>/origine/", adapting.ComparisonView.as_view(), name="comparison"),
    path("fiches/<int:pk>/origine/reprendre/", adapting.take, name="take"),
    path("fiches/<int:pk>/origine/vue/", adapting.note_seen, name="note_seen"),
    path("mots-cles/", tags.TagsView.as_view(), name="tags"),
    path("mots-cles/fusionner/", tags.MergeTagsView.as_view(), name="merge_tags"),
    path("mots-cles/<int:pk>/liberer/", tags.free_word, name="free_word"),
    path("depuis-un-sujet/<slug:forum>/<slug:topic>/", topics.FromTopicView.as_view(), name="from_topic"),
    path("fiches/<int:pk>/garder/", favourites.favourite, name="favourite"),
    path("fiches/<int:pk>/merci/", favourites.thank, name="thank"),
    path("fiches/<int:pk>/collections/", collections.CollectView.as_view(), name="collect"),
    path("fiches/<int:pk>/collections/nouvelle/", collections.NewCollectionView.as_view(), name="collect_anew"),
    path("fiches/<int:pk>/collections/retirer/", collections.take_out, name="take_out"),
    path("fiches/<int:pk>/ecrire/", feedback.WriteToAuthorView.as_view(), name="write_to_author"),
    path("fiches/<int:pk>/retours/", feedback.FeedbackView.as_view(), name="feedback"),
    path("mes-retours/", feedback.MyFeedbackView.as_view(), name="my_feedback"),
    path("fiches/retours/<int:pk>/traite/", feedback.settle, name="settle_feedback"),
    path("fiches/retours/<int:pk>/a-traiter/", feedback.reopen, name="reopen_feedback"),
    path("mes-favoris/", favourites.FavouritesView.as_view(), name="favourites"),
    path("collections/nouvelle/", collections.NewCollectionView.as_view(), name="collection_new"),
    path("collections/<int:pk>/", collections.CollectionView.as_view(), name="collection"),
    path("collections/<int:pk>/modifier/", collections.ArrangeView.as_view(), name="arrange_collection"),
    path("collections/<int:pk>/partager/", sharing.share, name="share_collection"),
    path("collections/<int:pk>/ne-plus-partager/", sharing.unshare, name="unshare_collection"),
    path("collections/<int:pk>/supprimer/", sharing.delete, name="delete_collection"),
    path("collections/<int:pk>/restaurer/", sharing.restore, name="restore_collection"),
    path("collections/<int:pk>/collection.zip", sharing.take_away, name="take_collection_away"),
    path("collections/partagee/<slug:token>/", sharing.SharedCollectionView.as_view(), name="shared_collection"),
    path("collections/partagee/<slug:token>/copier/", sharing.copy, name="copy_collection"),
    path("collections/partagee/<slug:token>/collection.zip", sharing.take_away_shared, name="take_shared_away"),
    path("fiches/<int:pk>/anime/", deliveries.DeliverView.as_view(), name="deliver"),
    path("fiches/<int:pk>/animations/", deliveries.DeliveriesView.as_view(), name="deliveries"),
    path("mes-ateliers/", deliveries.MyDeliveriesView.as_view(), name="my_deliveries"),
    path("prochains-ateliers/", open_workshops.NextWorkshopsView.as_view(), name="next_workshops"),
    path("prochains-ateliers/<int:pk>/annuler/", open_workshops.cancel, name="workshop_cancel"),
    path("fiches/<int:pk>/annoncer/", open_workshops.AnnounceView.as_view(), name="announce"),
    path("animations/<int:pk>/modifier/", deliveries.DeliveryEditView.as_view(), name="delivery_edit"),
    path("animations/<int:pk>/retirer/", deliveries.remove, name="delivery_remove"),
    path("sans-auteur/", authors.OrphansView.as_view(), name="orphans"),
    path("obsoletes/", upkeep.ObsoleteListView.as_view(), name="obsolete_list"),
    path("fichiers/<int:pk>/retirer/", files.detach, name="detach"),
    path("fichiers/<int:pk>/<str:name>", files.download, name="download"),
    path("images/<int:pk>/modifier/", pictures.PictureView.as_view(), name="describe_picture"),
    path("images/<int:pk>/deplacer/", pictures.move, name="move_picture"),
    path("images/<int:pk>/retirer/", pictures.remove, name="remove_picture"),
    path("images/<int:pk>/<str:size>", pictures.show, name="picture"),
    path("flux.atom", feed.feed, name="feed"),
    path("<str:slug>/", pages.sheet, name="sheet"),
    path("<str:slug>/adaptations/", adapting.AdaptationsView.as_view(), name="adaptations"),
    path("<str:slug>/fiche.pdf", take_away.sheet_pdf, name="sheet_pdf"),
    path("<str:slug>/memo.pdf", take_away.memo_pdf, name="memo_pdf"),
    path("<str:slug>/atelier.zip", take_away.archive, name="take_away"),
]
