"""The law of chapter five as pure functions (Art. 16–18, 20)."""
