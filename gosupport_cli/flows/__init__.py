"""One verb per file; imports only ``core``; talks to the world through ``core.*ports``."""
