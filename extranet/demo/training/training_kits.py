"""Kits of the demo’s trainings (`content/training_kits`): the papers that their programmes name, as one PDF each."""

from collections.abc import Iterable

from extranet.demo.content import read_folder
from extranet.demo.files.kits import fields_of, printed_kit
from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import TrainingPage
from reseau.people.members.models.member import Member


def build_training_kits(trainings: Iterable[TrainingPage], *, by: Member) -> None:
    """Join each kit to its training, as if `by` had sent it."""
    contents = {content["slug"]: content for content in read_folder("training_kits")}
    for training in trainings:
        content = contents[training.slug]
        kit = printed_kit(content, title=training.title)
        kit_file = KitFile(training=training, **fields_of(kit, sender=by))
        kit_file.file.save(kit.name, kit, save=False)
        kit_file.save()
