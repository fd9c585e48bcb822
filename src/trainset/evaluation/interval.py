"""The interval of a share that was counted."""

from __future__ import annotations

import math

_Z = 1.959964  # of 95 percent


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share by the score method (Wilson, "Probable inference", 1927); (0, 1) where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share = right / total
    middle = share + _Z**2 / (2 * total)
    half = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    whole = 1 + _Z**2 / total
    # Where all or none were right, one end is exact, whatever rounding says.
    low = (middle - half) / whole if right else 0.0
    high = (middle + half) / whole if right < total else 1.0
    return low, high
