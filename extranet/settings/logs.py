"""Logs: warnings of everything go to the output of the service; acts go there too, and to files of their own."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "message": {"format": "{message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "audit": {"class": "audit.log_files.MonthlyLogHandler", "formatter": "message"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What a restored copy must do again: the one logger whose INFO is kept (`audit.services`).
    "loggers": {"audit": {"level": "INFO", "handlers": ["audit"]}},
}
