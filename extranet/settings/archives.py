"""What the département decides with its archivist: who submits elimination lists, and how long names are kept."""

import environ

_env = environ.Env()

# `service`: as the Archives départementales name it; empty: the organisation. `dua`: the line of the retention schedule
# decided with them; empty: the rule of the site (`b2i.retention.rule`). `training_years`: what the retention
# table of training proposes until somebody decides (`formation.retention`); read once, by its first migration.
ARCHIVES = {
    "service": _env("EXTRANET_PRODUCING_SERVICE", default=""),
    "dua": _env("EXTRANET_RETENTION_REFERENCE", default=""),
    "training_years": _env.int("EXTRANET_TRAINING_RECORDS_YEARS", default=5),
}
