"""What the command line returns to the program that ran it."""

OK = 0
FAULT = 1
USAGE = 2
TIE_OUT_FAILED = 3
BUG = 70
INTERRUPTED = 130
