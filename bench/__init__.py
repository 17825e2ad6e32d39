"""What the program costs, as ratios within one run: ``python -m bench --help``.

Nothing is asserted here and no test asserts a time: another machine has other figures.
"""
