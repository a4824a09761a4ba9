"""Workbooks of training, read whole."""
