"""Documents that an EPM had before the site: brought, read, laid out as drafts."""
