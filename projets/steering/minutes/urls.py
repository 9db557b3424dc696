"""Addresses of minutes. Part of `projets.urls`."""

from django.urls import path

from projets.steering.minutes import views

urlpatterns = [
    path("projets/comite/seances/<int:pk>/compte-rendu/", views.MinutesView.as_view(), name="minutes"),
    path("projets/comite/seances/<int:pk>/compte-rendu.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("projets/comite/seances/<int:pk>/approuver/", views.MinutesApprovalView.as_view(), name="minutes_approval"),
]
