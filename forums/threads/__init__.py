"""Where people talk: forums, topics, their tags and polls, what each has read, the clock of questions."""
