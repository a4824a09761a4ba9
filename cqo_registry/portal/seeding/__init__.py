"""Load data: enterprises and filings by the million, written by COPY, consistent with every constraint."""
