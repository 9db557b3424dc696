"""Addresses of the application « ressources », under /ressources/.

The list and the sheets are Wagtail pages. They are found here by their slug, which spares the queries of Wagtail's
walk from the root: pages serve themselves, with the same checks on either way.
"""

from django.urls import path

from ressources.views import (
    assignment,
    authors,
    feed,
    files,
    keeping,
    mine,
    reading,
    review,
    tags,
    take_away,
    topics,
    union,
    upkeep,
    writing,
)

app_name = "ressources"
urlpatterns = [
    path("", reading.library, name="library"),
    path("proposer/", writing.ProposeView.as_view(), name="propose"),
    path("mes-fiches/", mine.MineView.as_view(), name="mine"),
    path("a-relire/", review.QueueView.as_view(), name="review_queue"),
    path("fiches/garder/", keeping.keep, name="keep"),
    path("fiches/jeton/", keeping.token, name="token"),
    path("fiches/commencees/<int:pk>/apercu/", mine.KeptPreviewView.as_view(), name="kept_preview"),
    path("fiches/commencees/<int:pk>/effacer/", mine.discard, name="discard"),
    path("fiches/<int:pk>/modifier/", writing.EditView.as_view(), name="edit"),
    path("fiches/<int:pk>/reunir/<int:text>/", union.UnionView.as_view(), name="unite"),
    path("fiches/<int:pk>/apercu/", writing.PreviewView.as_view(), name="preview"),
    path("fiches/<int:pk>/envoyer/", writing.submit, name="submit"),
    path("fiches/<int:pk>/relire/", review.ReviewView.as_view(), name="review"),
    path("fiches/<int:pk>/relire/prendre/", assignment.take, name="take_review"),
    path("fiches/<int:pk>/relire/confier/", assignment.give, name="give_review"),
    path("fiches/<int:pk>/relire/rendre/", assignment.put_back, name="put_back_review"),
    path("fiches/<int:pk>/relire/echeance/", assignment.choose_date, name="choose_answer_date"),
    path("fiches/<int:pk>/publier/", review.publish, name="publish"),
    path("fiches/<int:pk>/demander-des-modifications/", review.ask_changes, name="ask_changes"),
    path("fiches/<int:pk>/retirer/", review.withdraw, name="withdraw"),
    path("fiches/<int:pk>/fichiers/", files.FilesView.as_view(), name="files"),
    path("fiches/<int:pk>/suivi/", upkeep.UpkeepView.as_view(), name="upkeep"),
    path("fiches/<int:pk>/toujours-valable/", upkeep.confirm_valid, name="confirm_valid"),
    path("fiches/<int:pk>/obsolete/", upkeep.ObsoleteView.as_view(), name="obsolete"),
    path("fiches/<int:pk>/remettre-d-actualite/", upkeep.revive, name="revive"),
    path("fiches/<int:pk>/auteurs/", authors.AuthorsView.as_view(), name="authors"),
    path("fiches/<int:pk>/auteurs/ajouter/", authors.add_coauthor, name="add_coauthor"),
    path("fiches/<int:pk>/auteurs/retirer/", authors.remove_coauthor, name="remove_coauthor"),
    path("fiches/<int:pk>/auteurs/confier/", authors.hand_over, name="hand_over"),
    path("fiches/<int:pk>/repondre/", authors.take_over, name="take_over"),
    path("mots-cles/", tags.TagsView.as_view(), name="tags"),
    path("mots-cles/fusionner/", tags.MergeTagsView.as_view(), name="merge_tags"),
    path("mots-cles/<int:pk>/liberer/", tags.free_word, name="free_word"),
    path("depuis-un-sujet/<slug:forum>/<slug:topic>/", topics.FromTopicView.as_view(), name="from_topic"),
    path("sans-auteur/", authors.OrphansView.as_view(), name="orphans"),
    path("obsoletes/", upkeep.ObsoleteListView.as_view(), name="obsolete_list"),
    path("fichiers/<int:pk>/retirer/", files.detach, name="detach"),
    path("fichiers/<int:pk>/<str:name>", files.download, name="download"),
    path("flux.atom", feed.feed, name="feed"),
    path("<str:slug>/", reading.sheet, name="sheet"),
    path("<str:slug>/fiche.pdf", take_away.sheet_pdf, name="sheet_pdf"),
    path("<str:slug>/memo.pdf", take_away.memo_pdf, name="memo_pdf"),
    path("<str:slug>/atelier.zip", take_away.archive, name="take_away"),
]
