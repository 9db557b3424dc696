"""The site that visitors read: pages, presentation, contact, personal data, search engines, their editing."""
