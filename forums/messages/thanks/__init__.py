"""Thanks for a message: once a person, taken back if they wish."""
