"""The write side: one function for each thing that can happen, in the words of the domain."""
