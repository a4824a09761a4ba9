"""Workbooks: the one reader and the one writer of the project."""
