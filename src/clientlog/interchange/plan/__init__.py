"""Plan what an import will do before it does it: values in, steps out."""
