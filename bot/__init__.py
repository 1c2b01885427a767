"""The running thing: settings, assembly, Slack delivery, the worker and the command line."""
