"""A sheet of the library, as something that people learn with."""

from django.urls import reverse

from alertes.channels.mails.headers import absolute
from extranet.public.structured_data.places import name_place
from ressources.sheets.enums import Licence
from ressources.sheets.models.sheet import Sheet


def describe_sheet(sheet: Sheet) -> dict:
    content = sheet.content_class.of_page(sheet)
    description = {
        "@type": "LearningResource",
        "@id": absolute(sheet.get_absolute_url()),
        "name": content.title,
        "description": content.aim,
        "url": absolute(sheet.get_absolute_url()),
        "inLanguage": "fr",
        "learningResourceType": sheet.kind.label,
        "isAccessibleForFree": True,
        "image": absolute(reverse("ressources:sheet_picture", args=[sheet.slug])),
        "author": name_place(sheet.epm),
    }
    minutes = getattr(content, "minutes", 0)
    optional = {
        "license": Licence(content.licence).address,
        "educationalLevel": getattr(content, "level_label", ""),
        "timeRequired": f"PT{minutes}M" if minutes else "",
        "teaches": [skill.wording for skill in sheet.skills.all()],
        "keywords": list(content.tags),
        "datePublished": sheet.first_published_at and sheet.first_published_at.isoformat(),
        "dateModified": sheet.last_published_at and sheet.last_published_at.isoformat(),
    }
    return description | {name: value for name, value in optional.items() if value}
