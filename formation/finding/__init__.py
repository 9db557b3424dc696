"""« Trouver une date »: where and when a training had better be given, by whom, and what each proposal bends."""
