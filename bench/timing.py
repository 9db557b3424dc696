"""Latencies: time of a call, median, 95th percentile."""

import statistics
import time
from collections.abc import Callable, Sequence


def milliseconds(call: Callable, *arguments, **options) -> float:
    start = time.perf_counter()
    call(*arguments, **options)
    return (time.perf_counter() - start) * 1000


def p50(latencies: Sequence[float]) -> float:
    return statistics.median(latencies)


def p95(latencies: Sequence[float]) -> float:
    return statistics.quantiles(latencies, n=20, method="inclusive")[18] if len(latencies) > 1 else latencies[0]
