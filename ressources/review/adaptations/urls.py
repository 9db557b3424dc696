"""Addresses of adaptations."""

from django.urls import path

from ressources.review.adaptations import views

urlpatterns = [
    path("fiches/<int:pk>/adapter/", views.AdaptView.as_view(), name="adapt"),
    path("fiches/<int:pk>/origine/", views.ComparisonView.as_view(), name="comparison"),
    path("fiches/<int:pk>/origine/reprendre/", views.take, name="take"),
    path("fiches/<int:pk>/origine/vue/", views.note_seen, name="note_seen"),
    path("<str:slug>/adaptations/", views.AdaptationsView.as_view(), name="adaptations"),
]
