"""One year of a prefecture, played through the real actions and counted by hand (Art. 4, 14-20)."""
