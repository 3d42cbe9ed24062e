"""The commands: one module per verb or noun."""
