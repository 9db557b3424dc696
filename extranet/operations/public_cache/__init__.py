"""Pages of visitors, kept until something that they show changes (docs/adr/0086-pages-of-visitors-kept.md)."""
