"""Telling, sending, and what a reader or the administrator does with the result."""
