"""Sheets may be followed, and the tags under which sheets and topics are filed."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.http import urlencode

from alertes.choices.subscriptions.subjects import TAG, FollowedObject, SubjectKind, numbers, tag_subject
from reseau.texts.tags.tagged_kinds import seen_tags
from ressources.sheets.models.sheet import Sheet


class SheetSubject(SubjectKind):
    name = "sheet"
    words = "cette fiche"
    heading = "Fiches"
    icon = "book-open"
    news = "vous saurez quand elle a une nouvelle version"

    def visible_objects(self, user, keys: Collection[str]) -> dict[str, FollowedObject]:
        sheets = Sheet.objects.visible_to(user).filter(pk__in=numbers(keys))
        return {str(sheet.pk): FollowedObject(sheet.title, sheet.get_absolute_url()) for sheet in sheets}


class TagSubject(SubjectKind):
    name = TAG
    words = "ce mot-clé"
    heading = "Mots-clés"
    icon = "tag"
    news = "vous saurez quand une fiche ou un sujet le porte"

    def visible_objects(self, user, keys: Collection[str]) -> dict[str, FollowedObject]:
        wanted, library = set(keys), reverse("ressources:library")
        # Their slugs keep accents, those of subjects do not: a few hundred names are read.
        tags = seen_tags(user).values_list("name", "slug")
        subjects = [(tag_subject(name).partition(":")[2], name, slug) for name, slug in tags]
        return {
            key: FollowedObject(name, f"{library}?{urlencode({'motcle': slug})}")
            for key, name, slug in subjects
            if key in wanted
        }


KINDS = (SheetSubject(), TagSubject())
