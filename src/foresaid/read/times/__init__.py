"""Time expressions of an article: TIMEX3 type and value, and the days that each one, with its preposition, stands for."""

from foresaid.read.times.find import find_times

__all__ = ["find_times"]
