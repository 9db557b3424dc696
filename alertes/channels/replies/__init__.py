"""Replies by e-mail: a mail of the site says where to reply, and what comes back is published there."""
