"""What an uploaded document may be: its kind by content, and pictures and PDFs that show what they showed."""
