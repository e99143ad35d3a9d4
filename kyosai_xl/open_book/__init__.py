"""The workbook that staff have open: its inputs, its records, and care for what is theirs."""
