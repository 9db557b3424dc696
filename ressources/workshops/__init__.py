"""Workshops with the public: announced, held, counted."""
