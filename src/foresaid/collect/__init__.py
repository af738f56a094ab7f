"""The stage `collect`."""
