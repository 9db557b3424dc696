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
            "de correction. Images, sans le lieu ni la date de prise de vue, et fichiers joints. Brouillons. Membres "
            "des forums de projet\u00a0; qui a remercié pour quel message."
        ),
        recipients=(
            "Les membres du réseau\u00a0; dans un forum de territoire, d’EPM ou de projet, ceux-là seulement\u00a0; "
            "la coordination, qui les lit tous."
        ),
        retention=(
            "Autant que le forum. Quand un compte est effacé, ses messages restent, sans nom. Un message retiré est "
            "effacé au bout d’un quart d’heure, avec ses textes d’avant\u00a0; un texte d’avant correction, quand la "
            "personne le demande. Les fichiers d’un message partent avec lui\u00a0; ceux d’un message jamais publié, "
            "au bout d’une semaine. Un brouillon est lu par la personne qui l’écrit, seule\u00a0; il est effacé quand "
            "le message est publié, ou au bout de six mois."
        ),
        fields={
            "forums.ForumMember": "forum member is_keeper since",
            "forums.Topic": "kind title slug author tags",
            "forums.Post": "author body html",
            "forums.EarlierText": "body",
            "forums.PostFile": "author name file small alternative draft",
            "forums.MessageDraft": "member forum topic title body tags version saved",
            "forums.WithdrawnTopic": "author forum title content withdrawn",
            "forums.PostThanks": "post member created",
        },
    ),
    Processing(
        name="Lecture des forums",
        purpose="Montrer à chaque membre ce qu’il n’a pas encore lu.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau.",
        data="Jusqu’où chaque sujet ouvert a été lu\u00a0; le jour où un forum a été marqué comme lu.",
        recipients="La personne seule.",
        retention="Un mois après le dernier message du sujet\u00a0; pour un forum, autant que le compte.",
        fields={
            "forums.TopicReading": "member topic read_until",
            "forums.ForumReading": "member forum read_until",
        },
    ),
)
