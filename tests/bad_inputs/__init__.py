"""Bad inputs, and what they get: the installed program, as root and as an ordinary user."""
