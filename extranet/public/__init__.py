"""The site that visitors read: pages, presentation, contact, legal identity, search engines, their editing."""
