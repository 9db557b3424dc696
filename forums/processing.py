"""Register of processing: forums."""

from reseau.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Forums d’entraide",
        purpose="S’entraider entre membres du réseau.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qu’un message nommerait, ce que l’aide demande d’éviter.",
        data=(
            "Auteur, titre et texte des sujets et des messages, dates d’écriture et de correction\u00a0; membres des "
            "forums de projet\u00a0; qui a remercié pour quel message."
        ),
        recipients=(
            "Les membres du réseau\u00a0; dans un forum de territoire, d’EPM ou de projet, ceux-là seulement\u00a0; "
            "la coordination, qui les lit tous."
        ),
        retention="Autant que le forum. Quand un compte est effacé, ses messages restent, sans nom.",
        fields={
            "forums.ForumMember": "forum member is_keeper since",
            "forums.Topic": "kind title slug author tags",
            "forums.Post": "author body html",
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
