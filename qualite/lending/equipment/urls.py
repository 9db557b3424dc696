"""Addresses that keep the inventory of a place. Part of `qualite.urls`."""

from django.urls import path

from qualite.lending.equipment import views

urlpatterns = [
    path("lieux/<slug:slug>/materiel/", views.EquipmentAddView.as_view(), name="equipment_add"),
    path("materiel/<int:pk>/modifier/", views.EquipmentEditView.as_view(), name="equipment_edit"),
    path("materiel/<int:pk>/photo/", views.equipment_photo, name="equipment_photo"),
]
