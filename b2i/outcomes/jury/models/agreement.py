"""What is read to a person before they apply for the jury, in each version."""

# What is read to a person before they apply, in each wording; a candidacy keeps the version of its own.
AGREEMENT_VERSION = "2026-4"
AGREEMENT_TEXTS = {
    "2026-1": (
        "La personne demande à passer devant le jury. Elle est d’accord pour que la coordination du réseau lise son "
        "dossier (son nom, ses compétences validées et leurs preuves) et le remette au jury. Elle peut changer d’avis."
    ),
    "2026-2": (
        "Vous voulez passer devant un jury. La coordination du réseau lira votre dossier\u00a0: votre nom, ce qui est "
        "validé, les preuves. Elle le donnera au jury. Vous pouvez changer d’avis."
    ),
    "2026-3": (
        "Vous voulez passer devant un jury. La coordination du réseau lira votre dossier\u00a0: votre nom, ce que vous "
        "dites savoir faire, ce que l’EPM et le centre agréé en disent, les preuves. Elle le donnera au jury. "
        "Vous pouvez changer d’avis."
    ),
    # Read aloud: fourteen words at most in a sentence.
    AGREEMENT_VERSION: (
        "Vous voulez passer devant un jury. La coordination du réseau lira votre dossier. Il porte votre nom et ce que "
        "vous dites savoir faire. Il porte aussi ce que l’EPM et le centre agréé en disent. Les preuves y sont "
        "jointes. La coordination le donnera au jury. Vous pouvez changer d’avis."
    ),
}
# Candidacies of before the site kept the version: one of the texts above, nobody can say which.
UNKNOWN_VERSION = ""
JURY_AGREEMENT = AGREEMENT_TEXTS[AGREEMENT_VERSION]


def agreement_in_words(version: str) -> str:
    """« version 2026-3 : « Vous voulez passer… » », or that the version was not noted."""
    if text := AGREEMENT_TEXTS.get(version):
        return f"version {version}\u00a0: «\u00a0{text}\u00a0»"
    return "version non notée\u00a0: la demande date d’avant que le site la garde"
