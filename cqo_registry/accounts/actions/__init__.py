"""The only writers of accounts: each act locks its row and leaves its line in the trail."""
