"""The four chantiers of the policy: what the network works at, each project in one of them."""
