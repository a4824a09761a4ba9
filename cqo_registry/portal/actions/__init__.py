"""Acts of the top layer."""
