"""What search engines and security researchers ask a site for, at addresses that they know."""
