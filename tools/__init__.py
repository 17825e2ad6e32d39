"""What the makers run: the single-file program, the licence list, the size, the pictures."""
