"""Topics and sheets that resemble a question being written."""
