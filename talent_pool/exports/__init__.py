"""Workbooks of the talent pool."""
