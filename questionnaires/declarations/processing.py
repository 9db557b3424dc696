"""Register of processing: answers to questionnaires."""

from reseau.people.personal_data.declaration import Basis, Processing

PROCESSING = (
    Processing(
        name="Questionnaires et leurs réponses",
        purpose="Poser des questions sur papier ou à l’écran, et compter ce qui est répondu.",
        basis=Basis.PUBLIC_INTEREST,
        people="Personnes qui répondent\u00a0; membres du réseau qui préparent un questionnaire.",
        data=(
            "Ce que chaque personne répond, le jour et la langue, sans son nom ni l’heure. Qui a créé un questionnaire."
        ),
        recipients=(
            "Qui a posé les questions, sous forme de totaux jamais donnés sous cinq réponses\u00a0; les textes libres, "
            "sans nom, à qui est chargé de les lire."
        ),
        retention="Celle de qui pose les questions\u00a0: session de formation ou enquête.",
        fields={
            "questionnaires.Questionnaire": "title slug purpose created_by",
            "questionnaires.Response": "day language",
            "questionnaires.Answer": "commune text number",
        },
    ),
)
