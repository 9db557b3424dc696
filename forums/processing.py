"""Register of processing: forums."""

from reseau.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Forums d’entraide",
        purpose="S’entraider entre membres du réseau.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qu’un message nommerait, ce que l’aide demande d’éviter.",
        data=(
            "Auteur, titre et texte des sujets et des messages, leurs textes d’avant correction, dates d’écriture et "
            "de correction. Images, sans le lieu ni la date de prise de vue, et fichiers joints. Brouillons."
        ),
        recipients="Les membres du réseau\u00a0; ceux du territoire seulement, dans un forum de territoire.",
        retention=(
            "Autant que le forum. Quand un compte est effacé, ses messages restent, sans nom. Un message retiré est "
            "effacé au bout d’un quart d’heure, avec ses textes d’avant\u00a0; un texte d’avant correction, quand la "
            "personne le demande. Les fichiers d’un message partent avec lui\u00a0; ceux d’un message jamais publié, "
            "au bout d’une semaine. Un brouillon est lu par la personne qui l’écrit, seule\u00a0; il est effacé quand "
            "le message est publié, ou au bout de six mois."
        ),
        fields={
            "forums.Topic": "title slug author tags",
            "forums.Post": "author body html",
            "forums.EarlierText": "body",
            "forums.PostFile": "author name file small alternative draft",
            "forums.MessageDraft": "member forum topic title body tags version saved",
            "forums.WithdrawnTopic": "author forum title content withdrawn",
        },
    ),
)
