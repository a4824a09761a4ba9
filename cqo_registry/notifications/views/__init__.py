"""Pages of notices and of the outbox."""
