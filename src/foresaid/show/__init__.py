"""Answers → terminal, page, files: the last stage, which decides nothing and only shows."""
