"""What the demo says in its forums: topics, polls, reports, what people follow."""
