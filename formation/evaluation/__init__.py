"""Evaluation: what people say of a session, asked at two moments, never told of fewer than five."""
