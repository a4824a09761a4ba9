"""The demonstration: invented enterprises and people, carried through the real actions."""
