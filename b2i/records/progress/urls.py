"""Addresses of records: lists, pages, booklets, records in another framework. Part of `b2i.urls`."""

from django.urls import path

from b2i.records.progress.views import my_record, records

LIST, MINE = "b2i/livrets/", "b2i/mon-livret/"
ONE = f"{LIST}<int:pk>/"

urlpatterns = [
    path(LIST, records.records, name="records"),
    path(f"{LIST}nombres/", records.counts, name="record_counts"),
    path(ONE, records.record, name="record"),
    path(f"{ONE}livret.pdf", records.booklet, name="booklet"),
    path(f"{ONE}referentiels/", records.record_elsewhere, name="record_elsewhere"),
    path(f"{ONE}referentiels/<slug:slug>/", records.record_elsewhere, name="record_elsewhere"),
    path(MINE, my_record.my_record, name="my_record"),
    path(f"{MINE}parties/<str:code>/", my_record.MyDomainView.as_view(), name="my_domain"),
    path(f"{MINE}livret.pdf", my_record.my_booklet, name="my_booklet"),
    path(f"{MINE}referentiels/", my_record.my_record_elsewhere, name="my_record_elsewhere"),
    path(f"{MINE}referentiels/<slug:slug>/", my_record.my_record_elsewhere, name="my_record_elsewhere"),
]
