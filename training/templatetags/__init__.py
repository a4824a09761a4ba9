"""Fragments of training for pages of packages below."""
