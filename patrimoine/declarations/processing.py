"""Register of processing: heritage records, and the people whom they name or show."""

from reseau.people.personal_data.declaration import Basis, Processing

PROCESSING: tuple[Processing, ...] = (
    Processing(
        name="Fiches de patrimoine",
        purpose="Faire connaître le pays par ceux qui y vivent, sans montrer ni nommer personne sans son accord.",
        basis=Basis.PUBLIC_INTEREST,
        people=(
            "Membres du réseau qui écrivent et relisent\u00a0; auteurs de photos et d’enregistrements, habitants et "
            "apprenants nommés, vus ou entendus, avec leur accord."
        ),
        data=(
            "Texte, sources, photos et sons\u00a0; nom de l’auteur d’une photo ou d’un son, tel qu’il veut être "
            "nommé\u00a0; qui est d’accord, depuis quand, où l’accord est gardé\u00a0; prénom et initiale de qui a "
            "signé, et si un parent a signé aussi\u00a0; qui a écrit, relu, ajouté."
        ),
        recipients=(
            "Tout le monde lit les fiches publiées et le nom des auteurs de photos et de sons. Les accords ne sont "
            "lus que de qui écrit la fiche et de qui la relit."
        ),
        retention=(
            "Autant que la fiche. Une fiche se retire aussitôt, à la demande\u00a0; une photo ou un son retiré est "
            "effacé aussitôt, comme tout ce qu’a fait un auteur qui reprend son accord, son nom compris."
        ),
        fields={
            "patrimoine.HeritagePlace": (
                "name search_name slug summary story sources people agreement remark epm author reviewed_by delivery "
                "created changed published"
            ),
            "patrimoine.MakerAgreement": (
                "place signatory shown_as origin age signed_on kept_at licence goes_elsewhere covers_text noted_by "
                "noted"
            ),
            "patrimoine.HeritageTrail": "name slug summary advice remark epm author changed",
            "patrimoine.Outing": "name summary epm meeting_point contact capacity author created changed",
            "patrimoine.TrailStop": "way",
            "patrimoine.HeritageWork": (
                "place file small description maker origin proof people elsewhere agreement added_by added"
            ),
        },
    ),
)
