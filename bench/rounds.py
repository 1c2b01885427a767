"""Subjects take turns, A B A B, so that a noise of the machine meets all of them alike."""

import gc
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

from bench import processes
from bench.scale import Scale

T = TypeVar("T")

Measure = Callable[[], list[float]]
"""One round of one subject: its latencies in milliseconds."""

LEAST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """The rounds of one subject. Every number is the median of the rounds' own."""

    rounds: Sequence[Sequence[float]]

    @property
    def p50(self) -> float:
        """Milliseconds that half of the requests stay under."""
        return median(self.medians)

    @property
    def p99(self) -> float:
        """Milliseconds that 99 of 100 requests stay under."""
        return median(self.tails)

    @property
    def spread(self) -> float:
        """How many times its p50 the p99 is."""
        return median(tail / middle for tail, middle in zip(self.tails, self.medians, strict=True))

    def times(self, peer: "Sample") -> float:
        """How many times the peer's p50 ours is, each round against the peer's in the same round."""
        pairs = zip(self.medians, peer.medians, strict=True)
        return median(ours / theirs for ours, theirs in pairs)

    @property
    def medians(self) -> list[float]:
        """The p50 of each round."""
        return [median(latencies) for latencies in self.rounds]

    @property
    def tails(self) -> list[float]:
        """The p99 of each round."""
        return [quantiles(latencies, n=100, method="inclusive")[98] for latencies in self.rounds]


def alternate(subjects: Mapping[str, Measure], scale: Scale) -> dict[str, Sample]:
    """Warm every subject up for a round that does not count, then measure in turns, to and fro.

    It ends early where the rounds take too long, but not before there are three.
    """
    taken: dict[str, list[list[float]]] = {name: [] for name in subjects}
    processes.pin(os.getpid(), processes.CORES.clients)
    for measure in subjects.values():
        measure()
    until = perf_counter() + scale.seconds
    for turn in range(scale.rounds):
        if turn >= LEAST_ROUNDS and perf_counter() > until:
            break
        for name in list(subjects) if turn % 2 == 0 else list(subjects)[::-1]:
            taken[name].append(_undisturbed(subjects[name]))
    processes.pin(os.getpid(), processes.CORES.all)
    return {name: Sample(latencies) for name, latencies in taken.items()}


def _undisturbed(measure: Measure) -> list[float]:
    """Without this process's own garbage collector; the servers keep theirs as it is."""
    gc.collect()
    gc.disable()
    try:
        return measure()
    finally:
        gc.enable()


def share(values: Sequence[float], peers: Sequence[float]) -> float:
    """How many times the peer's value ours is: the median of the rounds, each against its own."""
    return median(ours / theirs for ours, theirs in zip(values, peers, strict=True))


def in_turns(subjects: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """Each subject once a round, to and fro, without warming up."""
    taken: dict[str, list[T]] = {name: [] for name in subjects}
    for turn in range(rounds):
        for name in list(subjects) if turn % 2 == 0 else list(subjects)[::-1]:
            taken[name].append(subjects[name]())
    return taken
