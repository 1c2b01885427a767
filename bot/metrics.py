"""What Prometheus may read: reminders on their way, how late they were, and whether Slack is heard."""

from collections.abc import Callable
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from core.model import Backlog

LATENESS_BUCKETS = (0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600, 86400)


class Metrics:
    """The metrics of one process, in a registry of their own."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.registry = CollectorRegistry()
        self.claimed = self._counter("claimed", "Reminders taken for delivery")
        self.sent = self._counter("sent", "Reminders that stand in Slack")
        self.failed = self._counter("failed", "Reminders that Slack refused for good")
        self.unknown = self._counter("unknown", "Deliveries whose outcome was unclear")
        self.waiting = self._counter("waiting", "Deliveries that Slack asked to wait for")
        self.lateness = Histogram(
            "inroad_reminder_lateness_seconds",
            "From due to posted",
            buckets=LATENESS_BUCKETS,
            registry=self.registry,
        )
        self._due = self._gauge("inroad_reminders_due", "Reminders that are due and not sent yet")
        self._doubtful = self._gauge("inroad_reminders_in_doubt", "Reminders that may have been posted")
        self._oldest = self._gauge(
            "inroad_reminders_oldest_due_seconds", "For how long the oldest of them has been due"
        )
        self.socket_connected = self._gauge("inroad_socket_connected", "Whether the Socket Mode socket is up")
        self._event_age = self._gauge("inroad_last_event_age_seconds", "Since Slack last sent anything")
        self._heard_at = now()

    def heard(self) -> None:
        """Slack has sent something."""
        self._heard_at = self._now()

    def posted(self, due_at: datetime) -> float:
        """Count a reminder that was posted now; gives the seconds that it was late."""
        late = (self._now() - due_at).total_seconds()
        self.sent.inc()
        self.lateness.observe(late)
        return round(late, 3)

    def render(self, backlog: Backlog) -> bytes:
        """Everything, in Prometheus' text format."""
        now = self._now()
        self._due.set(backlog.due)
        self._doubtful.set(backlog.unknown)
        self._oldest.set(overdue_s(backlog, now))
        self._event_age.set((now - self._heard_at).total_seconds())
        return generate_latest(self.registry)

    def _counter(self, name: str, help_: str) -> Counter:
        return Counter(f"inroad_reminders_{name}", help_, registry=self.registry)

    def _gauge(self, name: str, help_: str) -> Gauge:
        return Gauge(name, help_, registry=self.registry)


def overdue_s(backlog: Backlog, now: datetime) -> float:
    """For how many seconds the oldest reminder has been due."""
    return max((now - backlog.oldest_due_at).total_seconds(), 0.0) if backlog.oldest_due_at else 0.0
