"""Addresses of favourites and collections."""

from django.urls import path

from ressources.library.collections.views import booklet, collections, favourites, sharing

urlpatterns = [
    path("fiches/<int:pk>/collections/", collections.CollectView.as_view(), name="collect"),
    path("fiches/<int:pk>/collections/nouvelle/", collections.NewCollectionView.as_view(), name="collect_anew"),
    path("fiches/<int:pk>/collections/retirer/", collections.take_out, name="take_out"),
    path("mes-favoris/", favourites.FavouritesView.as_view(), name="favourites"),
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
]
