"""Let the page of personal data read the register of processing.

The text as it was installed is replaced as a whole. In a text that an editor has changed, the three installed passages
that the register contradicts or repeats are replaced, and every other word stays; the page shows the register anyway.
"""

import hashlib
import re

import wagtail.fields
from django.db import migrations

SLUG = "donnees-personnelles"
# Of the text as it was installed, spaces made plain and without the keys of Wagtail's editor.
INSTALLED = "7148ad0af6f12a61bc7b58061af35f360541efb4e0200691b9addc7bf392183e"
TEXT = (
    "<p>Cette page dit ce que le site garde sur des personnes, pourquoi, qui le lit, combien de temps, et ce "
    "que vous pouvez demander.</p><p>Deux bases portent presque tout. Le réseau assure une <b>mission "
    "d’intérêt public</b>\u00a0: aider chaque personne à se servir du numérique\u00a0; vous pouvez vous "
    "opposer à ces traitements pour des raisons qui tiennent à votre situation. Un livret de compétences, ce "
    "qui en dépend et le covoiturage reposent sur <b>votre accord</b>\u00a0: vous le retirez quand vous "
    "voulez, et vos données sont alors effacées\u00a0; vous pouvez aussi les emporter. Aucune donnée de santé "
    "ni d’opinion n’est demandée.</p><h2>Exercer vos droits</h2><p>Écrivez à la personne déléguée à la "
    "protection des données\u00a0: {dpo}. La <a href=\"/contact/?sujet=donnees\">page de contact</a> lui "
    "transmet votre message. L’équipe d’animation d’un EPM et la coordination départementale vous aident "
    "aussi. Vous pouvez saisir la CNIL\u00a0: www.cnil.fr, ou 3 place de Fontenoy, TSA 80715, 75334 Paris "
    "Cedex 07.</p><p><b>Votre livret est à vous.</b> Avec votre carte, «\u00a0Ce qui est écrit sur moi\u00a0» "
    "montre chaque ligne et qui l’a écrite. Vous pouvez dire qu’une ligne n’est pas exacte, tout emporter sur "
    "papier ou en données (JSON), et mettre votre livret de côté\u00a0: personne d’autre que vous ne le lit "
    "alors. Vous retirez votre accord sur un papier, auprès de l’équipe d’animation\u00a0: le livret est "
    "effacé devant vous.</p><p>{registre}</p><h2>Cookies, et ce qui reste dans votre appareil</h2><p>Deux "
    "cookies strictement nécessaires\u00a0: l’un tient la session ouverte, l’autre protège les formulaires. "
    "Un troisième, de dix minutes, retient qu’un code de présence a été scanné. Si vous choisissez "
    "«\u00a0Grand texte\u00a0», «\u00a0Sombre\u00a0» ou «\u00a0Clair\u00a0», deux autres retiennent ce choix "
    "un an sur cet ordinateur, et rien d’autre. Sur un ordinateur enregistré par l’équipe d’un EPM, un cookie "
    "retient, treize mois, que c’est un ordinateur de ce lieu, et rien des personnes qui s’en servent. Ce qui "
    "est noté sans réseau attend sur la tablette, puis en est effacé\u00a0; une fiche en cours d’écriture, "
    "deux semaines au plus. Aucune mesure d’audience, aucun appel à un autre site.</p>"
)
PASSAGES = [
    (
        r"(?:<p>Qui répond de ces données : \{éditeur\}</p>)?"
        r"<p>Ce site garde \w+ sortes de données sur des personnes :</p><ol>.*?</ol>",
        "<p>{registre}</p>",
    ),
    (
        r"<h2>Pourquoi, et sur quelle base</h2><p>Le réseau assure une mission d’intérêt public : .*?</p>",
        "<p>Aucune donnée de santé ni d’opinion n’est demandée, et les zones de texte rappellent de ne pas en "
        "écrire.</p>",
    ),
    (
        r"Vous pouvez consulter et faire rectifier vos données, en demander la limitation et vous opposer à leur "
        r"traitement, auprès",
        "Vos droits dépendent de la base légale de chaque traitement, dite plus haut. Vous les exercez auprès",
    ),
]


def plain(body: str) -> str:
    """Return the text with plain spaces, without the keys that Wagtail's editor gives to each paragraph."""
    return re.sub(r"\s+", " ", re.sub(r' data-block-key="\w+"', "", body).replace("\u00a0", " ")).strip()


def with_register(body: str) -> str:
    """Return the text that reads the register."""
    if hashlib.sha256(plain(body).encode()).hexdigest() == INSTALLED:
        return TEXT
    for pattern, new in PASSAGES:
        pattern = re.sub(r"<(h2|p|ol)>", r"<\1[^>]*>", pattern.replace(" ", "[ \u00a0]"))
        body = re.sub(pattern, lambda _, new=new: new, body, flags=re.DOTALL)
    return body


def forward(apps, schema_editor):
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for page in apps.get_model("extranet", "InstitutionalPage").objects.filter(slug=SLUG):
        page.body = with_register(page.body)
        page.save(update_fields=["body"])
        # The editor opens the last version, which would bring the old text back.
        for revision in revisions.filter(object_id=str(page.pk), content_type_id=page.content_type_id):
            revision.content["body"] = with_register(revision.content.get("body", ""))
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("extranet", "0007_second_factor_removals")]

    # Way back: an older version shows the mark as it is.
    operations = [
        migrations.AlterField(
            model_name='institutionalpage',
            name='body',
            field=wagtail.fields.RichTextField(help_text='Ces mots entre accolades sont remplacés par ce que dit l’installation du site\xa0: {éditeur}, {hébergeur}, {dpo}, {contact}, {accessibilité}. {registre}, seul dans son paragraphe, par le registre des traitements.', verbose_name='texte'),
        ),
        migrations.RunPython(forward, migrations.RunPython.noop, elidable=True),
    ]
