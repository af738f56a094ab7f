"""The stage `spread`."""
