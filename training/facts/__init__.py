"""What the rules of chapter five are asked about, gathered from the register."""
