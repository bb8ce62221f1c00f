"""Where the per-article stages run."""
