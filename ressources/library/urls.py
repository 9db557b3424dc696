"""Addresses of `ressources/library`, concept by concept. Part of `ressources.urls`."""

from django.urls import path

from ressources.library.collections.views import booklet, collections, sharing
from ressources.library.collections.views import favourites as collections_favourites
from ressources.library.covers import views as covers
from ressources.library.discussions import views as discussions
from ressources.library.downloads import views as downloads
from ressources.library.readers import views as readers_favourites
from ressources.library.views import feed, pages, tags

urlpatterns = [
    # Address where a sheet is discussed.
    path("fiches/<int:pk>/discuter/", discussions.DiscussView.as_view(), name="discuss"),
    # Readers: favourites, thanks, feedback.
    path("fiches/<int:pk>/garder/", readers_favourites.favourite, name="favourite"),
    path("fiches/<int:pk>/merci/", readers_favourites.thank, name="thank"),
    path("fiches/<int:pk>/ecrire/", readers_favourites.WriteToAuthorView.as_view(), name="write_to_author"),
    path("fiches/<int:pk>/retours/", readers_favourites.FeedbackView.as_view(), name="feedback"),
    path("mes-retours/", readers_favourites.MyFeedbackView.as_view(), name="my_feedback"),
    path("fiches/retours/<int:pk>/traite/", readers_favourites.settle, name="settle_feedback"),
    path("fiches/retours/<int:pk>/a-traiter/", readers_favourites.reopen, name="reopen_feedback"),
    # Favourites and collections.
    path("fiches/<int:pk>/collections/", collections.CollectView.as_view(), name="collect"),
    path("fiches/<int:pk>/collections/nouvelle/", collections.NewCollectionView.as_view(), name="collect_anew"),
    path("fiches/<int:pk>/collections/retirer/", collections.take_out, name="take_out"),
    path("mes-favoris/", collections_favourites.FavouritesView.as_view(), name="favourites"),
    path("collections/nouvelle/", collections.NewCollectionView.as_view(), name="collection_new"),
    path("collections/<int:pk>/", collections.CollectionView.as_view(), name="collection"),
    path("collections/<int:pk>/modifier/", collections.ArrangeView.as_view(), name="arrange_collection"),
    path("collections/<int:pk>/partager/", sharing.share, name="share_collection"),
    path("collections/<int:pk>/ne-plus-partager/", sharing.unshare, name="unshare_collection"),
    path("collections/<int:pk>/supprimer/", sharing.delete, name="delete_collection"),
    path("collections/<int:pk>/restaurer/", sharing.restore, name="restore_collection"),
    path("collections/<int:pk>/collection.zip", sharing.take_away, name="take_collection_away"),
    path("collections/<int:pk>/livret.pdf", booklet.own_booklet, name="collection_booklet"),
    path("collections/partagee/<slug:token>/", sharing.SharedCollectionView.as_view(), name="shared_collection"),
    path("collections/partagee/<slug:token>/copier/", sharing.copy, name="copy_collection"),
    path("collections/partagee/<slug:token>/collection.zip", sharing.take_away_shared, name="take_shared_away"),
    path("collections/partagee/<slug:token>/livret.pdf", booklet.shared_booklet, name="shared_booklet"),
    # A sheet to take away: papers and archive.
    path("<str:slug>/fiche.pdf", downloads.sheet_pdf, name="sheet_pdf"),
    path("<str:slug>/memo.pdf", downloads.memo_pdf, name="memo_pdf"),
    path("<str:slug>/atelier.zip", downloads.archive, name="take_away"),
    # Covers, and the pictures of shared links.
    path("couvertures/<version>/<theme>/<domains>/<pictogram>/<slug>.svg", covers.cover, name="cover"),
    path("partage.png", covers.site_picture, name="site_picture"),
    path("<str:slug>/partage.png", covers.sheet_picture, name="sheet_picture"),
    # Library: the list, the feed, tags, and each sheet by its slug. Last: a slug matches any word.
    path("", pages.library, name="library"),
    path("mots-cles/", tags.TagsView.as_view(), name="tags"),
    path("mots-cles/fusionner/", tags.MergeTagsView.as_view(), name="merge_tags"),
    path("mots-cles/<int:pk>/liberer/", tags.free_word, name="free_word"),
    path("flux.atom", feed.feed, name="feed"),
    path("<str:slug>/", pages.sheet, name="sheet"),
]
