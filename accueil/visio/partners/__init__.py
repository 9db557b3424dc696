"""Public services that people meet by video: what each offers, where its nearest offices are, why people ask for it."""
