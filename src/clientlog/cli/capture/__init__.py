"""Turn what a person typed after a meeting into one value to save."""
