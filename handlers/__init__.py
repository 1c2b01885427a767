"""What Slack sends in: payload → use case → view. One module per feature."""
