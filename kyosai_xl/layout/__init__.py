"""What each sheet holds, whoever writes it: frozen values, no writer imported."""
