"""The stage `read`."""
