"""Pages of the rules and of the experiment."""
