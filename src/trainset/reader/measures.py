"""Whether two measured numbers are the same: 1024 MB and 1 GB, half an hour and 30 minutes."""

from __future__ import annotations

from decimal import Decimal

_SIZES = {unit: Decimal(1024) ** power for power, unit in enumerate(("B", "KB", "MB", "GB", "TB", "PB"))}
_TIMES = {"second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3600)}
# Letters that may be short for several units.
_SHORT = {"m": ("MB", "minute"), "k": ("KB", "thousand")}
# How many of what a form counts in go into one of what is said: a share of 0.6 is 60 percent, 320 kbps are 320,000 bits a second.
_SCALES = {"percent": (Decimal("0.01"), Decimal(1)), "kilobit": (Decimal(1000),), "speed": (Decimal(1),)}
_ROUNDED = Decimal("0.000001")


def same(read: Decimal, read_unit: str, form: Decimal, form_unit: str) -> bool:
    """Whether a number that was read is the number of a form; a unit left out on either side fits any."""
    if read_unit in _SCALES:
        return any(read * scale == form for scale in _SCALES[read_unit])
    for unit in _SHORT.get(read_unit, (read_unit,)):
        if unit == "thousand":
            if not form_unit and read * 1000 == form:
                return True
        elif _same(read, unit, form, form_unit):
            return True
    return False


def _same(read: Decimal, read_unit: str, form: Decimal, form_unit: str) -> bool:
    for factors in (_SIZES, _TIMES):
        if read_unit in factors:
            if form_unit in factors:
                return abs(read * factors[read_unit] - form * factors[form_unit]) <= _ROUNDED
            return not form_unit and abs(read * factors[read_unit] - form) < 1
    if form_unit in _SIZES or form_unit in _TIMES:
        return read == form and (not read_unit or (read_unit == "?second" and form_unit in _TIMES))
    return read == form


def is_measured(unit: str) -> bool:
    """Whether a unit says more than that something is counted."""
    return unit in _SIZES or unit in _TIMES or unit in _SHORT
