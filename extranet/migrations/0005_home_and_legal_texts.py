"""Move what the home says into its parts, and let the installed sentences of legal pages read the settings.

Sentences that an editor has changed are left alone, and so is all that stands around them.
"""

import json
import re

from django.db import migrations

# Slug of a page → sentences as they were installed, and what they become.
SENTENCES = {
    "mentions-legales": [
        (
            "<h2>Éditeur</h2><p>À compléter par la collectivité qui installe ce site : nom et adresse de la "
            "collectivité, directrice ou directeur de la publication.</p>",
            '<h2>Éditeur</h2><p>{éditeur}</p><p>Pour nous écrire\u00a0: {contact}, ou la <a '
            'href="/contact/">page de contact</a>.</p>',
        ),
        (
            "<p>À compléter par la collectivité qui installe ce site : nom et adresse de la collectivité, "
            "directrice ou directeur de la publication.</p>",
            "<p>{éditeur}</p>",
        ),
        (
            "<p>À compléter : nom, adresse et téléphone de l’hébergeur.</p>",
            "<p>{hébergeur}</p>",
        ),
    ],
    "accessibilite": [
        (
            "dites-le à l’équipe d’animation de votre espace public multimédia ou à la coordination "
            "départementale. Nous accusons réception de votre message et répondons dans la semaine.",
            'dites-le par la <a href="/contact/?sujet=accessibilite">page de contact</a>, à '
            '{accessibilité}, ou à l’équipe d’animation de votre espace public multimédia. Nous répondons '
            'dans la semaine.',
        ),
    ],
    "donnees-personnelles": [
        (
            "<p>Ce site garde douze sortes de données sur des personnes :</p>",
            "<p>Qui répond de ces données\u00a0: {éditeur}</p><p>Ce site garde treize sortes de données sur "
            "des personnes\u00a0:</p>",
        ),
        (
            "<li>le journal des lectures de livrets.</li>",
            "<li>le journal des lectures de livrets\u00a0;</li><li>les messages écrits sur la page de "
            "contact.</li>",
        ),
        (
            "<h2>Cookies</h2>",
            "<h2>Si vous nous écrivez</h2><p>Le message de la page de contact part par courriel à la "
            "personne qui répond, choisie selon le sujet et votre commune, avec votre nom et le moyen de "
            "vous joindre que vous laissez. Il est gardé un an avec les autres courriels envoyés, puis "
            "effacé.</p><h2>Cookies</h2>",
        ),
        (
            "auprès de l’équipe d’animation d’un EPM ou de la coordination départementale. Vous pouvez "
            "aussi saisir la CNIL.",
            'auprès de l’équipe d’animation d’un EPM, de la coordination départementale, ou de la personne '
            'déléguée à la protection des données\u00a0: {dpo}. La <a href="/contact/?sujet=donnees">page '
            'de contact</a> lui transmet votre message. Vous pouvez aussi saisir la CNIL.',
        ),
    ],
}
MENU = ("home", "reseau:directory", "ressources:library", "b2i:card_login")
WAYS = ("ways", None)
NEWS = ("news", {"title": "Actualités"})
SHEETS = ("sheets", {"title": "Ce que l’on apprend", "sheets": []})
TEAMS = (
    "teams",
    {
        "title": "Vous animez un de ces lieux\u00a0?",
        "text": "Fiches d’atelier, formations et entraide vous attendent dans votre espace.",
    },
)


def blocks_with(network: str) -> list[dict]:
    workshops = {
        "title": "Prochains ateliers ouverts à tous",
        "aside_title": "Des lieux ouverts à tous" if network else "",
        "aside_text": network,
    }
    parts = (WAYS, ("workshops", workshops), NEWS, SHEETS, TEAMS)
    return [{"type": kind, "value": value} for kind, value in parts]


def menu() -> list[dict]:
    return [{"type": "section", "value": {"section": section, "label": ""}} for section in MENU]


def with_marks(slug: str, body: str) -> str:
    """Return the text with each installed sentence replaced, whichever spaces it was written with."""
    for old, new in SENTENCES.get(slug, ()):
        pattern = re.escape(old).replace(r"\ ", "[ \u00a0]")
        # Wagtail's editor gives each paragraph a key.
        pattern = re.sub(r"<(h2|p|li)>", r"<\1[^>]*>", pattern)
        body = re.sub(pattern, lambda found, new=new: new, body)
    return body


def forward(apps, schema_editor):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for home in apps.get_model("extranet", "HomePage").objects.all():
        home.blocks, home.menu = json.dumps(blocks_with(home.network)), json.dumps(menu())
        home.save(update_fields=["blocks", "menu"])
        for revision in revisions.filter(object_id=str(home.pk), content_type_id=home.content_type_id):
            blocks = blocks_with(revision.content.get("network", ""))
            revision.content |= {"blocks": json.dumps(blocks), "menu": json.dumps(menu())}
            revision.save(update_fields=["content"])
    for page in apps.get_model("extranet", "InstitutionalPage").objects.filter(slug__in=SENTENCES):
        page.body = with_marks(page.slug, page.body)
        page.save(update_fields=["body"])
        # The editor opens the last version, which would bring the old sentences back.
        for revision in revisions.filter(object_id=str(page.pk), content_type_id=page.content_type_id):
            revision.content["body"] = with_marks(page.slug, revision.content.get("body", ""))
            revision.save(update_fields=["content"])


def backward(apps, schema_editor):
    """Give the home its text back; legal pages keep their marks, which an older version shows as they are."""
    for home in apps.get_model("extranet", "HomePage").objects.all():
        blocks = {block["type"]: block["value"] for block in home.blocks.raw_data}
        home.network = (blocks.get("workshops") or {}).get("aside_text", "")
        home.save(update_fields=["network"])


class Migration(migrations.Migration):
    dependencies = [("extranet", "0004_home_blocks_menu_news_contact")]

    operations = [migrations.RunPython(forward, backward, elidable=True)]
