"""Ways out: one file for each that a program delivers, one for all that a person delivers."""
