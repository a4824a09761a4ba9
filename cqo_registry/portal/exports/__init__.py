"""Workbooks and papers of the sheets."""
