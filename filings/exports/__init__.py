"""What leaves the register as a workbook."""
