"""The stage `record`."""
