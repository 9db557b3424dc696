"""Let the installed statement of accessibility say its figures, its pages, its plans and where to appeal.

Sentences that an editor has changed are left alone, and so is all that stands around them.
"""

import re

from django.db import migrations

SLUG = "accessibilite"
# Sentences as they were installed, and what they become.
SENTENCES = [
    (
        (
            '<h2>État de conformité</h2><p>Ce site est <b>non conforme</b> au référentiel général d’amélioration '
            'de l’accessibilité (RGAA 4.1.2) : aucun audit de conformité n’a encore été mené. Les pages sont '
            'vérifiées à chaque modification par des contrôles automatiques et des parcours au clavier, ce qui '
            'ne remplace pas un audit.</p>'
        ),
        (
            '<h2>État de conformité</h2><p>Ce site est <b>non conforme</b> au référentiel général d’amélioration '
            'de l’accessibilité (RGAA 4.1.2)\u00a0: aucun audit de conformité en cours de validité n’existe. '
            'C’est ce que la loi demande d’écrire dans ce cas, quel que soit le résultat de nos propres '
            'contrôles.</p><h2>Résultat de nos contrôles</h2><p>L’équipe du site a contrôlé les 106 critères le '
            '{rgaa date}, par des tests automatiques et par lecture, sans lecteur d’écran réel ni personne '
            'handicapée. Cela ne remplace pas un audit.</p><p>{rgaa résultats}</p><h2>Contenus non '
            'accessibles</h2><p>{rgaa défauts}</p><p>Un enregistrement ou une photo joints à un livret avant '
            'décembre 2026 peuvent ne pas avoir de transcription ni de description. Aucune dérogation pour '
            'charge disproportionnée n’est demandée.</p><h2>Établissement de cette '
            'déclaration</h2><p>Qui répond de ce site\u00a0: {éditeur}</p><p>Déclaration établie le '
            '{rgaa date}. Technologies\u00a0: HTML, CSS, JavaScript, '
            'SVG, PDF. Outils\u00a0: axe-core, vérificateur Nu, veraPDF, navigateur Chromium. Pages '
            'contrôlées\u00a0:</p><p>{rgaa pages}</p><p>Ainsi que la fiche d’un lieu et, pour les personnes '
            'connectées, le livret, le '
            'formulaire de fiche, le plan de formation, une session, un sujet de forum, les chiffres et la '
            'grille d’atelier.</p><h2>Schéma pluriannuel</h2><p>Sur trois ans, l’équipe du site propose\u00a0: un audit '
            'du RGAA par une personne extérieure, avec des personnes handicapées\u00a0; des tests '
            'd’accessibilité rejoués à chaque modification du site\u00a0; la sensibilisation des équipes qui '
            'écrivent les fiches et joignent les documents\u00a0; une réponse à chaque signalement. La '
            'collectivité arrête ses moyens et ses dates, et les écrit ici.</p><h2>Plan de '
            'l’année</h2><p>Essayer le site avec un lecteur d’écran et au clavier, avec des personnes '
            'concernées. Refaire les contrôles par lecture depuis le changement d’apparence. Relire les '
            'documents déjà joints aux fiches, et remplacer les PDF non balisés. Écrire ce que disent les '
            'enregistrements qui n’ont pas de transcription. Ajouter ici, en fin d’année, ce qui aura été '
            'fait.</p>'
        ),
    ),
    (
        (
            'Nous répondons dans la semaine.</p>'
        ),
        (
            'Nous répondons dans la semaine, et nous vous donnons le contenu autrement s’il le faut\u00a0: par '
            'téléphone, sur papier, en gros caractères.</p>'
        ),
    ),
    (
        (
            '<h2>Voies de recours</h2><p>Si la réponse ne vous convient pas, vous pouvez saisir le Défenseur des '
            'droits, par courrier gratuit et sans timbre : Défenseur des droits, Libre réponse 71120, 75342 '
            'Paris Cedex 07.</p>'
        ),
        (
            '<h2>Voies de recours</h2><p>Vous nous avez signalé une difficulté, et la réponse ne vous convient '
            'pas ou n’est pas venue\u00a0? Vous pouvez\u00a0:</p><ul><li>écrire au Défenseur des droits par son '
            '<a href="https://formulaire.defenseurdesdroits.fr/">formulaire en '
            'ligne</a>\u00a0;</li><li>rencontrer une <a '
            'href="https://www.defenseurdesdroits.fr/saisir/delegues">personne déléguée du Défenseur des '
            'droits</a>\u00a0;</li><li>écrire par courrier gratuit, sans timbre\u00a0: Défenseur des droits, '
            'Libre réponse 71120, 75342 Paris Cedex 07.</li></ul>'
        ),
    ),
]


def with_figures(body: str) -> str:
    """Return the text with each installed sentence replaced, whichever spaces it was written with."""
    for old, new in SENTENCES:
        pattern = re.escape(old).replace(r"\ ", "[ \u00a0]")
        # Wagtail's editor gives each paragraph a key.
        pattern = re.sub(r"<(h2|p)>", r"<\1[^>]*>", pattern)
        body = re.sub(pattern, lambda found, new=new: new, body)
    return body


def forward(apps, schema_editor):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for page in apps.get_model("extranet", "InstitutionalPage").objects.filter(slug=SLUG):
        page.body = with_figures(page.body)
        page.save(update_fields=["body"])
        # The editor opens the last version, which would bring the old sentences back.
        for revision in revisions.filter(object_id=str(page.pk), content_type_id=page.content_type_id):
            revision.content["body"] = with_figures(revision.content.get("body", ""))
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("extranet", "0008_register_on_personal_data_page"), ("wagtailcore", "0094_alter_page_locale")]

    # The way back leaves the new sentences: they are true on an older site as well, but for marks, which it shows.
    operations = [migrations.RunPython(forward, migrations.RunPython.noop, elidable=True)]
