"""Verbs of the talent pool: the only code that writes it."""
