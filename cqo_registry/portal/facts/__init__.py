"""What the register says as of a moment, for the sheets of Art. 19."""
