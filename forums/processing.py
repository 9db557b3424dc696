"""Register of processing: forums."""

from reseau.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Forums d’entraide",
        purpose="S’entraider entre membres du réseau.",
        basis=Basis.PUBLIC_INTEREST,
        people="Membres du réseau\u00a0; personnes qu’un message nommerait, ce que l’aide demande d’éviter.",
        data="Auteur, titre et texte des sujets et des messages, dates d’écriture et de correction.",
        recipients="Les membres du réseau\u00a0; ceux du territoire seulement, dans un forum de territoire.",
        retention="Autant que le forum. Quand un compte est effacé, ses messages restent, sans nom.",
        fields={
            "forums.Topic": "title slug author tags",
            "forums.Post": "author body html",
        },
    ),
)
