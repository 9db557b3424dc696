"""What one person finds: the question, the answer, what narrows it, how it is shown."""
