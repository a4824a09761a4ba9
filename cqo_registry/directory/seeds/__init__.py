"""What the register knows before anybody types: offices, counties, and the days of the calendars."""
