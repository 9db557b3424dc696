"""Addresses of pooling. Part of `projets.urls`."""

from django.urls import path

from projets.portfolio.pooling import views

urlpatterns = [
    path("projets/mutualisation/", views.PoolingsView.as_view(), name="poolings"),
    path("projets/mutualisation/nouvelle/", views.PoolingNewView.as_view(), name="pooling_new"),
    path("projets/mutualisation/<int:pk>/", views.PoolingView.as_view(), name="pooling"),
    path("projets/mutualisation/<int:pk>/modifier/", views.PoolingEditView.as_view(), name="pooling_edit"),
    path("projets/mutualisation/<int:pk>/abandonner/", views.GivingUpView.as_view(), name="pooling_give_up"),
    path("projets/mutualisation/<int:pk>/etat/<slug:state>/", views.pooling_move, name="pooling_move"),
    path("projets/mutualisation/<int:pk>/parts.ods", views.pooling_ods, name="pooling_ods"),
    path("projets/mutualisation/<int:pk>/parts/<int:part>/quitter/", views.part_leave, name="pooling_leave"),
]
