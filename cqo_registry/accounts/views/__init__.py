"""Pages of accounts: find in scope, hand to an action, answer."""
