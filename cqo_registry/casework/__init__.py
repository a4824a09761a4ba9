"""How any matter is worked, and none in particular: what two matters do alike is written here once."""
