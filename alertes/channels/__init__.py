"""How it reaches them: notices in the site, digests, mails and replies, push, refused addresses."""
