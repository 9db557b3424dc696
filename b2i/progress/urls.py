"""Addresses of records: lists, pages, booklets, records in another framework. Part of `b2i.urls`."""

from django.urls import path

from b2i.progress import views

LIST, MINE = "b2i/livrets/", "b2i/mon-livret/"
ONE = f"{LIST}<int:pk>/"

urlpatterns = [
    path(LIST, views.records, name="records"),
    path(f"{LIST}nombres/", views.counts, name="record_counts"),
    path(ONE, views.record, name="record"),
    path(f"{ONE}livret.pdf", views.booklet, name="booklet"),
    path(f"{ONE}referentiels/", views.record_elsewhere, name="record_elsewhere"),
    path(f"{ONE}referentiels/<slug:slug>/", views.record_elsewhere, name="record_elsewhere"),
    path(MINE, views.my_record, name="my_record"),
    path(f"{MINE}<int:domain_pk>/", views.position, name="position"),
    path(f"{MINE}livret.pdf", views.my_booklet, name="my_booklet"),
    path(f"{MINE}referentiels/", views.my_record_elsewhere, name="my_record_elsewhere"),
    path(f"{MINE}referentiels/<slug:slug>/", views.my_record_elsewhere, name="my_record_elsewhere"),
]
