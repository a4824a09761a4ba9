"""Load data by the million, written by COPY, consistent with every constraint and rule."""
