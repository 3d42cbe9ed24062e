"""What an import will do, worked out before it does it: values in, steps out."""
