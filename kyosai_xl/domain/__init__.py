"""The rules of the report. Standard library only."""
