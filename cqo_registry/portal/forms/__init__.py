"""Forms of the sheets."""
