"""The write side: one function for each thing that can happen."""
