"""The rest of the outside world: prompts, journal, settings, folders."""
