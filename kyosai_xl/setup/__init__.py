"""Installing the add-in for one person on Windows, and the doctor that says what hinders it."""
