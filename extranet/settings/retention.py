"""What the département decides with its archivist: who submits elimination lists, how long names are kept; and how long
an account is kept that serves no more.
"""

import environ

_env = environ.Env()

# `service`: as the Archives départementales name it; empty: the organisation. `dua`: the line of the retention schedule
# decided with them; empty: the rule of the site (`b2i.privacy.retention.rule`). `training_years`: what the retention
# table of training proposes until somebody decides (`formation.proof.retention`); read once, by its first migration.
ARCHIVES = {
    "service": _env("EXTRANET_PRODUCING_SERVICE", default=""),
    "dua": _env("EXTRANET_RETENTION_REFERENCE", default=""),
    "training_years": _env.int("EXTRANET_TRAINING_RECORDS_YEARS", default=5),
}
# Months without a sign of its member after which an account is closed, then erased; 0: none
# (`extranet.access.account_terms`).
ACCOUNT_TERM_MONTHS = _env.int("EXTRANET_ACCOUNT_TERM_MONTHS", default=13)
