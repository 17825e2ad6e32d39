"""Lets ``python -m gosupport_cli`` do the same as ``gosupport``."""

from gosupport_cli.cli import main

if __name__ == "__main__":
    main()
