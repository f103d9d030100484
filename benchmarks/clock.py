"""Measuring time on a noisy machine."""

import statistics
import time


def middle(call, times=30):
    """The median of processor time of a call, in milliseconds."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        call()
        spent.append((time.process_time() - begun) * 1000)
    return statistics.median(spent)
