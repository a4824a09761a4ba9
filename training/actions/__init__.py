"""The only code of training that writes."""
