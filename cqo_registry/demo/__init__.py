"""Invented data: the demonstration, three years of it played, and the load data, written by COPY."""
