"""The law of the assessment sheet (Art. 19): what is counted, and the arithmetic on it."""
