"""Two stretches of time lived day by day: what the rules say on each evening."""
