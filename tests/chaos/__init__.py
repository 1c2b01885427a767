"""Workers are killed at any moment while Slack misbehaves: nothing may be lost, and nothing posted twice."""
