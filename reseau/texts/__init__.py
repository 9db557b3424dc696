"""Words that people write: markdown, tags, cards of links, French elision, order and wording."""
