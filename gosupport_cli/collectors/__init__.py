"""Facts about this machine, one file each; a failure becomes a fact, not a crash."""
