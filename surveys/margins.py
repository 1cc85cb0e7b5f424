"""How far a share may be off, in a population that is small and known.

Wilson's interval with the finite-population correction of O'Neill (2021): of N units n were asked, and with
m = n(N - 1)/(N - n) the interval of a share p is (p + z²/2m ± z √(p(1 - p)/m + z²/4m²)) / (1 + z²/m).
"""

from math import sqrt

Z_95 = 1.959963984540054


def wilson(share, n, population):
    """(low, high) of a share, as fractions at 95 %; of everybody it is the share itself. ValueError without answers."""
    if not 0 < n <= population:
        raise ValueError("An interval takes at least one answer, and at most one from each unit.")
    if n == population:
        return share, share
    m = n * (population - 1) / (population - n)
    centre = (share + Z_95**2 / (2 * m)) / (1 + Z_95**2 / m)
    half = Z_95 * sqrt(share * (1 - share) / m + Z_95**2 / (4 * m**2)) / (1 + Z_95**2 / m)
    return max(0.0, centre - half), min(1.0, centre + half)


def margin(n, population):
    """Half the width of the widest interval, that of a share of one half, as a fraction; None without answers."""
    if not 0 < n <= population:
        return None
    low, high = wilson(0.5, n, population)
    return (high - low) / 2
