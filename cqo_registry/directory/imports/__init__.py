"""The directory from Excel: its columns, its faults, what it would change, and the act of letting it in."""
