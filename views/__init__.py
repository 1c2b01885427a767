"""What a person sees: core values → Block Kit and text. Pure."""
