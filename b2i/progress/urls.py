"""Addresses of skills and of records read otherwise: in other frameworks, in large type. Part of `b2i.urls`."""

from django.urls import path

from b2i.frameworks import views as frameworks
from b2i.progress.views import booklets, counterparts

urlpatterns = [
    path("b2i/referentiels/<slug:slug>/<str:code>/", frameworks.SkillView.as_view(), name="skill"),
    path("b2i/livrets/<int:pk>/livret.pdf", booklets.booklet, name="booklet"),
    path("b2i/livrets/<int:pk>/referentiels/", counterparts.record_elsewhere, name="record_elsewhere"),
    path("b2i/livrets/<int:pk>/referentiels/<slug:slug>/", counterparts.record_elsewhere, name="record_elsewhere"),
    path("b2i/mon-livret/livret.pdf", booklets.my_booklet, name="my_booklet"),
    path("b2i/mon-livret/referentiels/", counterparts.my_record_elsewhere, name="my_record_elsewhere"),
    path("b2i/mon-livret/referentiels/<slug:slug>/", counterparts.my_record_elsewhere, name="my_record_elsewhere"),
]
