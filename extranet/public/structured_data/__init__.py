"""What public pages show, told to search engines in the words of schema.org."""
