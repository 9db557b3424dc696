"""The clock of questions: one without an answer climbs to the territorial animators, then to the coordination."""
