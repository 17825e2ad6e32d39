"""gosupport: write to the support of Госуслуги, completely, correctly and safely.

The pipeline, each step a frozen value (CONTRIBUTING.md draws it):

answers -> Request -> findings -> Document -> channel -> Receipt -> journal -> tracking

``core`` holds values and pure rules, ``flows`` one verb per file, ``content``,
``channels``, ``collectors`` and ``adapters`` the world, ``cli`` words in and out.
This module imports nothing, so that ``--version`` stays fast.
"""

__version__ = "1.0.0"
