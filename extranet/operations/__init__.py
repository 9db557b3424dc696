"""Operations: the health of the site, and the worker of its offline pages."""
