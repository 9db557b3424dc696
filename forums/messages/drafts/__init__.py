"""Messages being written, kept by the site until they are published."""
