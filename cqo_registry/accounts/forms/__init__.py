"""The forms of accounts: what people type, with a sentence for everything that is wrong with it."""
