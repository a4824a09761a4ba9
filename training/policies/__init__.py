"""Who may do what in chapter five (Art. 16–18, 20)."""
