"""The fake Slack of the benchmarks sees it when a rule of Slack's is broken."""

from bench.tally import Counts, Tally

NOON = 1_795_521_600.0


def counted(*arrivals: tuple[int, str, float]) -> Counts:
    """Reminders in channels, so many seconds after noon; each is answered before the next one comes."""
    tally = Tally()
    for connection, (reminder, channel, after) in enumerate(arrivals):
        tally.arrived(reminder, channel, connection, NOON + after)
        tally.answered(NOON + after)
    return tally.counts


def test_two_messages_to_one_channel_within_a_second_are_counted() -> None:
    assert counted((1, "U1", 0), (2, "U1", 0.99)).too_soon == 1
    assert counted((1, "U1", 0), (2, "U1", 0.5), (3, "U1", 0.9)).too_soon == 2


def test_a_second_apart_or_in_two_channels_is_within_the_limit() -> None:
    assert counted((1, "U1", 0), (2, "U1", 1), (3, "U1", 2)).too_soon == 0
    assert counted((1, "U1", 0), (2, "U2", 0)).too_soon == 0


def test_a_reminder_that_comes_twice_is_doubled() -> None:
    twice = counted((1, "U1", 0), (2, "U2", 0), (1, "U1", 5))
    assert (twice.posts, twice.reminders, twice.doubled) == (3, 2, 1)


def test_the_most_messages_under_way_together_are_kept() -> None:
    tally = Tally()
    for reminder in (1, 2):
        tally.arrived(reminder, f"U{reminder}", 7, NOON)
    tally.answered(NOON + 1)
    tally.arrived(3, "U3", 7, NOON + 1)
    assert (tally.counts.at_once, tally.counts.connections) == (2, 1)


def test_a_round_lasts_from_the_first_message_to_the_last_answer() -> None:
    assert counted((1, "U1", 3), (2, "U2", 5)).took == 2
