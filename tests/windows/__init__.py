"""The program in the real CPython for Windows, which Wine runs (README.md in this folder)."""
