"""Rules about accounts, without a query and without a clock."""
