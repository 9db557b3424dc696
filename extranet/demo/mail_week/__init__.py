"""A week of mails: what the demo's network does in a week, sent to a member who reads nothing but mail."""
