"""Queries whose SQL is written once for each shape of a question, for those that are asked all day."""
