"""Addresses of dormant records and of elimination lists. Part of `b2i.urls`."""

from django.urls import path

from b2i.privacy.retention import views

LISTS = "b2i/eliminations/"
LIST = f"{LISTS}<int:pk>/"

urlpatterns = [
    path("b2i/livrets/sans-nouvelles/", views.dormant, name="dormant"),
    path("b2i/livrets/<int:pk>/nouvelles/", views.contact, name="contact"),
    path(LISTS, views.eliminations, name="eliminations"),
    path(f"{LISTS}preparer/", views.elimination_prepare, name="elimination_prepare"),
    path(LIST, views.elimination, name="elimination"),
    path(f"{LIST}bordereau.csv", views.elimination_csv_file, name="elimination_csv"),
    path(f"{LIST}bordereau.pdf", views.elimination_pdf, name="elimination_pdf"),
    path(f"{LIST}certificat.pdf", views.elimination_certificate, name="elimination_certificate"),
    path(f"{LIST}visa/", views.elimination_visa, name="elimination_visa"),
    path(f"{LIST}supprimer/", views.elimination_carry_out, name="elimination_carry_out"),
    path(f"{LIST}abandonner/", views.elimination_drop, name="elimination_drop"),
]
