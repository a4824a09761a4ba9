"""Forms and filters of training."""
