"""Addresses of the files and pictures of sheets."""

from django.urls import path

from ressources.files.views import files, pictures

urlpatterns = [
    path("fiches/<int:pk>/fichiers/", files.FilesView.as_view(), name="files"),
    path("fiches/<int:pk>/fichiers/reprendre/", files.reuse, name="reuse_file"),
    path("fiches/<int:pk>/images/", pictures.PicturesView.as_view(), name="pictures"),
    path("fiches/<int:pk>/images/reprendre/", pictures.reuse, name="reuse_picture"),
    path("fichiers/<int:pk>/retirer/", files.detach, name="detach"),
    path("fichiers/<int:pk>/<str:name>", files.download, name="download"),
    path("images/<int:pk>/modifier/", pictures.PictureView.as_view(), name="describe_picture"),
    path("images/<int:pk>/deplacer/", pictures.move, name="move_picture"),
    path("images/<int:pk>/couverture/", pictures.choose_cover, name="choose_cover"),
    path("images/<int:pk>/retirer/", pictures.remove, name="remove_picture"),
    path("images/<int:pk>/<str:size>", pictures.show, name="picture"),
]
