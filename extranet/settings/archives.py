"""What elimination lists say of their département (`b2i.retention`): who submits them, under which reference."""

import environ

_env = environ.Env()

# `service`: as the Archives départementales name it; empty: the organisation. `dua`: the line of the retention schedule
# decided with them; empty: the rule of the site (`b2i.retention.rule`).
ARCHIVES = {
    "service": _env("EXTRANET_PRODUCING_SERVICE", default=""),
    "dua": _env("EXTRANET_RETENTION_REFERENCE", default=""),
}
